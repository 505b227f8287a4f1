using Headroom.Scoring.Pmml.Definition;

namespace Headroom.Scoring.Pmml.Compilation;

internal static class CalculationCompiler
{
    /// <param name="expression">What to compile.</param>
    /// <param name="expected">The type of literals that do not say theirs.</param>
    /// <param name="scope">Where names are looked up.</param>
    public static Calculation Compile(Expression expression, DataType expected, Scope scope) =>
        expression switch
        {
            Expression.Constant constant => CompileConstant(constant, expected, scope),
            Expression.FieldReference reference => CompileReference(reference, scope),
            Expression.Apply apply => ApplyCompiler.Compile(apply, expected, scope),
            Expression.NormContinuous norm => new PiecewiseLinearCalculation(
                ResolveNumber(norm.Field, norm.Line, scope).Slot,
                norm.Points,
                norm.Outliers,
                norm.MissingResult ?? double.NaN
            ),
            Expression.NormDiscrete norm => CompileNormDiscrete(norm, scope),
            Expression.Discretize discretize => CompileDiscretize(discretize, expected, scope),
            Expression.MapValues map => CompileMap(map, expected, scope),
            _ => throw new InvalidOperationException(
                $"An expression of kind {expression.GetType().Name} has no compilation."
            ),
        };

    /// <summary>Refuses a text where a number is needed and the reverse.</summary>
    public static void RequireType(Scope scope, Calculation calculation, DataType wanted, int line)
    {
        if ((calculation.Type == DataType.Text) == (wanted == DataType.Text))
            return;
        throw scope.Context.Error(
            PmmlException.Value,
            line,
            $"the expression gives a {CompilationContext.Word(calculation.Type)} where a "
                + $"{CompilationContext.Word(wanted)} is declared; correct the data type."
        );
    }

    public static double EncodeOptional(Scope scope, DataType type, string? text, int line) =>
        text is null ? double.NaN : scope.Context.Encode(type, text, line);

    private static ConstantCalculation CompileConstant(Expression.Constant constant, DataType expected, Scope scope)
    {
        DataType type = constant.DataType ?? expected;
        return new ConstantCalculation(type, EncodeOptional(scope, type, constant.Value, constant.Line));
    }

    private static SlotCalculation CompileReference(Expression.FieldReference reference, Scope scope)
    {
        FieldSlot field = scope.Resolve(reference.Field, reference.Line);
        return new SlotCalculation(
            field,
            EncodeOptional(scope, field.DataType, reference.MissingResult, reference.Line)
        );
    }

    private static FieldSlot ResolveNumber(string name, int line, Scope scope)
    {
        FieldSlot field = scope.Resolve(name, line);
        return field.DataType == DataType.Text
            ? throw scope.Context.Error(
                PmmlException.Value,
                line,
                $"field '{name}' is a string; a number is needed here."
            )
            : field;
    }

    private static LookupCalculation CompileNormDiscrete(Expression.NormDiscrete norm, Scope scope)
    {
        FieldSlot field = scope.Resolve(norm.Field, norm.Line);
        double constant = scope.Context.Encode(field.DataType, norm.Value, norm.Line);
        Condition[] conditions = [new ComparisonCondition(field.Slot, Comparison.Equal, constant)];
        double missing = norm.MissingResult ?? double.NaN;
        return new LookupCalculation(
            DataType.Double,
            AttributeSelector.Create(conditions),
            [1],
            [field.Slot],
            missing,
            0
        );
    }

    private static LookupCalculation CompileDiscretize(Expression.Discretize discretize, DataType expected, Scope scope)
    {
        FieldSlot field = ResolveNumber(discretize.Field, discretize.Line, scope);
        Condition[] conditions = [.. discretize.Bins.Select(bin => Inside(field.Slot, bin.Interval))];
        double[] results =
        [
            .. discretize.Bins.Select(bin => scope.Context.Encode(expected, bin.Value, discretize.Line)),
        ];
        return new LookupCalculation(
            expected,
            AttributeSelector.Create(conditions),
            results,
            [field.Slot],
            EncodeOptional(scope, expected, discretize.MissingResult, discretize.Line),
            EncodeOptional(scope, expected, discretize.DefaultResult, discretize.Line)
        );
    }

    private static CompoundCondition Inside(int slot, FieldInterval interval) =>
        new(
            Combination.And,
            [
                new ComparisonCondition(
                    slot,
                    interval.LeftClosed ? Comparison.GreaterOrEqual : Comparison.Greater,
                    interval.Left
                ),
                new ComparisonCondition(
                    slot,
                    interval.RightClosed ? Comparison.LessOrEqual : Comparison.Less,
                    interval.Right
                ),
            ]
        );

    private static LookupCalculation CompileMap(Expression.MapValues map, DataType expected, Scope scope)
    {
        FieldSlot[] fields = [.. map.Fields.Select(field => scope.Resolve(field, map.Line))];
        List<Condition> conditions = [];
        List<double> results = [];
        foreach ((IReadOnlyList<string> keys, string output) in map.Rows)
        {
            Condition[] cells =
            [
                .. fields.Select(
                    (field, i) =>
                        new ComparisonCondition(
                            field.Slot,
                            Comparison.Equal,
                            scope.Context.Encode(field.DataType, keys[i], map.Line)
                        )
                ),
            ];
            conditions.Add(cells.Length == 1 ? cells[0] : new CompoundCondition(Combination.And, cells));
            results.Add(scope.Context.Encode(expected, output, map.Line));
        }

        return new LookupCalculation(
            expected,
            AttributeSelector.Create([.. conditions]),
            [.. results],
            [.. fields.Select(field => field.Slot)],
            EncodeOptional(scope, expected, map.MissingResult, map.Line),
            EncodeOptional(scope, expected, map.DefaultResult, map.Line)
        );
    }
}
