using Headroom.Scoring.Pmml.Definition;

namespace Headroom.Scoring.Pmml.Compilation;

/// <summary>Compiles what a mining schema says about the values of a field.</summary>
internal static class TreatmentCompiler
{
    /// <summary>Defines the treated field in the scope, with the step that fills it from its raw slot.</summary>
    public static void Define(DataField data, MiningField field, int rawSlot, Scope scope)
    {
        CompilationContext context = scope.Context;
        double[] valid = Encode(ValueProperty.Valid);
        FieldSlot slot = new(context.AllocateSlot(), data.DataType, field.OpType ?? data.OpType);
        if (field.Invalid == InvalidTreatment.AsValue && field.InvalidReplacement is null)
        {
            throw context.Error(
                PmmlException.Absent,
                field.Line,
                $"mining field '{field.Name}' treats invalid values asValue without an invalidValueReplacement."
            );
        }

        scope.Steps.Add(
            new TreatmentStep(rawSlot, slot.Slot)
            {
                MissingValues = Encode(ValueProperty.Missing),
                InvalidValues = Encode(ValueProperty.Invalid),
                ValidValues = [.. valid],
                Intervals = data.Intervals,
                Invalid = field.Invalid,
                InvalidReplacement = Optional(field.InvalidReplacement),
                MissingReplacement = Optional(field.MissingReplacement),
                MissingIsInvalid = field.MissingIsInvalid,
                Outliers = field.Outliers,
                Low = field.LowValue ?? double.NegativeInfinity,
                High = field.HighValue ?? double.PositiveInfinity,
            }
        );
        scope.Define(field.Name, slot, field.Line);

        double[] Encode(ValueProperty property) =>
            [
                .. data
                    .Values.Where(value => value.Property == property)
                    .Select(value => context.Encode(data.DataType, value.Value, data.Line)),
            ];

        double Optional(string? text) => text is null ? double.NaN : context.Encode(data.DataType, text, field.Line);
    }

    /// <summary>
    /// A field of a model inside another: the outer model has treated it already, so that only what this schema adds remains.
    /// </summary>
    public static void DefineInner(MiningField field, Scope outer, Scope inner)
    {
        FieldSlot source = outer.Resolve(field.Name, field.Line);
        if (field.MissingReplacement is null && field.Outliers == OutlierTreatment.AsIs && !field.MissingIsInvalid)
        {
            inner.Define(field.Name, source, field.Line);
            return;
        }

        DataField plain = new(field.Name, source.OpType, source.DataType, field.Line);
        Define(plain, field with { Invalid = InvalidTreatment.AsIs }, source.Slot, inner);
    }
}
