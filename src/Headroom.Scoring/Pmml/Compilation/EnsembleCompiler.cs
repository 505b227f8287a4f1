using Headroom.Scoring.Pmml.Definition;

namespace Headroom.Scoring.Pmml.Compilation;

internal static class EnsembleCompiler
{
    public static EnsembleProgram Compile(EnsembleDefinition ensemble, Scope scope)
    {
        int scoreSlot = scope.Context.AllocateSlot();
        CompiledSegment[] segments = [.. ensemble.Segments.Select(segment => Compile(ensemble, segment, scope))];
        ClassSlots? classes =
            ensemble.Function == ModelFunction.Classification ? Classes(ensemble, segments, scope) : null;
        return new EnsembleProgram(
            [.. scope.Steps],
            scoreSlot,
            ensemble.Target,
            segments,
            ensemble.Method,
            ensemble.MissingPrediction,
            classes,
            scope.Context
        );
    }

    private static CompiledSegment Compile(EnsembleDefinition ensemble, SegmentDefinition segment, Scope scope)
    {
        Condition condition = ConditionCompiler.Compile(segment.Predicate, scope);
        Scope inner = new(scope.Context, scope);
        foreach (MiningField field in segment.Model.MiningSchema)
        {
            if (field.Usage == FieldUsage.Active)
                TreatmentCompiler.DefineInner(field, scope, inner);
        }

        ModelProgram program = ModelCompiler.CompileModel(segment.Model, inner);
        if (ensemble.Method != SegmentMethod.ModelChain)
            return new CompiledSegment(condition, program, segment.Weight, []);
        Step[] outputs = OutputCompiler.DefineIn(segment.Model, program, inner, scope);
        return new CompiledSegment(condition, program, segment.Weight, outputs);
    }

    private static ClassSlots Classes(EnsembleDefinition ensemble, CompiledSegment[] segments, Scope scope)
    {
        bool chain = ensemble.Method == SegmentMethod.ModelChain;
        CompiledSegment[] answering = chain ? segments[^1..] : segments;
        List<string> categories = [];
        foreach (CompiledSegment segment in answering)
        {
            if (segment.Program.Classes is not { } inner)
            {
                throw scope.Context.Error(
                    PmmlException.Value,
                    ensemble.Line,
                    "a classification's segments must be classifications; correct their functionName."
                );
            }

            categories.AddRange(inner.Categories.Where(category => !categories.Contains(category)));
        }

        return ClassSlots.Allocate(categories, scope.Context);
    }
}
