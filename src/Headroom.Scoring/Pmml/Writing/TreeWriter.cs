using System.Xml.Linq;
using Headroom.Scoring.Pmml.Definition;
using static Headroom.Scoring.Pmml.Writing.PmmlWriter;

namespace Headroom.Scoring.Pmml.Writing;

internal static class TreeWriter
{
    public static (string Name, object?[] Attributes, object?[] Body) Write(TreeDefinition tree) =>
        (
            "TreeModel",
            [
                tree.Missing switch
                {
                    MissingValueStrategy.LastPrediction => Attribute("missingValueStrategy", "lastPrediction"),
                    MissingValueStrategy.NullPrediction => Attribute("missingValueStrategy", "nullPrediction"),
                    MissingValueStrategy.DefaultChild => Attribute("missingValueStrategy", "defaultChild"),
                    _ => null,
                },
                tree.LastPredictionWithoutChild ? Attribute("noTrueChildStrategy", "returnLastPrediction") : null,
                IsBinary(tree.Root) ? Attribute("splitCharacteristic", "binarySplit") : null,
            ],
            [WriteNode(tree.Root)]
        );

    private static bool IsBinary(TreeNode node) => node.Children.Count is 0 or 2 && node.Children.All(IsBinary);

    private static XElement WriteNode(TreeNode node) =>
        Element(
            "Node",
            Attribute("id", node.Id),
            Attribute("score", node.Score),
            Attribute("recordCount", node.RecordCount),
            Attribute("defaultChild", node.DefaultChild),
            PredicateWriter.Write(node.Predicate),
            node.Distribution.Select(share =>
                Element(
                    "ScoreDistribution",
                    Attribute("value", share.Value),
                    Attribute("recordCount", share.RecordCount),
                    Attribute("probability", share.Probability)
                )
            ),
            node.Children.Select(WriteNode)
        );
}
