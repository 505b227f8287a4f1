using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Headroom.Scoring.Boosting;

/// <summary>
/// Grows one tree best leaf first from histograms. Only the smaller child of a split is counted, the other is the difference.
/// Every column's work is one unit, so that the result does not depend on the number of processors.
/// </summary>
internal sealed class TreeGrower
{
    // Smaller leaves are counted on one processor: handing out the work would take longer than doing it.
    private const int ParallelRows = 4096;

    private readonly BinnedColumn[] _columns;
    private readonly BoostingRules _rules;
    private readonly int[] _rows;
    private readonly int[] _spare;
    private readonly Vector128<double>[] _ordered;
    private readonly List<Leaf> _leaves = [];
    private readonly Stack<Histogram> _free = new();
    private readonly Split[] _splits;

    public TreeGrower(BinnedColumn[] columns, int rows, BoostingRules rules)
    {
        _columns = columns;
        _rules = rules;
        _rows = new int[rows];
        _spare = new int[rows];
        _ordered = new Vector128<double>[rows];
        _splits = new Split[columns.Length];
    }

    private sealed class Leaf
    {
        public required int Start { get; init; }
        public required int Count { get; init; }
        public required LeafState State { get; init; }
        public required ulong[] Used { get; init; }
        public Histogram? Histogram { get; set; }
        public Split Split { get; set; }

        /// <summary>The node that leads here (−1 for the root) and the side.</summary>
        public required int Parent { get; init; }
        public required bool IsLeft { get; init; }
    }

    /// <summary>Grows a tree on the given rows.</summary>
    /// <param name="rows">Rows of the table.</param>
    /// <param name="sums">Gradient and curvature of every row of the table.</param>
    /// <param name="allowed">Whether each column may be used.</param>
    public BoostedTree Grow(ReadOnlySpan<int> rows, Vector128<double>[] sums, bool[] allowed)
    {
        rows.CopyTo(_rows);
        foreach (Leaf leaf in _leaves)
            Release(leaf);
        _leaves.Clear();
        Vector128<double> all = Vector128<double>.Zero;
        for (int i = 0; i < rows.Length; i++)
            all += sums[rows[i]];
        LeafState state = new(all, rows.Length, double.MinValue, double.MaxValue);
        Leaf root = new()
        {
            Start = 0,
            Count = rows.Length,
            State = state,
            Used = new ulong[(_columns.Length + 63) / 64],
            Parent = -1,
            IsLeft = true,
        };
        root.Histogram = Take();
        Count(root, sums, allowed);
        Search(root, allowed);
        _leaves.Add(root);
        List<BoostedNode> nodes = [];
        while (_leaves.Count < _rules.LeavesMax)
        {
            Leaf best = _leaves[0];
            foreach (Leaf leaf in _leaves)
                best = leaf.Split.Gain > best.Split.Gain ? leaf : best;
            if (best.Split.Gain <= 0)
                break;
            Divide(best, nodes, sums, allowed);
        }

        return Finish(nodes);
    }

    /// <summary>Adds each leaf's value to the scores of the rows that the last tree was grown on.</summary>
    public void AddTo(double[] scores, BoostedTree tree)
    {
        Parallel.For(
            0,
            _leaves.Count,
            i =>
            {
                double value = tree.Leaves[i];
                foreach (int row in _rows.AsSpan(_leaves[i].Start, _leaves[i].Count))
                    scores[row] += value;
            }
        );
    }

    private void Divide(Leaf leaf, List<BoostedNode> nodes, Vector128<double>[] sums, bool[] allowed)
    {
        Split split = leaf.Split;
        int leftCount = Partition(leaf);
        // Where no value was missing, a missing one goes with most rows.
        if (leaf.Histogram!.Column(split.Column)[BinnedColumn.Missing][1] <= 0)
            split = split with { MissingLeft = 2 * leftCount >= leaf.Count };
        int node = nodes.Count;
        nodes.Add(new BoostedNode(split.Column, split.Bin, split.MissingLeft, 0, 0, leaf.Count));
        (LeafState leftState, LeafState rightState) = ChildStates(leaf, split, leftCount);
        ulong[] used = (ulong[])leaf.Used.Clone();
        used[split.Column / 64] |= 1UL << (split.Column % 64);
        Leaf left = Child(leaf.Start, leftCount, leftState, true);
        Leaf right = Child(leaf.Start + leftCount, leaf.Count - leftCount, rightState, false);
        Link(nodes, leaf, node);
        _leaves[_leaves.IndexOf(leaf)] = left;
        _leaves.Add(right);
        if (_leaves.Count < _rules.LeavesMax)
        {
            (Leaf small, Leaf large) = left.Count <= right.Count ? (left, right) : (right, left);
            small.Histogram = Take();
            Count(small, sums, allowed);
            large.Histogram = Take();
            for (int column = 0; column < _columns.Length; column++)
            {
                if (allowed[column])
                    large.Histogram.Subtract(column, leaf.Histogram!, small.Histogram);
            }

            Search(small, allowed);
            Search(large, allowed);
        }

        Release(leaf);

        Leaf Child(int start, int count, LeafState state, bool isLeft) =>
            new()
            {
                Start = start,
                Count = count,
                State = state,
                Used = used,
                Parent = node,
                IsLeft = isLeft,
            };
    }

    /// <summary>A constrained split also bounds all that will be split below it, by the middle of its two values.</summary>
    private (LeafState Left, LeafState Right) ChildStates(Leaf leaf, Split split, int leftCount)
    {
        LeafState left = leaf.State with { Sums = split.LeftSums, Rows = leftCount };
        LeafState right = leaf.State with { Sums = leaf.State.Sums - split.LeftSums, Rows = leaf.Count - leftCount };
        int monotone = _columns[split.Column].Monotone;
        if (monotone == 0)
            return (left, right);
        double middle = (left.Value(_rules.Ridge) + right.Value(_rules.Ridge)) / 2;
        return monotone > 0
            ? (left with { Upper = middle }, right with { Lower = middle })
            : (left with { Lower = middle }, right with { Upper = middle });
    }

    /// <summary>Puts the rows that go left before those that go right, each in their old order.</summary>
    private int Partition(Leaf leaf)
    {
        Split split = leaf.Split;
        byte[] codes = _columns[split.Column].Codes;
        Span<int> rows = _rows.AsSpan(leaf.Start, leaf.Count);
        Span<int> spare = _spare.AsSpan(0, leaf.Count);
        ref int rowAt = ref MemoryMarshal.GetReference(rows);
        ref int spareAt = ref MemoryMarshal.GetReference(spare);
        ref byte code = ref MemoryMarshal.GetArrayDataReference(codes);
        (nint left, nint right) = (0, 0);
        int bin = split.Bin;
        int missing = split.MissingLeft ? BinnedColumn.Missing : -1;
        unchecked
        {
            // Both sides are written and one position advances: whether a row goes left cannot be predicted.
            for (nint i = 0; i < rows.Length; i++)
            {
                int row = Unsafe.Add(ref rowAt, i);
                int value = Unsafe.Add(ref code, (nint)row);
                nint isLeft = (value <= bin) | (value == missing) ? 1 : 0;
                Unsafe.Add(ref rowAt, left) = row;
                Unsafe.Add(ref spareAt, right) = row;
                left += isLeft;
                right += 1 - isLeft;
            }
        }

        spare[..(int)right].CopyTo(rows[(int)left..]);
        return (int)left;
    }

    private void Count(Leaf leaf, Vector128<double>[] sums, bool[] allowed)
    {
        RowChunks.Run(
            leaf.Count,
            (from, to) =>
            {
                for (int i = from; i < to; i++)
                    _ordered[i] = sums[_rows[leaf.Start + i]];
            }
        );
        ForEachColumn(
            leaf.Count,
            column =>
            {
                if (allowed[column])
                    leaf.Histogram!.Count(
                        column,
                        _columns[column].Codes,
                        _rows.AsSpan(leaf.Start, leaf.Count),
                        _ordered.AsSpan(0, leaf.Count)
                    );
            }
        );
    }

    private void Search(Leaf leaf, bool[] allowed)
    {
        bool mayUseNew = _rules.ColumnsPerTreeMax == 0 || CountUsed(leaf.Used) < _rules.ColumnsPerTreeMax;
        if (leaf.Count < 2 * _rules.LeafRowsMin)
            return;
        for (int column = 0; column < _columns.Length; column++)
        {
            bool used = (leaf.Used[column / 64] & (1UL << (column % 64))) != 0;
            _splits[column] =
                allowed[column] && (mayUseNew || used)
                    ? SplitFinder.Find(_columns[column], column, leaf.Histogram!, leaf.State, _rules)
                    : default;
            if (_splits[column].Gain > leaf.Split.Gain)
                leaf.Split = _splits[column];
        }
    }

    private static int CountUsed(ulong[] used)
    {
        int count = 0;
        foreach (ulong bits in used)
            count += System.Numerics.BitOperations.PopCount(bits);
        return count;
    }

    private void ForEachColumn(int rows, Action<int> work)
    {
        if (rows >= ParallelRows)
        {
            Parallel.For(0, _columns.Length, work);
            return;
        }

        for (int column = 0; column < _columns.Length; column++)
            work(column);
    }

    private static void Link(List<BoostedNode> nodes, Leaf leaf, int node)
    {
        if (leaf.Parent < 0)
            return;
        BoostedNode parent = nodes[leaf.Parent];
        nodes[leaf.Parent] = leaf.IsLeft ? parent with { Left = node } : parent with { Right = node };
    }

    private BoostedTree Finish(List<BoostedNode> nodes)
    {
        for (int i = 0; i < _leaves.Count; i++)
            Link(nodes, _leaves[i], ~i);
        double[] values = [.. _leaves.Select(leaf => leaf.State.Value(_rules.Ridge) * _rules.LearningRate)];
        return new BoostedTree([.. nodes], values, [.. _leaves.Select(leaf => (double)leaf.Count)]);
    }

    private Histogram Take() => _free.TryPop(out Histogram? histogram) ? histogram : new Histogram(_columns.Length);

    private void Release(Leaf leaf)
    {
        if (leaf.Histogram is { } histogram)
            _free.Push(histogram);
        leaf.Histogram = null;
    }
}
