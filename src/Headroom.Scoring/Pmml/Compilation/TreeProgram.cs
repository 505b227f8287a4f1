using Headroom.Scoring.Pmml.Definition;

namespace Headroom.Scoring.Pmml.Compilation;

/// <summary>
/// One decision of a compiled tree. Targets are nodes, or leaves as their complement. A node that compares one number with one
/// boundary goes left where the value is not above it; others ask a selector.
/// </summary>
internal readonly record struct CompiledNode(
    int Slot,
    double Upper,
    int Left,
    int Right,
    int Missing,
    AttributeSelector? Selector,
    int[]? Targets
);

/// <summary>A leaf: its score, and for classifications the probabilities of the categories.</summary>
internal readonly record struct CompiledLeaf(double Score, double[]? Probabilities);

/// <summary>A tree as arrays of decisions and leaves.</summary>
internal sealed class CompiledTree(CompiledNode[] nodes, CompiledLeaf[] leaves, int root, double[]? covers)
{
    public ReadOnlySpan<CompiledNode> Nodes => nodes;

    public ReadOnlySpan<CompiledLeaf> Leaves => leaves;

    public int Root => root;

    /// <summary>The records of each node and then of each leaf, where the file tells all of them.</summary>
    public double[]? Covers => covers;

    public ref readonly CompiledLeaf Find(double[] values)
    {
        int at = root;
        while (at >= 0)
        {
            ref readonly CompiledNode node = ref nodes[at];
            if (node.Selector is null)
            {
                double value = values[node.Slot];
                at =
                    value <= node.Upper ? node.Left
                    : double.IsNaN(value) ? node.Missing
                    : node.Right;
            }
            else
            {
                at = node.Targets![node.Selector.Select(values) + 1];
            }
        }

        return ref leaves[~at];
    }
}

internal sealed class TreeProgram(
    Step[] steps,
    int scoreSlot,
    Target? target,
    CompiledTree tree,
    ClassSlots? classes,
    CompilationContext context
) : ModelProgram(steps, scoreSlot, target, classes)
{
    public CompiledTree Tree => tree;

    public override PartialScore[] Explain(double[] values) =>
        Classes is null ? TreeShapley.Explain([tree], values, Factor, context.FieldNames) : [];

    protected override double Evaluate(double[] values)
    {
        ref readonly CompiledLeaf leaf = ref tree.Find(values);
        if (Classes is not { } slots)
            return leaf.Score;
        for (int i = 0; i < slots.Codes.Length; i++)
            values[slots.First + i] = leaf.Probabilities is null ? double.NaN : leaf.Probabilities[i];
        double score = slots.Decide(values);
        // The node's own score is the prediction; it may differ from the most probable category.
        values[slots.CategorySlot] = leaf.Score;
        return score;
    }
}
