namespace Headroom.Scoring.Development.Binning;

/// <summary>
/// Merges ordered fine bins into the partition of the greatest information value, less a price for each bin, under a least size,
/// both classes in each bin, a most number of bins and a trend. Exact, by dynamic programming over the last bin: its start, its
/// end, its place in the order, and the phase of the trend.
/// </summary>
internal sealed class OptimalPartition
{
    private readonly int _count;
    private readonly int _binsMax;
    private readonly double[] _value;
    private readonly double[] _rate;
    private readonly int[][] _order;
    private readonly int[] _lower;
    private readonly int[] _notHigher;

    private OptimalPartition(
        double[] goods,
        double[] bads,
        double allGoods,
        double allBads,
        BinningRules rules,
        double price
    )
    {
        _count = goods.Length;
        _binsMax = Math.Min(rules.BinsMax, _count);
        _value = new double[_count * _count];
        _rate = new double[_count * _count];
        _order = new int[_count][];
        _lower = new int[_count * _count];
        _notHigher = new int[_count * _count];
        double least = rules.ShareMin * (allGoods + allBads);
        for (int start = 0; start < _count; start++)
        {
            double g = 0;
            double b = 0;
            for (int end = start; end < _count; end++)
            {
                g += goods[end];
                b += bads[end];
                // The slack forgives the rounding of weighted sums, not a row.
                bool allowed = g > 0 && b > 0 && (g + b) * (1 + 1e-12) >= least;
                _rate[(start * _count) + end] = b / (g + b);
                _value[(start * _count) + end] = allowed
                    ? WeightOfEvidence.InformationValue(g, b, allGoods, allBads) - price
                    : double.NegativeInfinity;
            }
        }

        RankRates();
    }

    /// <summary>For each start, the bins that end before it by rising rate; for each bin, how many of those lie below it.</summary>
    private void RankRates()
    {
        for (int start = 1; start < _count; start++)
        {
            int before = start - 1;
            int[] order = [.. Enumerable.Range(0, start).OrderBy(h => _rate[(h * _count) + before])];
            double[] rates = [.. order.Select(h => _rate[(h * _count) + before])];
            _order[start] = order;
            for (int end = start; end < _count; end++)
            {
                int bin = (start * _count) + end;
                _lower[bin] = CountBelow(rates, _rate[bin], inclusive: false);
                _notHigher[bin] = CountBelow(rates, _rate[bin], inclusive: true);
            }
        }
    }

    private static int CountBelow(double[] rising, double value, bool inclusive)
    {
        (int low, int high) = (0, rising.Length);
        while (low < high)
        {
            int middle = (low + high) / 2;
            bool below = inclusive ? rising[middle] <= value : rising[middle] < value;
            (low, high) = below ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>
    /// The ends (the last fine bin of each bin), or null where not even one bin is allowed.
    /// </summary>
    public static (int[]? Ends, Trend Trend) Find(
        double[] goods,
        double[] bads,
        double allGoods,
        double allBads,
        BinningRules rules
    )
    {
        if (goods.Length == 0)
            return (null, rules.Trend);
        double rows = allGoods + allBads;
        // Near no effect, n · IV · p(1 − p) of a split is a χ² of one degree of freedom; this is its inverse.
        double price = rules.SplitChiSquare * rows / (allGoods * allBads);
        OptimalPartition partition = new(goods, bads, allGoods, allBads, rules, price);
        Trend[] trends =
            rules.Trend == Trend.Auto ? [Trend.Rising, Trend.Falling, Trend.Peak, Trend.Valley] : [rules.Trend];
        (int[]? best, double bestValue, Trend bestTrend) = (null, double.NegativeInfinity, trends[0]);
        foreach (Trend trend in trends)
        {
            (int[]? ends, double value) = partition.Solve(trend);
            // A turn is one more free choice than a straight run, and pays like one more bin.
            if (trend is Trend.Peak or Trend.Valley && rules.Trend == Trend.Auto)
                value -= price;
            if (ends is not null && value > bestValue)
                (best, bestValue, bestTrend) = (ends, value, trend);
        }

        return (best, bestTrend);
    }

    private (int[]? Ends, double Value) Solve(Trend trend)
    {
        int phases = trend is Trend.Peak or Trend.Valley ? 2 : 1;
        int layer = phases * _count * _count;
        double[][] best = new double[_binsMax][];
        int[][] previous = new int[_binsMax][];
        for (int k = 0; k < _binsMax; k++)
        {
            best[k] = new double[layer];
            previous[k] = new int[layer];
            Array.Fill(best[k], double.NegativeInfinity);
            if (k == 0)
                Start(best[0], previous[0]);
            else
                Extend(trend, phases, best[k - 1], best[k], previous[k]);
        }

        return Trace(best, previous, phases);
    }

    private void Start(double[] best, int[] previous)
    {
        for (int end = 0; end < _count; end++)
        {
            best[end] = _value[end];
            previous[end] = -1;
        }
    }

    /// <summary>Appends a bin [start, end] to the best partition that ends before it and that the trend lets it follow.</summary>
    private void Extend(Trend trend, int phases, double[] before, double[] best, int[] previous)
    {
        Frontier[] frontiers = new Frontier[phases];
        for (int start = 1; start < _count; start++)
        {
            for (int phase = 0; phase < phases; phase++)
                frontiers[phase] = new Frontier(before, phase, start, _order[start], _count);
            for (int end = start; end < _count; end++)
            {
                int bin = (start * _count) + end;
                if (double.IsNegativeInfinity(_value[bin]))
                    continue;
                for (int phase = 0; phase < phases; phase++)
                {
                    int target = (phase * _count * _count) + bin;
                    bool? rises = Direction(trend, phase);
                    for (int from = 0; from <= phase; from++)
                    {
                        (double value, int state) = frontiers[from].Best(rises, _lower[bin], _notHigher[bin]);
                        if (value + _value[bin] > best[target])
                            (best[target], previous[target]) = (value + _value[bin], state);
                    }
                }
            }
        }
    }

    /// <summary>Whether a bin in this phase of the trend must lie above its predecessor; null where it may do either.</summary>
    private static bool? Direction(Trend trend, int phase) =>
        trend switch
        {
            Trend.Rising => true,
            Trend.Falling => false,
            Trend.Peak => phase == 0,
            Trend.Valley => phase == 1,
            _ => null,
        };

    /// <summary>
    /// The partitions that end just before a start, in rising order of their last bin's rate: the best of any lower or higher part of
    /// them is looked up, not searched, which is what makes the whole quadratic.
    /// </summary>
    private readonly struct Frontier
    {
        private readonly double[] _bestBelow;
        private readonly int[] _stateBelow;
        private readonly double[] _bestAbove;
        private readonly int[] _stateAbove;

        public Frontier(double[] before, int phase, int start, int[] order, int count)
        {
            int length = order.Length;
            (_bestBelow, _stateBelow) = (new double[length + 1], new int[length + 1]);
            (_bestAbove, _stateAbove) = (new double[length + 1], new int[length + 1]);
            int layer = phase * count * count;
            _bestBelow[0] = double.NegativeInfinity;
            for (int i = 0; i < length; i++)
            {
                int state = layer + (order[i] * count) + start - 1;
                bool better = before[state] > _bestBelow[i];
                _bestBelow[i + 1] = better ? before[state] : _bestBelow[i];
                _stateBelow[i + 1] = better ? state : _stateBelow[i];
            }

            _bestAbove[length] = double.NegativeInfinity;
            for (int i = length - 1; i >= 0; i--)
            {
                int state = layer + (order[i] * count) + start - 1;
                bool better = before[state] > _bestAbove[i + 1];
                _bestAbove[i] = better ? before[state] : _bestAbove[i + 1];
                _stateAbove[i] = better ? state : _stateAbove[i + 1];
            }
        }

        public (double Value, int State) Best(bool? rises, int lower, int notHigher) =>
            rises switch
            {
                true => (_bestBelow[lower], _stateBelow[lower]),
                false => (_bestAbove[notHigher], _stateAbove[notHigher]),
                null => (_bestAbove[0], _stateAbove[0]),
            };
    }

    private (int[]? Ends, double Value) Trace(double[][] best, int[][] previous, int phases)
    {
        (double value, int layer, int state) = (double.NegativeInfinity, -1, -1);
        for (int k = 0; k < best.Length; k++)
        {
            for (int phase = 0; phase < phases; phase++)
            {
                for (int start = 0; start < _count; start++)
                {
                    int candidate = (phase * _count * _count) + (start * _count) + _count - 1;
                    if (best[k][candidate] > value)
                        (value, layer, state) = (best[k][candidate], k, candidate);
                }
            }
        }

        if (layer < 0)
            return (null, value);
        List<int> ends = [];
        for (; layer >= 0; layer--)
        {
            ends.Add(state % _count);
            state = previous[layer][state];
        }

        ends.Reverse();
        return ([.. ends], value);
    }
}
