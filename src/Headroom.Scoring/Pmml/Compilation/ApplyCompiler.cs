using Headroom.Scoring.Pmml.Definition;

namespace Headroom.Scoring.Pmml.Compilation;

/// <summary>Calls of PMML's built-in functions and of those that the file defines.</summary>
internal static class ApplyCompiler
{
    public static Calculation Compile(Expression.Apply apply, DataType expected, Scope scope)
    {
        if (BuiltIns.Find(apply.Function) is not { } builtIn)
            return CompileCall(apply, scope);
        int count = apply.Arguments.Count;
        if (count < builtIn.ArgumentsMin || count > builtIn.ArgumentsMax)
            throw scope.Context.Error(
                PmmlException.Value,
                apply.Line,
                $"'{apply.Function}' cannot take {count} arguments."
            );
        DataType argumentType = builtIn.Arguments switch
        {
            BuiltInArguments.Numbers => DataType.Double,
            BuiltInArguments.Booleans => DataType.Boolean,
            _ => CommonType(apply, expected, scope),
        };
        Calculation[] arguments = [.. apply.Arguments.Select(argument => Compile(argument, argumentType, scope))];
        if (builtIn.Arguments == BuiltInArguments.Choice)
            arguments[0] = Compile(apply.Arguments[0], DataType.Boolean, scope);
        RequireTypes(apply, builtIn, arguments, argumentType, scope);
        DataType result = builtIn.Arguments == BuiltInArguments.Choice ? argumentType : builtIn.Result;
        return new ApplyCalculation(
            result,
            builtIn.Function,
            arguments,
            CalculationCompiler.EncodeOptional(scope, result, apply.MissingResult, apply.Line),
            CalculationCompiler.EncodeOptional(scope, result, apply.DefaultResult, apply.Line),
            builtIn.PassesMissing
        );
    }

    private static Calculation Compile(Expression argument, DataType type, Scope scope) =>
        argument is Expression.Constant constant && (type == DataType.Text || constant.DataType is null)
            ? CalculationCompiler.Compile(constant with { DataType = type }, type, scope)
            : CalculationCompiler.Compile(argument, type, scope);

    /// <summary>Literals take the type of what they stand beside; literals alone are numbers unless a text is expected.</summary>
    private static DataType CommonType(Expression.Apply apply, DataType expected, Scope scope)
    {
        IEnumerable<Expression> compared = apply.Function == "if" ? apply.Arguments.Skip(1) : apply.Arguments;
        foreach (Expression argument in compared)
        {
            if (argument is not Expression.Constant)
                return CalculationCompiler.Compile(argument, expected, scope).Type;
        }

        DataType? declared = compared
            .OfType<Expression.Constant>()
            .Select(constant => constant.DataType)
            .FirstOrDefault();
        return declared ?? (apply.Function == "if" ? expected : DataType.Double);
    }

    private static void RequireTypes(
        Expression.Apply apply,
        BuiltIn builtIn,
        Calculation[] arguments,
        DataType type,
        Scope scope
    )
    {
        bool ordersTexts = builtIn.Arguments == BuiltInArguments.Ordered && type == DataType.Text;
        bool comparesFields =
            type == DataType.Text
            && builtIn.Arguments == BuiltInArguments.Any
            && arguments.Count(argument => argument is not ConstantCalculation) > 1;
        if (ordersTexts || comparesFields)
        {
            throw scope.Context.Error(
                PmmlException.Unsupported,
                apply.Line,
                $"'{apply.Function}' of strings is supported only to test a field against constants for equality."
            );
        }

        for (int i = builtIn.Arguments == BuiltInArguments.Choice ? 1 : 0; i < arguments.Length; i++)
            CalculationCompiler.RequireType(scope, arguments[i], type, apply.Line);
    }

    private static CallCalculation CompileCall(Expression.Apply apply, Scope scope)
    {
        FunctionDefinition function =
            scope.Context.Function(apply.Function)
            ?? throw scope.Context.Error(
                PmmlException.Unsupported,
                apply.Line,
                $"function '{apply.Function}' is not supported and not defined in the file; compute it before scoring."
            );
        if (function.Parameters.Count != apply.Arguments.Count)
        {
            throw scope.Context.Error(
                PmmlException.Value,
                apply.Line,
                $"'{apply.Function}' takes {function.Parameters.Count} arguments, not {apply.Arguments.Count}."
            );
        }

        scope.Context.Enter(function, apply.Line);
        Scope inner = new(scope.Context, null);
        int[] slots = new int[function.Parameters.Count];
        Calculation[] arguments = new Calculation[slots.Length];
        for (int i = 0; i < slots.Length; i++)
        {
            (string name, DataType type) = function.Parameters[i];
            arguments[i] = CalculationCompiler.Compile(apply.Arguments[i], type, scope);
            slots[i] = scope.Context.AllocateSlot();
            inner.Define(name, new FieldSlot(slots[i], arguments[i].Type, OpType.Continuous), function.Line);
        }

        Calculation body = CalculationCompiler.Compile(function.Body, function.DataType, inner);
        scope.Context.Leave(function);
        return new CallCalculation(body.Type, slots, arguments, body);
    }
}
