using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Headroom.Scoring.Pmml.Compilation;

/// <summary>
/// Adds many trees to the scores of many rows without walking them. Every field is first turned into the position of its value
/// among all boundaries that any tree compares it with. For each tree, field and position a table holds the leaves that the tree's
/// decisions on that field leave open, as bits; the one bit that all fields leave open is the leaf. (The idea of bit vectors is
/// that of QuickScorer, Lucchese et al., SIGIR 2015.) Trees are added in the model's order, so that the sums are the same to the
/// last bit as row by row.
/// </summary>
internal sealed class ForestKernel
{
    // Rows taken together: their codes stay in the nearest cache while every tree passes over them.
    private const int BlockRows = 512;
    private const int LeavesMax = 64;

    private readonly ForestField[] _fields;
    private readonly Tree[] _trees;

    /// <summary>
    /// The leaves that can be reached at all, the fields that a tree reads, the open leaves for each field's codes, and the leaves'
    /// scores.
    /// </summary>
    private sealed record Tree(ulong Reachable, int[] Fields, ulong[][] Open, double[] Leaves);

    private ForestKernel(ForestField[] fields, Tree[] trees)
    {
        _fields = fields;
        _trees = trees;
    }

    /// <summary>
    /// The kernel of trees of at most 64 leaves whose fields are inputs or their treatments, or null where one needs more.
    /// </summary>
    public static ForestKernel? Create(IReadOnlyList<CompiledTree> trees, ReadOnlySpan<Step> steps, int inputs)
    {
        SortedDictionary<int, SortedSet<double>> boundaries = [];
        foreach (CompiledTree tree in trees)
        {
            if (tree.Leaves.Length > LeavesMax)
                return null;
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

        ForestField[] all = [.. fields];
        return new ForestKernel(all, [.. trees.Select(tree => Build(tree, all))]);
    }

    public void Add(double[]?[] columns, int from, Span<double> scores)
    {
        ushort[] codes = new ushort[_fields.Length * BlockRows];
        ulong[] open = new ulong[BlockRows];
        for (int start = 0; start < scores.Length; start += BlockRows)
        {
            Span<double> block = scores.Slice(start, Math.Min(BlockRows, scores.Length - start));
            for (int field = 0; field < _fields.Length; field++)
                _fields[field].Encode(columns, from + start, codes.AsSpan(field * BlockRows, block.Length), block);
            foreach (Tree tree in _trees)
                AddTree(tree, codes, open, block);
        }
    }

    private static void AddTree(Tree tree, ushort[] codes, ulong[] open, Span<double> scores)
    {
        Array.Fill(open, tree.Reachable, 0, scores.Length);
        int field = 0;
        for (; field + 1 < tree.Fields.Length; field += 2)
        {
            Narrow(
                open.AsSpan(0, scores.Length),
                codes.AsSpan(tree.Fields[field] * BlockRows, scores.Length),
                tree.Open[field],
                codes.AsSpan(tree.Fields[field + 1] * BlockRows, scores.Length),
                tree.Open[field + 1]
            );
        }

        if (field < tree.Fields.Length)
        {
            Span<ushort> last = codes.AsSpan(tree.Fields[field] * BlockRows, scores.Length);
            Narrow(open.AsSpan(0, scores.Length), last, tree.Open[field], last, tree.Open[field]);
        }

        double[] leaves = tree.Leaves;
        for (int row = 0; row < scores.Length; row++)
            scores[row] += leaves[BitOperations.TrailingZeroCount(open[row])];
    }

    /// <summary>Two fields at a time, so that the open leaves are read and written half as often.</summary>
    private static void Narrow(
        Span<ulong> open,
        ReadOnlySpan<ushort> firstCodes,
        ulong[] first,
        ReadOnlySpan<ushort> secondCodes,
        ulong[] second
    )
    {
        ref ulong at = ref MemoryMarshal.GetReference(open);
        ref ushort firstCode = ref MemoryMarshal.GetReference(firstCodes);
        ref ushort secondCode = ref MemoryMarshal.GetReference(secondCodes);
        ref ulong firstOpen = ref MemoryMarshal.GetArrayDataReference(first);
        ref ulong secondOpen = ref MemoryMarshal.GetArrayDataReference(second);
        unchecked
        {
            // A table has an entry for every code of its field, so no bound needs checking here.
            for (nint row = 0; row < open.Length; row++)
            {
                ulong left = Unsafe.Add(ref firstOpen, (nint)Unsafe.Add(ref firstCode, row));
                Unsafe.Add(ref at, row) &= left & Unsafe.Add(ref secondOpen, (nint)Unsafe.Add(ref secondCode, row));
            }
        }
    }

    private static bool Collect(CompiledNode node, SortedDictionary<int, SortedSet<double>> boundaries)
    {
        double[] bounds = [node.Upper];
        if (node.Selector is MissingAwareTable table)
            bounds = table.Table.UpperBounds.ToArray();
        else if (node.Selector is not null)
            return false;
        int slot = SlotOf(node);
        if (!boundaries.TryGetValue(slot, out SortedSet<double>? known))
            boundaries[slot] = known = [];
        known.UnionWith(bounds);
        return known.Count < ushort.MaxValue - 1;
    }

    private static int SlotOf(CompiledNode node) =>
        node.Selector is MissingAwareTable table ? table.Table.Slot : node.Slot;

    private static Tree Build(CompiledTree tree, ForestField[] fields)
    {
        SortedDictionary<int, ulong[]> open = [];
        ulong[] below = LeavesBelow(tree);
        for (int i = 0; i < tree.Nodes.Length; i++)
        {
            CompiledNode node = tree.Nodes[i];
            int field = Array.FindIndex(fields, candidate => candidate.Slot == SlotOf(node));
            if (!open.TryGetValue(field, out ulong[]? table))
            {
                open[field] = table = new ulong[fields[field].MissingCode + 1];
                Array.Fill(table, ulong.MaxValue);
            }

            Close(node, below[i], below, fields[field], table);
        }

        double[] leaves = [.. tree.Leaves.ToArray().Select(leaf => leaf.Score)];
        return new Tree(Below(tree.Root, below), [.. open.Keys], [.. open.Values], leaves);
    }

    /// <summary>Closes, at every code, the leaves below the targets that the node does not choose there.</summary>
    private static void Close(CompiledNode node, ulong own, ulong[] below, ForestField field, ulong[] table)
    {
        double[] row = new double[field.Slot + 1];
        for (int code = 0; code < table.Length; code++)
        {
            row[field.Slot] = field.Representative(code);
            table[code] &= ~own | Below(Target(node, row), below);
        }
    }

    /// <summary>The leaves below each node. A node's children stand after it, so that going backwards meets them first.</summary>
    private static ulong[] LeavesBelow(CompiledTree tree)
    {
        ulong[] below = new ulong[tree.Nodes.Length];
        for (int i = below.Length - 1; i >= 0; i--)
        {
            CompiledNode node = tree.Nodes[i];
            int[] targets = node.Selector is null ? [node.Left, node.Right, node.Missing] : node.Targets!;
            foreach (int target in targets)
                below[i] |= Below(target, below);
        }

        return below;
    }

    private static ulong Below(int target, ulong[] below) => target < 0 ? 1UL << ~target : below[target];

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
