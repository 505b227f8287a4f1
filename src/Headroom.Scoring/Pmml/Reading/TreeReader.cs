using Headroom.Scoring.Pmml.Definition;

namespace Headroom.Scoring.Pmml.Reading;

internal static class TreeReader
{
    public static TreeDefinition Read(PmmlNode node, ModelFunction function)
    {
        TreeNode? root = null;
        foreach (PmmlNode child in ModelReader.OwnChildren(node))
        {
            if (child.Name != "Node" || root is not null)
                throw child.UnexpectedIn(node.Name);
            root = ReadNode(child);
        }

        if (root is null)
            throw node.Error(PmmlException.Absent, "<TreeModel> has no <Node>; add its root.");
        return new TreeDefinition(function, root, node.Line)
        {
            Missing = node.Choice(
                "missingValueStrategy",
                MissingValueStrategy.None,
                ("none", MissingValueStrategy.None),
                ("lastPrediction", MissingValueStrategy.LastPrediction),
                ("nullPrediction", MissingValueStrategy.NullPrediction),
                ("defaultChild", MissingValueStrategy.DefaultChild)
            ),
            LastPredictionWithoutChild = node.Choice(
                "noTrueChildStrategy",
                false,
                ("returnNullPrediction", false),
                ("returnLastPrediction", true)
            ),
        };
    }

    private static TreeNode ReadNode(PmmlNode node)
    {
        List<TreeNode> children = [];
        List<ScoreShare> distribution = [];
        foreach (PmmlNode child in node.Children)
        {
            if (child.Name == "Node")
                children.Add(ReadNode(child));
            else if (child.Name == "ScoreDistribution")
                distribution.Add(ReadShare(child));
            else if (child.Name != "Partition" && !PredicateReader.IsPredicate(child))
                throw child.UnexpectedIn(node.Name);
        }

        return new TreeNode(PredicateReader.ReadChild(node), node.Text("score"), children, node.Line)
        {
            Id = node.Text("id"),
            DefaultChild = node.Text("defaultChild"),
            RecordCount = node.Number("recordCount"),
            Distribution = distribution,
        };
    }

    private static ScoreShare ReadShare(PmmlNode node) =>
        new(node.RequiredText("value"), node.RequiredNumber("recordCount"), node.Number("probability"));
}
