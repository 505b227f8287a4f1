using Headroom.Scoring.Pmml.Definition;

namespace Headroom.Scoring.Pmml.Reading;

/// <summary>Reads a model element: what all kinds share, then the kind's own part.</summary>
internal static class ModelReader
{
    private static readonly string[] SharedChildren =
    [
        "MiningSchema",
        "Output",
        "ModelStats",
        "ModelExplanation",
        "Targets",
        "LocalTransformations",
        "ModelVerification",
    ];

    public static ModelDefinition Read(PmmlNode node)
    {
        ModelFunction function = node.Choice(
            "functionName",
            ModelFunction.Regression,
            ("regression", ModelFunction.Regression),
            ("classification", ModelFunction.Classification)
        );
        if (!node.Flag("isScorable", true))
            throw node.Error(PmmlException.Unsupported, "the model says isScorable=\"false\"; export a scorable one.");
        ModelDefinition model = node.Name switch
        {
            "Scorecard" => ScorecardReader.Read(node, function),
            "RegressionModel" => RegressionReader.Read(node, function),
            "TreeModel" => TreeReader.Read(node, function),
            "MiningModel" => EnsembleReader.Read(node, function),
            _ => throw node.Unsupported("supported models are Scorecard, RegressionModel, TreeModel and MiningModel"),
        };
        return model with
        {
            Name = node.Text("modelName"),
            Algorithm = node.Text("algorithmName"),
            MiningSchema = ReadMiningSchema(node.RequiredChild("MiningSchema")),
            LocalFields = node.Child("LocalTransformations") is { } local ? DocumentReader.ReadLocalFields(local) : [],
            Output = node.Child("Output") is { } output ? OutputReader.ReadOutput(output) : [],
            Target = node.Child("Targets") is { } targets ? OutputReader.ReadTarget(targets) : null,
            Notes = DocumentReader.ReadNotes(node),
        };
    }

    /// <summary>The children that belong to the model's own kind.</summary>
    public static IEnumerable<PmmlNode> OwnChildren(PmmlNode node) =>
        node.Children.Where(child => !SharedChildren.Contains(child.Name));

    private static List<MiningField> ReadMiningSchema(PmmlNode schema)
    {
        List<MiningField> fields = [];
        foreach (PmmlNode child in schema.Children)
        {
            if (child.Name != "MiningField")
                throw child.UnexpectedIn(schema.Name);
            fields.Add(ReadMiningField(child));
        }

        return fields;
    }

    private static MiningField ReadMiningField(PmmlNode node)
    {
        FieldUsage usage = node.Choice(
            "usageType",
            FieldUsage.Active,
            ("active", FieldUsage.Active),
            ("target", FieldUsage.Target),
            ("predicted", FieldUsage.Target),
            ("supplementary", FieldUsage.Supplementary),
            ("group", FieldUsage.Supplementary),
            ("order", FieldUsage.Supplementary),
            ("frequencyWeight", FieldUsage.Supplementary),
            ("analysisWeight", FieldUsage.Supplementary)
        );
        return new MiningField(node.RequiredText("name"), usage, node.Line)
        {
            OpType = node.Text("optype") is null ? null : DocumentReader.ReadOpType(node),
            Outliers = node.Choice(
                "outliers",
                OutlierTreatment.AsIs,
                ("asIs", OutlierTreatment.AsIs),
                ("asMissingValues", OutlierTreatment.AsMissing),
                ("asExtremeValues", OutlierTreatment.AsExtreme)
            ),
            LowValue = node.Number("lowValue"),
            HighValue = node.Number("highValue"),
            MissingReplacement = node.Text("missingValueReplacement"),
            MissingIsInvalid = node.Text("missingValueTreatment") == "returnInvalid",
            Invalid = ExpressionReader.ReadInvalid(node),
            InvalidReplacement = node.Text("invalidValueReplacement"),
        };
    }
}
