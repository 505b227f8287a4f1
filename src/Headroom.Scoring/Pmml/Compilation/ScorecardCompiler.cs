using Headroom.Scoring.Pmml.Definition;

namespace Headroom.Scoring.Pmml.Compilation;

internal static class ScorecardCompiler
{
    public static ScorecardProgram Compile(ScorecardDefinition scorecard, Scope scope)
    {
        int scoreSlot = scope.Context.AllocateSlot();
        CompiledCharacteristic[] characteristics =
        [
            .. scorecard.Characteristics.Select(characteristic =>
                CompileCharacteristic(scorecard, characteristic, scope)
            ),
        ];
        return new ScorecardProgram(
            [.. scope.Steps],
            scoreSlot,
            scorecard.Target,
            scorecard.InitialScore,
            characteristics,
            scope.Context.InputCount
        )
        {
            UseReasonCodes = scorecard.UseReasonCodes,
            PointsBelow = scorecard.PointsBelow,
        };
    }

    private static CompiledCharacteristic CompileCharacteristic(
        ScorecardDefinition scorecard,
        CharacteristicDefinition characteristic,
        Scope scope
    )
    {
        IReadOnlyList<AttributeDefinition> attributes = characteristic.Attributes;
        Condition[] conditions =
        [
            .. attributes.Select(attribute => ConditionCompiler.Compile(attribute.Predicate, scope)),
        ];
        Calculation?[] complex = [.. attributes.Select(attribute => CompileComplex(attribute, scope))];
        return new CompiledCharacteristic
        {
            Name = characteristic.Name,
            Selector = AttributeSelector.Create(conditions),
            Points = [.. attributes.Select(attribute => attribute.PartialScore ?? double.NaN)],
            Complex = Array.TrueForAll(complex, calculation => calculation is null) ? null : complex,
            ReasonCodes = [.. attributes.Select(attribute => attribute.ReasonCode ?? characteristic.ReasonCode)],
            Baseline = characteristic.BaselineScore ?? scorecard.BaselineScore ?? 0,
            AttributeSlot = scope.Context.AllocateSlot(),
            PointsSlot = scope.Context.AllocateSlot(),
        };
    }

    private static Calculation? CompileComplex(AttributeDefinition attribute, Scope scope)
    {
        if (attribute.ComplexPartialScore is not { } expression)
            return null;
        Calculation calculation = CalculationCompiler.Compile(expression, DataType.Double, scope);
        CalculationCompiler.RequireType(scope, calculation, DataType.Double, attribute.Line);
        return calculation;
    }
}
