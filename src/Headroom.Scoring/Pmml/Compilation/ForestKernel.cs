using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Headroom.Scoring.Pmml.Compilation;

/// <summary>
/// Adds many trees to the scores of many rows. Every field is first turned into the position of its value among all boundaries
/// that any tree compares it with; a decision is then one comparison of small integers. Trees are added in the model's order, so
/// that the sums are the same to the last bit as row by row.
/// </summary>
internal sealed class ForestKernel
{
    // Rows walked together: their codes stay in the nearest cache while every tree passes over them.
    private const int BlockRows = 64;

    private readonly ForestField[] _fields;
    private readonly Node[] _nodes;
    private readonly int[] _tables;
    private readonly double[] _leaves;
    private readonly int[] _roots;

    /// <summary>
    /// A decision on the field's code: right where it is above <see cref="Last"/> and not <see cref="Stay"/> (the code of a missing
    /// value that goes left). With a table, the target stands there by code.
    /// </summary>
    private readonly record struct Node(int Field, int Last, int Stay, int Left, int Right, int Table);

    private ForestKernel(ForestField[] fields, Node[] nodes, int[] tables, double[] leaves, int[] roots)
    {
        _fields = fields;
        _nodes = nodes;
        _tables = tables;
        _leaves = leaves;
        _roots = roots;
    }

    /// <summary>The kernel of trees whose fields are inputs or their treatments, or null where one needs more.</summary>
    public static ForestKernel? Create(IReadOnlyList<CompiledTree> trees, ReadOnlySpan<Step> steps, int inputs)
    {
        SortedDictionary<int, SortedSet<double>> boundaries = [];
        foreach (CompiledTree tree in trees)
        {
            foreach (CompiledNode node in tree.Nodes)
            {
                if (!Collect(node, boundaries))
                    return null;
            }
        }

        List<ForestField> fields = [];
        foreach ((int slot, SortedSet<double> bounds) in boundaries)
        {
            if (ForestField.Create(slot, [.. bounds], steps, inputs) is not { } field)
                return null;
            fields.Add(field);
        }

        // A treatment may refuse a row for a field that no tree reads; then only a whole row can tell.
        foreach (Step step in steps)
        {
            if (step is not TreatmentStep treatment || fields.TrueForAll(field => field.Slot != treatment.TargetSlot))
                return null;
        }

        return new Builder([.. fields]).Build(trees);
    }

    public void Add(double[]?[] columns, int from, Span<double> scores)
    {
        int[] codes = new int[_fields.Length * BlockRows];
        for (int start = 0; start < scores.Length; start += BlockRows)
        {
            Span<double> block = scores.Slice(start, Math.Min(BlockRows, scores.Length - start));
            for (int field = 0; field < _fields.Length; field++)
                _fields[field].Encode(columns, from + start, codes.AsSpan(field * BlockRows, block.Length), block);
            Walk(codes, block);
        }
    }

    private void Walk(int[] codes, Span<double> scores)
    {
        ref Node nodes = ref MemoryMarshal.GetArrayDataReference(_nodes);
        ref int code = ref MemoryMarshal.GetArrayDataReference(codes);
        ref double leaves = ref MemoryMarshal.GetArrayDataReference(_leaves);
        foreach (int root in _roots)
        {
            for (int row = 0; row < scores.Length; row++)
            {
                int at = root;
                // Targets and fields were checked when the kernel was built, so no bound needs checking here.
                while (at >= 0)
                {
                    ref Node node = ref Unsafe.Add(ref nodes, at);
                    int value = Unsafe.Add(ref code, unchecked((node.Field * BlockRows) + row));
                    if (node.Table >= 0)
                        at = _tables[node.Table + value];
                    else
                        at = value > node.Last & value != node.Stay ? node.Right : node.Left;
                }

                scores[row] += Unsafe.Add(ref leaves, ~at);
            }
        }
    }

    private static bool Collect(CompiledNode node, SortedDictionary<int, SortedSet<double>> boundaries)
    {
        double[] bounds = [node.Upper];
        int slot = node.Slot;
        if (node.Selector is MissingAwareTable table)
        {
            bounds = table.Table.UpperBounds.ToArray();
            slot = table.Table.Slot;
        }
        else if (node.Selector is not null)
        {
            return false;
        }

        if (!boundaries.TryGetValue(slot, out SortedSet<double>? known))
            boundaries[slot] = known = [];
        known.UnionWith(bounds);
        return true;
    }

    private sealed class Builder(ForestField[] fields)
    {
        private readonly List<Node> _nodes = [];
        private readonly List<int> _tables = [];
        private readonly List<double> _leaves = [];

        public ForestKernel Build(IReadOnlyList<CompiledTree> trees)
        {
            int[] roots = [.. trees.Select(Append)];
            return new ForestKernel(fields, [.. _nodes], [.. _tables], [.. _leaves], roots);
        }

        private int Append(CompiledTree tree)
        {
            int firstNode = _nodes.Count;
            int firstLeaf = _leaves.Count;
            foreach (CompiledLeaf leaf in tree.Leaves)
                _leaves.Add(leaf.Score);
            foreach (CompiledNode node in tree.Nodes)
                _nodes.Add(Convert(node, Move));
            return Move(tree.Root);

            int Move(int target) => target >= 0 ? target + firstNode : ~(~target + firstLeaf);
        }

        private Node Convert(CompiledNode node, Func<int, int> move)
        {
            int slot = node.Selector is MissingAwareTable aware ? aware.Table.Slot : node.Slot;
            int index = Array.FindIndex(fields, field => field.Slot == slot);
            ForestField found = fields[index];
            bool sided = node.Selector is null && (node.Missing == node.Left || node.Missing == node.Right);
            if (sided)
            {
                int last = found.CodeOf(node.Upper);
                int stay = node.Missing == node.Left ? found.MissingCode : -1;
                return new Node(index, last, stay, move(node.Left), move(node.Right), -1);
            }

            int table = _tables.Count;
            double[] row = new double[slot + 1];
            for (int code = 0; code <= found.MissingCode; code++)
            {
                row[slot] = found.Representative(code);
                _tables.Add(move(Target(node, row)));
            }

            return new Node(index, 0, 0, 0, 0, table);
        }

        private static int Target(CompiledNode node, double[] row)
        {
            if (node.Selector is not null)
                return node.Targets![node.Selector.Select(row) + 1];
            double value = row[node.Slot];
            return value <= node.Upper ? node.Left
                : double.IsNaN(value) ? node.Missing
                : node.Right;
        }
    }
}
