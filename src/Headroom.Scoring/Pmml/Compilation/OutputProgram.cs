using Headroom.Scoring.Pmml.Definition;

namespace Headroom.Scoring.Pmml.Compilation;

/// <summary>The named results of a model, computed after it has run.</summary>
internal sealed class OutputProgram(
    Step[] steps,
    IReadOnlyList<(string Name, FieldSlot Slot)> fields,
    Vocabulary vocabulary
)
{
    public IReadOnlyList<string> Names { get; } = [.. fields.Select(field => field.Name)];

    public IReadOnlyDictionary<string, object?> Run(double[] values)
    {
        foreach (Step step in steps)
            step.Run(values);
        Dictionary<string, object?> results = new(fields.Count, StringComparer.Ordinal);
        foreach ((string name, FieldSlot slot) in fields)
            results.Add(name, Value(values[slot.Slot], slot.DataType));
        return results;
    }

    private object? Value(double value, DataType type)
    {
        if (double.IsNaN(value))
            return null;
        if (type == DataType.Text)
            return value >= 0 ? vocabulary[(int)value] : null;
        return value;
    }
}

internal static class OutputCompiler
{
    /// <summary>Compiles a model's output fields in their order; each may refer to those before it.</summary>
    public static OutputProgram Compile(ModelDefinition model, ModelProgram program, Scope modelScope)
    {
        Scope scope = new(modelScope.Context, modelScope);
        List<(string, FieldSlot)> fields = [];
        foreach (OutputField field in model.Output)
        {
            if (field.Feature == OutputFeature.ReasonCode)
                continue;
            FieldSlot slot = Compile(field, program, scope);
            scope.Define(field.Name, slot, field.Line);
            if (field.IsFinalResult)
                fields.Add((field.Name, slot));
        }

        return new OutputProgram([.. scope.Steps], fields, modelScope.Context.Vocabulary);
    }

    /// <summary>Makes a chained model's outputs fields of the scope around it, and gives the steps that fill them.</summary>
    public static Step[] DefineIn(ModelDefinition model, ModelProgram program, Scope modelScope, Scope around)
    {
        Scope scope = new(modelScope.Context, modelScope);
        foreach (OutputField field in model.Output)
        {
            if (field.Feature == OutputFeature.ReasonCode)
                continue;
            FieldSlot slot = Compile(field, program, scope);
            scope.Define(field.Name, slot, field.Line);
            around.Define(field.Name, slot, field.Line);
        }

        return [.. scope.Steps];
    }

    private static FieldSlot Compile(OutputField field, ModelProgram program, Scope scope)
    {
        if (field.Feature is OutputFeature.PredictedValue or OutputFeature.PredictedDisplayValue)
        {
            return program.Classes is { } classes
                ? new FieldSlot(classes.CategorySlot, DataType.Text, OpType.Categorical)
                : new FieldSlot(program.ScoreSlot, DataType.Double, OpType.Continuous);
        }

        if (field.Feature == OutputFeature.Probability && program.Classes is { } slots)
            return new FieldSlot(ProbabilitySlot(field, slots, scope), DataType.Double, OpType.Continuous);
        if (field.Expression is not { } expression)
        {
            throw scope.Context.Error(
                PmmlException.Unsupported,
                field.Line,
                $"output '{field.Name}' has a feature that this model does not give; remove it."
            );
        }

        Calculation calculation = CalculationCompiler.Compile(expression, field.DataType, scope);
        CalculationCompiler.RequireType(scope, calculation, field.DataType, field.Line);
        FieldSlot slot = new(scope.Context.AllocateSlot(), field.DataType, field.OpType);
        scope.Steps.Add(new DerivationStep(slot, calculation));
        return slot;
    }

    private static int ProbabilitySlot(OutputField field, ClassSlots slots, Scope scope)
    {
        string category =
            field.Value
            ?? throw scope.Context.Error(
                PmmlException.Absent,
                field.Line,
                $"output '{field.Name}' is a probability without the 'value' it is of."
            );
        int slot = slots.SlotOf(category);
        return slot >= 0
            ? slot
            : throw scope.Context.Error(
                PmmlException.Value,
                field.Line,
                $"output '{field.Name}' is the probability of '{category}', which the model does not predict."
            );
    }
}
