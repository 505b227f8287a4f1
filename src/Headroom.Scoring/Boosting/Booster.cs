using System.Runtime.Intrinsics;
using Headroom.Scoring.Development;

namespace Headroom.Scoring.Boosting;

/// <summary>A boosted model over binned columns: log odds of bad = base + Σ leaves.</summary>
internal sealed record BoostedModel(double BaseLogOdds, BoostedTree[] Trees, double[] HeldOutLosses);

/// <summary>Gradient boosting of the log-likelihood with Newton's steps.</summary>
internal static class Booster
{
    public static BoostedModel Fit(BinnedColumn[] columns, Sample sample, BoostingRules rules)
    {
        CodeGroup[] groups = CodeGroup.Pack(columns);
        double[] losses = rules.Folds > 1 ? HeldOutLosses(columns, groups, sample, rules) : [];
        int trees = rules.TreesMax;
        for (int i = 0; i < losses.Length; i++)
            trees = i == 0 || losses[i] < losses[trees - 1] ? i + 1 : trees;
        BoostingRun run = new(columns, groups, sample, sample.Rows, rules);
        for (int tree = 0; tree < trees; tree++)
            run.Grow();
        // A tree that found no split only moves the level; a PMML tree would have no field to read.
        double level = run.Trees.Where(tree => tree.Nodes.Length == 0).Sum(tree => tree.Leaves[0]);
        return new BoostedModel(run.BaseLogOdds + level, [.. run.Trees.Where(tree => tree.Nodes.Length > 0)], losses);
    }

    /// <summary>The mean loss on the fold left out after each number of trees.</summary>
    private static double[] HeldOutLosses(
        BinnedColumn[] columns,
        CodeGroup[] groups,
        Sample sample,
        BoostingRules rules
    )
    {
        (BoostingRun Run, int[] Held)[] folds = new (BoostingRun, int[])[rules.Folds];
        for (int fold = 0; fold < folds.Length; fold++)
        {
            int left = fold;
            int[] held = [.. sample.Rows.Where(row => FoldOf(row) == left)];
            int[] kept = [.. sample.Rows.Where(row => FoldOf(row) != left)];
            folds[fold] = (new BoostingRun(columns, groups, sample, kept, rules), held);
        }

        List<double> losses = [];
        int best = 0;
        while (losses.Count < rules.TreesMax && losses.Count - best < rules.PatienceTrees)
        {
            double[] sums = new double[folds.Length];
            Parallel.For(
                0,
                folds.Length,
                fold =>
                {
                    folds[fold].Run.Grow();
                    sums[fold] = folds[fold].Run.Loss(folds[fold].Held);
                }
            );
            losses.Add(sums.Sum() / sample.Rows.Length);
            best = losses[^1] < losses[best] ? losses.Count - 1 : best;
        }

        return [.. losses];

        int FoldOf(int row) =>
            new SeededRandom(unchecked(((ulong)(uint)rules.Seed << 32) ^ (uint)row ^ 0x5EED)).Next(rules.Folds);
    }
}

/// <summary>One growing model with the scores of every row of the table.</summary>
internal sealed class BoostingRun
{
    private readonly BinnedColumn[] _columns;
    private readonly Sample _sample;
    private readonly int[] _rows;
    private readonly BoostingRules _rules;
    private readonly TreeGrower _grower;
    private readonly double[] _scores;
    private readonly Vector128<double>[] _sums;
    private SeededRandom _random;

    public BoostingRun(BinnedColumn[] columns, CodeGroup[] groups, Sample sample, int[] rows, BoostingRules rules)
    {
        _columns = columns;
        _sample = sample;
        _rows = rows;
        _rules = rules;
        _grower = new TreeGrower(columns, groups, rows.Length, rules);
        _sums = new Vector128<double>[sample.Bad.Length];
        _scores = new double[sample.Bad.Length];
        _random = new SeededRandom((ulong)rules.Seed);
        (double goods, double bads) = (0, 0);
        foreach (int row in rows)
        {
            double weight = sample.Weights?[row] ?? 1;
            if (sample.Bad[row])
                bads += weight;
            else
                goods += weight;
        }

        BaseLogOdds = Math.Log(Math.Max(bads, 0.5) / Math.Max(goods, 0.5));
        Array.Fill(_scores, BaseLogOdds);
    }

    public double BaseLogOdds { get; }

    public List<BoostedTree> Trees { get; } = [];

    public void Grow()
    {
        RowChunks.Run(_scores.Length, ComputeSums);
        BoostedTree tree = _grower.Grow(_rows, _sums, DrawColumns());
        _grower.AddTo(_scores, tree);
        Trees.Add(tree);
    }

    /// <summary>Adds the last tree to rows that it was not grown on and gives the sum of their losses.</summary>
    public double Loss(int[] held)
    {
        BoostedTree tree = Trees[^1];
        double[] parts = new double[RowChunks.Count(held.Length)];
        RowChunks.Run(
            held.Length,
            (from, to) =>
            {
                double sum = 0;
                for (int i = from; i < to; i++)
                {
                    int row = held[i];
                    double score = _scores[row] += tree.Predict(_columns, row);
                    double signed = _sample.Bad[row] ? -score : score;
                    double loss = Math.Max(signed, 0) + Math.Log(1 + Math.Exp(-Math.Abs(signed)));
                    sum += (_sample.Weights?[row] ?? 1) * loss;
                }

                parts[from / RowChunks.Length] = sum;
            }
        );
        return parts.Sum();
    }

    /// <summary>Gradient and curvature of every row of the table: also of those left out, which costs less than to skip them.</summary>
    private void ComputeSums(int from, int to)
    {
        double[]? weights = _sample.Weights;
        int row = from;
        for (; row + 4 <= to; row += 4)
        {
            Vector256<double> p =
                Vector256<double>.One
                / (Vector256<double>.One + Vector256.Exp(-Vector256.LoadUnsafe(ref _scores[row])));
            Vector256<double> gradient = p - Vector256.Create(Bad(row), Bad(row + 1), Bad(row + 2), Bad(row + 3));
            Vector256<double> curvature = p * (Vector256<double>.One - p);
            for (int i = 0; i < 4; i++)
                _sums[row + i] = Vector128.Create(gradient[i], curvature[i]);
        }

        for (; row < to; row++)
        {
            double p = 1 / (1 + Math.Exp(-_scores[row]));
            _sums[row] = Vector128.Create(p - Bad(row), p * (1 - p));
        }

        for (row = weights is null ? to : from; row < to; row++)
            _sums[row] *= weights![row];

        double Bad(int at) => _sample.Bad[at] ? 1 : 0;
    }

    /// <summary>The columns that the next tree may use; at least two where there are two.</summary>
    private bool[] DrawColumns()
    {
        bool[] allowed = new bool[_columns.Length];
        int count = Math.Clamp(
            (int)Math.Ceiling(_rules.ColumnShare * allowed.Length),
            Math.Min(2, allowed.Length),
            allowed.Length
        );
        int[] order = [.. Enumerable.Range(0, allowed.Length)];
        for (int i = 0; i < count; i++)
        {
            int drawn = i + _random.Next(order.Length - i);
            (order[i], order[drawn]) = (order[drawn], order[i]);
            allowed[order[i]] = true;
        }

        return allowed;
    }
}
