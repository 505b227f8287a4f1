using Headroom.Scoring.Pmml.Definition;

namespace Headroom.Scoring.Pmml.Reading;

/// <summary>What a model does with its raw result: <c>Targets</c> rescale it and <c>Output</c> names it.</summary>
internal static class OutputReader
{
    public static IReadOnlyList<OutputField> ReadOutput(PmmlNode output) =>
        [.. output.Children.Where(child => child.Name == "OutputField").Select(ReadField)];

    private static OutputField ReadField(PmmlNode node)
    {
        OutputFeature feature = node.Choice(
            "feature",
            OutputFeature.PredictedValue,
            ("predictedValue", OutputFeature.PredictedValue),
            ("predictedDisplayValue", OutputFeature.PredictedDisplayValue),
            ("transformedValue", OutputFeature.TransformedValue),
            ("probability", OutputFeature.Probability),
            ("reasonCode", OutputFeature.ReasonCode)
        );
        if (node.Text("segmentId") is not null)
            throw node.Error(
                PmmlException.Unsupported,
                "<OutputField segmentId> is not supported; name the field inside the segment."
            );
        return new OutputField(
            node.RequiredText("name"),
            feature,
            DocumentReader.ReadOptionalDataType(node) ?? DataType.Double,
            node.Line
        )
        {
            OpType = node.Text("optype") is null ? OpType.Continuous : DocumentReader.ReadOpType(node),
            Value = node.Text("value"),
            Rank = node.Integer("rank", 1),
            Expression = feature == OutputFeature.TransformedValue ? ExpressionReader.ReadOnlyChild(node) : null,
            IsFinalResult = node.Flag("isFinalResult", true),
        };
    }

    public static Target? ReadTarget(PmmlNode targets)
    {
        List<PmmlNode> nodes = [.. targets.Children];
        if (nodes.Count == 0)
            return null;
        if (nodes.Count > 1)
            throw nodes[1].Error(PmmlException.Unsupported, "only one <Target> is supported; export one target.");
        PmmlNode node = nodes[0];
        return new Target(node.Text("field"))
        {
            Minimum = node.Number("min") ?? double.NegativeInfinity,
            Maximum = node.Number("max") ?? double.PositiveInfinity,
            Factor = node.Number("rescaleFactor") ?? 1,
            Constant = node.Number("rescaleConstant") ?? 0,
            Cast = node.Choice(
                "castInteger",
                CastInteger.None,
                ("round", CastInteger.Round),
                ("ceiling", CastInteger.Ceiling),
                ("floor", CastInteger.Floor)
            ),
            DefaultValue = node.Child("TargetValue")?.Number("defaultValue"),
        };
    }
}
