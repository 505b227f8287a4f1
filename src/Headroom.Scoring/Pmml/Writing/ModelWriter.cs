using System.Xml.Linq;
using Headroom.Scoring.Pmml.Definition;
using static Headroom.Scoring.Pmml.Writing.PmmlWriter;

namespace Headroom.Scoring.Pmml.Writing;

/// <summary>Writes a model element: its kind's own part among what all kinds share.</summary>
internal static class ModelWriter
{
    public static XElement Write(ModelDefinition model)
    {
        (string name, object?[] attributes, object?[] body) = model switch
        {
            ScorecardDefinition scorecard => ScorecardWriter.Write(scorecard),
            RegressionDefinition regression => RegressionWriter.Write(regression),
            TreeDefinition tree => TreeWriter.Write(tree),
            EnsembleDefinition ensemble => EnsembleWriter.Write(ensemble),
            _ => throw new InvalidOperationException($"{model.GetType().Name} has no written form."),
        };
        return Element(
            name,
            Attribute("modelName", model.Name),
            Attribute("functionName", model.Function == ModelFunction.Regression ? "regression" : "classification"),
            Attribute("algorithmName", model.Algorithm),
            attributes,
            WriteNotes(model.Notes),
            Element("MiningSchema", model.MiningSchema.Select(WriteMiningField)),
            model.Output.Count == 0 ? null : Element("Output", model.Output.Select(WriteOutputField)),
            model.Target is null ? null : Element("Targets", WriteTarget(model.Target)),
            model.LocalFields.Count == 0
                ? null
                : Element("LocalTransformations", model.LocalFields.Select(ExpressionWriter.WriteDerivedField)),
            body
        );
    }

    public static string? Word(OutlierTreatment treatment) =>
        treatment switch
        {
            OutlierTreatment.AsMissing => "asMissingValues",
            OutlierTreatment.AsExtreme => "asExtremeValues",
            _ => null,
        };

    private static XElement WriteMiningField(MiningField field) =>
        Element(
            "MiningField",
            Attribute("name", field.Name),
            field.Usage switch
            {
                FieldUsage.Target => Attribute("usageType", "target"),
                FieldUsage.Supplementary => Attribute("usageType", "supplementary"),
                _ => null,
            },
            field.OpType is { } opType ? Attribute("optype", PmmlWriter.Word(opType)) : null,
            Attribute("outliers", Word(field.Outliers)),
            Attribute("lowValue", field.LowValue),
            Attribute("highValue", field.HighValue),
            Attribute("missingValueReplacement", field.MissingReplacement),
            field.MissingIsInvalid ? Attribute("missingValueTreatment", "returnInvalid") : null,
            field.Invalid switch
            {
                InvalidTreatment.AsIs => Attribute("invalidValueTreatment", "asIs"),
                InvalidTreatment.AsMissing => Attribute("invalidValueTreatment", "asMissing"),
                InvalidTreatment.AsValue => Attribute("invalidValueTreatment", "asValue"),
                _ => null,
            },
            Attribute("invalidValueReplacement", field.InvalidReplacement)
        );

    private static XElement WriteOutputField(OutputField field) =>
        Element(
            "OutputField",
            Attribute("name", field.Name),
            Attribute("optype", PmmlWriter.Word(field.OpType)),
            Attribute("dataType", PmmlWriter.Word(field.DataType)),
            Attribute(
                "feature",
                field.Feature switch
                {
                    OutputFeature.PredictedValue => "predictedValue",
                    OutputFeature.PredictedDisplayValue => "predictedDisplayValue",
                    OutputFeature.TransformedValue => "transformedValue",
                    OutputFeature.Probability => "probability",
                    _ => "reasonCode",
                }
            ),
            Attribute("value", field.Value),
            field.Feature == OutputFeature.ReasonCode ? Attribute("rank", field.Rank) : null,
            field.IsFinalResult ? null : Attribute("isFinalResult", "false"),
            field.Expression is null ? null : ExpressionWriter.Write(field.Expression)
        );

    private static XElement WriteTarget(Target target) =>
        Element(
            "Target",
            Attribute("field", target.Field),
            target.Cast switch
            {
                CastInteger.Round => Attribute("castInteger", "round"),
                CastInteger.Ceiling => Attribute("castInteger", "ceiling"),
                CastInteger.Floor => Attribute("castInteger", "floor"),
                _ => null,
            },
            Attribute("min", target.Minimum),
            Attribute("max", target.Maximum),
            target.Constant == 0 ? null : Attribute("rescaleConstant", target.Constant),
            target.Factor == 1 ? null : Attribute("rescaleFactor", target.Factor)
        );
}
