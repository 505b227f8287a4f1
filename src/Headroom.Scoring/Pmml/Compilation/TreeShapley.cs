namespace Headroom.Scoring.Pmml.Compilation;

/// <summary>
/// Exact Shapley values of a tree's answer, with absent fields averaged over the records of the tree's own branches: the
/// polynomial algorithm of Lundberg, Erion and Lee, "Consistent Individualized Feature Attribution for Tree Ensembles" (2018).
/// </summary>
internal sealed class TreeShapley
{
    private readonly CompiledTree _tree;
    private readonly double[] _values;
    private readonly Dictionary<int, double> _contributions;

    private TreeShapley(CompiledTree tree, double[] values, Dictionary<int, double> contributions)
    {
        _tree = tree;
        _values = values;
        _contributions = contributions;
    }

    /// <summary>A step of a path: the field, and the shares of paths that stay where it is absent and where it is present.</summary>
    private record struct PathStep(int Slot, double Zero, double One, double Weight);

    /// <summary>
    /// What each field gave to the sum of the trees, in the order of the rows' slots: positive above the mean, so that the gap is its
    /// negative. Empty where a tree does not tell its records.
    /// </summary>
    public static PartialScore[] Explain(
        IReadOnlyList<CompiledTree> trees,
        double[] values,
        double factor,
        IReadOnlyDictionary<int, string> names
    )
    {
        Dictionary<int, double> contributions = [];
        foreach (CompiledTree tree in trees)
        {
            if (!TryAdd(tree, values, contributions))
                return [];
        }

        return
        [
            .. contributions
                .OrderBy(pair => pair.Key)
                .Select(pair => new PartialScore(
                    names[pair.Key],
                    pair.Value * factor,
                    -1,
                    names[pair.Key],
                    0,
                    -pair.Value * factor
                )),
        ];
    }

    /// <summary>Adds each field's contribution; false where the file does not tell the records of every node.</summary>
    public static bool TryAdd(CompiledTree tree, double[] values, Dictionary<int, double> contributions)
    {
        if (tree.Covers is null)
            return false;
        foreach (CompiledNode node in tree.Nodes)
        {
            if (node.Selector is not null and not MissingAwareTable)
                return false;
        }

        new TreeShapley(tree, values, contributions).Visit(tree.Root, [], 1, 1, -1);
        return true;
    }

    private void Visit(int at, List<PathStep> above, double zero, double one, int slot)
    {
        List<PathStep> path = Extend(above, zero, one, slot);
        if (at < 0)
        {
            AddLeaf(path, _tree.Leaves[~at].Score);
            return;
        }

        CompiledNode node = _tree.Nodes[at];
        int split = SlotOf(node);
        int hot = Next(node);
        (double incomingZero, double incomingOne) = (1, 1);
        int known = path.FindIndex(step => step.Slot == split);
        if (known >= 0)
        {
            (incomingZero, incomingOne) = (path[known].Zero, path[known].One);
            path = Unwind(path, known);
        }

        foreach (int child in Children(node))
        {
            double share = Cover(child) / Cover(at);
            Visit(child, path, incomingZero * share, child == hot ? incomingOne : 0, split);
        }
    }

    private void AddLeaf(List<PathStep> path, double score)
    {
        for (int i = 1; i < path.Count; i++)
        {
            double weight = 0;
            foreach (PathStep step in Unwind(path, i))
                weight += step.Weight;
            double part = weight * (path[i].One - path[i].Zero) * score;
            _contributions[path[i].Slot] = _contributions.GetValueOrDefault(path[i].Slot) + part;
        }
    }

    private static List<PathStep> Extend(List<PathStep> path, double zero, double one, int slot)
    {
        int length = path.Count;
        List<PathStep> longer = [.. path, new PathStep(slot, zero, one, length == 0 ? 1 : 0)];
        for (int i = length - 1; i >= 0; i--)
        {
            double weight = longer[i].Weight;
            PathStep next = longer[i + 1];
            longer[i + 1] = next with { Weight = next.Weight + (one * weight * (i + 1) / (length + 1)) };
            longer[i] = longer[i] with { Weight = zero * weight * (length - i) / (length + 1) };
        }

        return longer;
    }

    private static List<PathStep> Unwind(List<PathStep> path, int index)
    {
        int last = path.Count - 1;
        (double one, double zero) = (path[index].One, path[index].Zero);
        double next = path[last].Weight;
        double[] weights = [.. path.Take(last).Select(step => step.Weight)];
        for (int i = last - 1; i >= 0; i--)
        {
            if (one != 0)
            {
                double old = weights[i];
                weights[i] = next * (last + 1) / ((i + 1) * one);
                next = old - (weights[i] * zero * (last - i) / (last + 1));
            }
            else
            {
                weights[i] = weights[i] * (last + 1) / (zero * (last - i));
            }
        }

        List<PathStep> shorter = new(last);
        for (int i = 0; i < last; i++)
            shorter.Add((i < index ? path[i] : path[i + 1]) with { Weight = weights[i] });
        return shorter;
    }

    private static int SlotOf(CompiledNode node) =>
        node.Selector is MissingAwareTable table ? table.Table.Slot : node.Slot;

    private int Next(CompiledNode node)
    {
        if (node.Selector is not null)
            return node.Targets![node.Selector.Select(_values) + 1];
        double value = _values[node.Slot];
        return value <= node.Upper ? node.Left
            : double.IsNaN(value) ? node.Missing
            : node.Right;
    }

    /// <summary>The children that have records; targets that the strategy for missing values made have none of their own.</summary>
    private static IEnumerable<int> Children(CompiledNode node) =>
        node.Selector is null ? [node.Left, node.Right] : node.Targets!.Skip(1).SkipLast(1).Distinct();

    private double Cover(int at) => _tree.Covers![at >= 0 ? at : _tree.Nodes.Length + ~at];
}
