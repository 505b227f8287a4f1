using System.Runtime.Intrinsics;

namespace Headroom.Scoring.Boosting;

/// <summary>
/// Grows one tree best leaf first from histograms. Only the smaller child of a split is counted, the other is the difference.
/// Every column's sums run over the rows in one order, so that the result does not depend on the number of processors.
/// </summary>
internal sealed class TreeGrower
{
    // Fewer cells are counted on one processor: handing out the work would take longer than doing it.
    private const int ParallelCells = 1 << 16;

    private readonly BinnedColumn[] _columns;
    private readonly CodeGroup[] _groups;
    private readonly BoostingRules _rules;
    private readonly RowOrder _rows;
    private readonly List<Leaf> _leaves = [];
    private readonly Stack<Histogram> _free = new();

    public TreeGrower(BinnedColumn[] columns, CodeGroup[] groups, int rows, BoostingRules rules)
    {
        _columns = columns;
        _groups = groups;
        _rules = rules;
        _rows = new RowOrder(rows);
    }

    private sealed class Leaf
    {
        public required int Start { get; init; }
        public required int Count { get; init; }
        public LeafState State { get; set; }
        public required ulong[] Used { get; init; }
        public Histogram? Histogram { get; set; }

        /// <summary>The best split of each group of columns.</summary>
        public required Split[] Splits { get; init; }

        /// <summary>The best of all, the first of equals.</summary>
        public Split Split
        {
            get
            {
                Split best = default;
                foreach (Split split in Splits)
                    best = split.Gain > best.Gain ? split : best;
                return best;
            }
        }

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
        _rows.Reset(rows);
        foreach (Leaf leaf in _leaves)
            Release(leaf);
        _leaves.Clear();
        Leaf root = new()
        {
            Start = 0,
            Count = rows.Length,
            Used = new ulong[(_columns.Length + 63) / 64],
            Parent = -1,
            IsLeft = true,
            Histogram = Take(),
            Splits = new Split[_groups.Length],
        };
        ForEachGroup(rows.Length, group => root.Histogram.Count(group, allowed, _rows.Of(0, root.Count), sums));
        int first = Array.IndexOf(allowed, true);
        root.State = new LeafState(root.Histogram.Sum(first), rows.Length, double.MinValue, double.MaxValue);
        ForEachGroup(rows.Length, group => Search(group, root, allowed));
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
        if (_leaves.Sum(leaf => leaf.Count) >= RowChunks.Length)
        {
            Parallel.For(0, _leaves.Count, AddLeaf);
            return;
        }

        for (int i = 0; i < _leaves.Count; i++)
            AddLeaf(i);

        void AddLeaf(int i)
        {
            double value = tree.Leaves[i];
            foreach (int row in _rows.Of(_leaves[i].Start, _leaves[i].Count))
                scores[row] += value;
        }
    }

    private void Divide(Leaf leaf, List<BoostedNode> nodes, Vector128<double>[] sums, bool[] allowed)
    {
        Split split = leaf.Split;
        int leftCount = _rows.Divide(leaf.Start, leaf.Count, _columns[split.Column].Codes, split);
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
            large.Histogram = Take();
            ForEachGroup(small.Count, group => CountAndSearch(group, leaf.Histogram!, small, large, sums, allowed));
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
                Splits = new Split[_groups.Length],
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

    private void CountAndSearch(
        CodeGroup group,
        Histogram parent,
        Leaf small,
        Leaf large,
        Vector128<double>[] sums,
        bool[] allowed
    )
    {
        small.Histogram!.Count(group, allowed, _rows.Of(small.Start, small.Count), sums);
        for (int column = group.First; column < group.First + group.Count; column++)
        {
            if (allowed[column])
                large.Histogram!.Subtract(column, parent, small.Histogram);
        }

        Search(group, small, allowed);
        Search(group, large, allowed);
    }

    /// <summary>Finds the leaf's best split among the columns of a group.</summary>
    private void Search(CodeGroup group, Leaf leaf, bool[] allowed)
    {
        if (leaf.Count < 2 * _rules.LeafRowsMin)
            return;
        bool mayUseNew = _rules.ColumnsPerTreeMax == 0 || CountUsed(leaf.Used) < _rules.ColumnsPerTreeMax;
        Split best = default;
        for (int column = group.First; column < group.First + group.Count; column++)
        {
            bool used = (leaf.Used[column / 64] & (1UL << (column % 64))) != 0;
            if (!allowed[column] || !(mayUseNew || used))
                continue;
            Split split = SplitFinder.Find(_columns[column], column, leaf.Histogram!, leaf.State, _rules);
            best = split.Gain > best.Gain ? split : best;
        }

        leaf.Splits[Array.IndexOf(_groups, group)] = best;
    }

    private static int CountUsed(ulong[] used)
    {
        int count = 0;
        foreach (ulong bits in used)
            count += System.Numerics.BitOperations.PopCount(bits);
        return count;
    }

    private void ForEachGroup(int rows, Action<CodeGroup> work)
    {
        if ((long)rows * _columns.Length >= ParallelCells)
        {
            Parallel.ForEach(_groups, work);
            return;
        }

        foreach (CodeGroup group in _groups)
            work(group);
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
