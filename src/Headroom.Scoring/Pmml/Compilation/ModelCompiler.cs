using Headroom.Scoring.Pmml.Definition;

namespace Headroom.Scoring.Pmml.Compilation;

/// <summary>Turns a PMML definition into the arrays and delegates that evaluate it.</summary>
internal static class ModelCompiler
{
    public static PmmlModel Compile(PmmlDocument document, string file)
    {
        CompilationContext context = new(file, document.Functions);
        Scope scope = new(context, null);
        List<PmmlInput> inputs = [];
        foreach (MiningField field in document.Model.MiningSchema)
        {
            if (field.Usage == FieldUsage.Active)
                inputs.Add(DefineInput(document, field, scope, inputs.Count));
        }

        context.InputCount = inputs.Count;
        context.EventCategory = EventCategory(document);
        // Inputs take the first slots, so that a slot is also the position in Inputs.
        List<(MiningField Field, PmmlInput Input)> treated =
        [
            .. document.Model.MiningSchema.Where(field => field.Usage == FieldUsage.Active).Zip(inputs),
        ];
        foreach ((MiningField field, PmmlInput input) in treated)
            TreatmentCompiler.Define(DataFieldOf(document, field, scope), field, input.Slot, scope);
        foreach (DerivedField derived in document.DerivedFields)
            scope.Define(derived);
        ModelProgram program = CompileModel(document.Model, scope);
        OutputProgram output = OutputCompiler.Compile(document.Model, program, scope);
        return new PmmlModel(document, program, output, inputs, context);
    }

    /// <summary>Compiles one model in a scope that already has its mining fields.</summary>
    public static ModelProgram CompileModel(ModelDefinition model, Scope scope)
    {
        foreach (DerivedField derived in model.LocalFields)
            scope.Define(derived);
        return model switch
        {
            ScorecardDefinition scorecard => ScorecardCompiler.Compile(scorecard, scope),
            RegressionDefinition regression => RegressionCompiler.Compile(regression, scope),
            TreeDefinition tree => TreeCompiler.Compile(tree, scope),
            EnsembleDefinition ensemble => EnsembleCompiler.Compile(ensemble, scope),
            _ => throw new InvalidOperationException($"A model of kind {model.GetType().Name} has no compilation."),
        };
    }

    private static string? EventCategory(PmmlDocument document)
    {
        MiningField? target = document.Model.MiningSchema.FirstOrDefault(field => field.Usage == FieldUsage.Target);
        return document
            .DataFields.FirstOrDefault(field => field.Name == target?.Name)
            ?.Values.LastOrDefault(value => value.Property == ValueProperty.Valid)
            ?.Value;
    }

    private static PmmlInput DefineInput(PmmlDocument document, MiningField field, Scope scope, int position)
    {
        DataField data = DataFieldOf(document, field, scope);
        int slot = scope.Context.AllocateSlot();
        if (slot != position)
            throw new InvalidOperationException("Inputs must take the first slots of a row.");
        string[] values = [.. data.Values.Where(v => v.Property == ValueProperty.Valid).Select(v => v.Value)];
        return new PmmlInput(
            field.Name,
            Enum.Parse<PmmlOpType>((field.OpType ?? data.OpType).ToString()),
            Enum.Parse<PmmlDataType>(data.DataType.ToString()),
            slot
        )
        {
            ValidValues = values,
        };
    }

    private static DataField DataFieldOf(PmmlDocument document, MiningField field, Scope scope) =>
        document.DataFields.FirstOrDefault(data => data.Name == field.Name)
        ?? throw scope.Context.Error(
            PmmlException.UnknownField,
            field.Line,
            $"mining field '{field.Name}' is not in the DataDictionary; add it or correct the name."
        );
}
