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
    private readonly bool[] _inStep;
    private readonly Step4[] _steps;
    private readonly double[] _stepLeaves;

    /// <summary>
    /// A decision on the field's codes, which start at <see cref="Field"/>: right where it is above <see cref="Last"/> and not <see cref="Stay"/> (the code of a missing
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
        _inStep = [.. roots.Select(NeedsNoTable)];
        _steps = [.. nodes.Select(ToStep), .. leaves.Select((_, leaf) => ToLeaf(nodes.Length + leaf))];
        _stepLeaves = [.. nodes.Select(_ => double.NaN), .. leaves];
    }

    private bool NeedsNoTable(int at) =>
        at < 0 || (_nodes[at].Table < 0 && NeedsNoTable(_nodes[at].Left) && NeedsNoTable(_nodes[at].Right));

    private Step4 ToStep(Node node) =>
        new()
        {
            Field = node.Field,
            Last = node.Last,
            Stay = node.Stay,
            Left = node.Left >= 0 ? node.Left : _nodes.Length + ~node.Left,
            Right = node.Right >= 0 ? node.Right : _nodes.Length + ~node.Right,
        };

    private static Step4 ToLeaf(int own) =>
        new()
        {
            Last = int.MaxValue,
            Stay = -1,
            Left = own,
            Right = own,
        };

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
        for (int tree = 0; tree < _roots.Length; tree++)
        {
            int done = _inStep[tree] ? WalkFours(_roots[tree], codes, scores) : 0;
            for (int row = done; row < scores.Length; row++)
                scores[row] += _leaves[~WalkOne(_roots[tree], codes, row)];
        }
    }

    private int WalkOne(int root, int[] codes, int row)
    {
        int at = root;
        while (at >= 0)
        {
            Node node = _nodes[at];
            int value = codes[node.Field + row];
            if (node.Table >= 0)
                at = _tables[node.Table + value];
            else
                at = value > node.Last && value != node.Stay ? node.Right : node.Left;
        }

        return at;
    }

    /// <summary>
    /// Four rows side by side until all are at a leaf, without a branch that depends on the data: a row that is at its
    /// leaf steps onto it again. Targets and fields were checked when the kernel was built, so no bound needs checking here.
    /// </summary>
    private int WalkFours(int root, int[] codes, Span<double> scores)
    {
        ref Step4 steps = ref MemoryMarshal.GetArrayDataReference(_steps);
        ref int code = ref MemoryMarshal.GetArrayDataReference(codes);
        ref double leaves = ref MemoryMarshal.GetArrayDataReference(_stepLeaves);
        int start = root >= 0 ? root : _nodes.Length + ~root;
        int last = scores.Length - 3;
        for (int row = 0; row < last; row += 4)
        {
            ref int here = ref Unsafe.Add(ref code, row);
            (int a, int b, int c, int d) = (start, start, start, start);
            // Leaves come after all nodes, so that the least of the four tells whether any is still on its way.
            while (Math.Min(Math.Min(a, b), Math.Min(c, d)) < _nodes.Length)
            {
                a = Next(ref steps, ref here, a);
                b = Next(ref steps, ref Unsafe.Add(ref here, 1), b);
                c = Next(ref steps, ref Unsafe.Add(ref here, 2), c);
                d = Next(ref steps, ref Unsafe.Add(ref here, 3), d);
            }

            scores[row] += Unsafe.Add(ref leaves, a);
            scores[row + 1] += Unsafe.Add(ref leaves, b);
            scores[row + 2] += Unsafe.Add(ref leaves, c);
            scores[row + 3] += Unsafe.Add(ref leaves, d);
        }

        return scores.Length / 4 * 4;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Next(ref Step4 steps, ref int code, int at)
    {
        unchecked
        {
            ref Step4 step = ref Unsafe.Add(ref steps, at);
            int value = Unsafe.Add(ref code, step.Field);
            int right = (value > step.Last ? 1 : 0) & (value != step.Stay ? 1 : 0);
            return Unsafe.Add(ref step.Left, right);
        }
    }

    /// <summary>A node or a leaf for the walk in step; a leaf leads to itself. Left and right stand side by side.</summary>
    private struct Step4
    {
        public int Field;
        public int Last;
        public int Stay;
        public int Left;
        public int Right;
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
                return new Node(index * BlockRows, last, stay, move(node.Left), move(node.Right), -1);
            }

            int table = _tables.Count;
            double[] row = new double[slot + 1];
            for (int code = 0; code <= found.MissingCode; code++)
            {
                row[slot] = found.Representative(code);
                _tables.Add(move(Target(node, row)));
            }

            return new Node(index * BlockRows, 0, 0, 0, 0, table);
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
