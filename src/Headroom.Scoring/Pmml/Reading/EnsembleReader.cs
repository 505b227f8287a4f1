using Headroom.Scoring.Pmml.Definition;

namespace Headroom.Scoring.Pmml.Reading;

internal static class EnsembleReader
{
    private static readonly string[] ModelNames = ["Scorecard", "RegressionModel", "TreeModel", "MiningModel"];

    public static EnsembleDefinition Read(PmmlNode node, ModelFunction function)
    {
        PmmlNode? segmentation = null;
        foreach (PmmlNode child in ModelReader.OwnChildren(node))
        {
            if (child.Name != "Segmentation" || segmentation is not null)
                throw child.UnexpectedIn(node.Name);
            segmentation = child;
        }

        if (segmentation is not { } found)
            throw node.Error(PmmlException.Absent, "<MiningModel> has no <Segmentation>; add one.");
        found.RequiredText("multipleModelMethod");
        SegmentMethod method = found.Choice(
            "multipleModelMethod",
            SegmentMethod.Sum,
            ("sum", SegmentMethod.Sum),
            ("x-weightedSum", SegmentMethod.WeightedSum),
            ("weightedSum", SegmentMethod.WeightedSum),
            ("average", SegmentMethod.Average),
            ("weightedAverage", SegmentMethod.WeightedAverage),
            ("median", SegmentMethod.Median),
            ("max", SegmentMethod.Maximum),
            ("majorityVote", SegmentMethod.MajorityVote),
            ("weightedMajorityVote", SegmentMethod.WeightedMajorityVote),
            ("selectFirst", SegmentMethod.SelectFirst),
            ("modelChain", SegmentMethod.ModelChain)
        );
        List<SegmentDefinition> segments = [.. found.Children.Select(child => ReadSegment(child, found))];
        if (segments.Count == 0)
            throw found.Error(PmmlException.Absent, "<Segmentation> has no <Segment>; add at least one.");
        return new EnsembleDefinition(function, method, segments, node.Line)
        {
            MissingPrediction = found.Choice(
                "missingPredictionTreatment",
                MissingPrediction.Continue,
                ("continue", MissingPrediction.Continue),
                ("skipSegment", MissingPrediction.SkipSegment),
                ("returnMissing", MissingPrediction.ReturnMissing)
            ),
        };
    }

    private static SegmentDefinition ReadSegment(PmmlNode node, PmmlNode parent)
    {
        if (node.Name != "Segment")
            throw node.UnexpectedIn(parent.Name);
        PmmlNode? model = null;
        foreach (PmmlNode child in node.Children)
        {
            if (PredicateReader.IsPredicate(child) || child.Name == "VariableWeight")
                continue;
            if (!ModelNames.Contains(child.Name))
                throw child.Unsupported("supported models are Scorecard, RegressionModel, TreeModel and MiningModel");
            model = child;
        }

        if (model is not { } found)
            throw node.Error(PmmlException.Absent, "<Segment> has no model; add one.");
        double weight = node.Number("weight") ?? 1;
        return new SegmentDefinition(
            node.Text("id"),
            PredicateReader.ReadChild(node),
            weight,
            ModelReader.Read(found),
            node.Line
        );
    }
}
