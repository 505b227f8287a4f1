using Headroom.Scoring.Pmml.Definition;

namespace Headroom.Scoring.Pmml.Compilation;

internal static class ConditionCompiler
{
    public static Condition Compile(Predicate predicate, Scope scope) =>
        predicate switch
        {
            Predicate.Always => new ConstantCondition(true),
            Predicate.Never => new ConstantCondition(false),
            Predicate.Simple simple => CompileSimple(simple, scope),
            Predicate.InSet set => CompileSet(set, scope),
            Predicate.Compound compound => new CompoundCondition(
                compound.Operator,
                [.. compound.Parts.Select(part => Compile(part, scope))]
            ),
            _ => throw new InvalidOperationException(
                $"A predicate of kind {predicate.GetType().Name} has no compilation."
            ),
        };

    private static ComparisonCondition CompileSimple(Predicate.Simple simple, Scope scope)
    {
        FieldSlot field = scope.Resolve(simple.Field, simple.Line);
        bool isOrdering =
            simple.Operator
            is Comparison.Less
                or Comparison.LessOrEqual
                or Comparison.Greater
                or Comparison.GreaterOrEqual;
        if (isOrdering && field.DataType is DataType.Text or DataType.Boolean)
        {
            throw scope.Context.Error(
                PmmlException.Unsupported,
                simple.Line,
                $"field '{simple.Field}' is a {CompilationContext.Word(field.DataType)}, which is not ordered here; "
                    + "compare it with equal or <SimpleSetPredicate>, or make it a number."
            );
        }

        double constant = simple.Value is null ? 0 : scope.Context.Encode(field.DataType, simple.Value, simple.Line);
        return new ComparisonCondition(field.Slot, simple.Operator, constant);
    }

    private static SetCondition CompileSet(Predicate.InSet set, Scope scope)
    {
        FieldSlot field = scope.Resolve(set.Field, set.Line);
        List<double> members = [.. set.Values.Select(value => scope.Context.Encode(field.DataType, value, set.Line))];
        return new SetCondition(field.Slot, set.Negated, members);
    }
}
