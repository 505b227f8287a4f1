namespace Headroom.Scoring.Judging;

/// <summary>Measures a score on rows whose outcome is known.</summary>
public static class Judge
{
    private const int Bands = 10;
    private const int DistributionBands = 30;
    private const int RocPoints = 100;

    /// <summary>Measures one part of the data.</summary>
    /// <param name="part">Its name.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="scores">The score of every row of the table, higher for better; rows without one are left out.</param>
    /// <param name="probabilityOfBad">The predicted probability of bad at a score.</param>
    /// <param name="bad">The outcome of every row of the table.</param>
    /// <param name="weights">The weight of every row, or null.</param>
    /// <param name="draws">Draws of the bootstrap; 0 for none.</param>
    /// <param name="seed">Moves the draws.</param>
    public static Judgement Measure(
        string part,
        IReadOnlyList<int> rows,
        double[] scores,
        Func<double, double> probabilityOfBad,
        bool[] bad,
        double[]? weights = null,
        int draws = 0,
        int seed = 1
    )
    {
        RankedScores ranked = new(rows, scores, bad, weights);
        Discrimination measured = ranked.Discrimination;
        double[] predicted = [.. ranked.Scores.Select(probabilityOfBad)];
        (double brier, double logLoss) = Losses(ranked, predicted);
        (Interval? auc, Interval? ks) = Bootstrap(ranked, draws, seed);
        return new Judgement
        {
            Part = part,
            Rows = ranked.Rows.Length,
            Goods = ranked.Goods.Sum(),
            Bads = ranked.Bads.Sum(),
            Auc = measured.Auc,
            Ks = measured.Ks,
            Brier = brier,
            LogLoss = logLoss,
            AucInterval = auc,
            KsInterval = ks,
            Calibration = Tenths(ranked, predicted),
            Gains = Gains(ranked),
            Distribution = Distribution(ranked, predicted),
            Roc = Roc(ranked),
        };
    }

    private static (double Brier, double LogLoss) Losses(RankedScores ranked, double[] predicted)
    {
        (double brier, double loss, double all) = (0, 0, 0);
        for (int i = 0; i < predicted.Length; i++)
        {
            double p = predicted[i];
            double bounded = Math.Clamp(p, 1e-15, 1 - 1e-15);
            brier += (ranked.Bads[i] * (1 - p) * (1 - p)) + (ranked.Goods[i] * p * p);
            loss -= (ranked.Bads[i] * Math.Log(bounded)) + (ranked.Goods[i] * Math.Log(1 - bounded));
            all += ranked.Bads[i] + ranked.Goods[i];
        }

        return (brier / all, loss / all);
    }

    /// <summary>The 2.5 % and 97.5 % quantiles over resamples; each draw has a generator of its own, so any number of processors
    /// gives the same.</summary>
    private static (Interval? Auc, Interval? Ks) Bootstrap(RankedScores ranked, int draws, int seed)
    {
        if (draws <= 0 || ranked.Rows.Length == 0)
            return (null, null);
        Discrimination[] drawn = new Discrimination[draws];
        Parallel.For(
            0,
            draws,
            draw => drawn[draw] = ranked.Resample(new SeededRandom(unchecked(((ulong)(uint)seed << 32) | (uint)draw)))
        );
        return (Quantiles([.. drawn.Select(d => d.Auc)]), Quantiles([.. drawn.Select(d => d.Ks)]));

        static Interval Quantiles(double[] values)
        {
            Array.Sort(values);
            return new Interval(values[(int)(0.025 * (values.Length - 1))], values[(int)(0.975 * (values.Length - 1))]);
        }
    }

    private static List<ScoreBand> Tenths(RankedScores ranked, double[] predicted)
    {
        List<ScoreBand> bands = [];
        double all = ranked.Goods.Sum() + ranked.Bads.Sum();
        (int start, double seen) = (0, 0);
        for (int i = 0; i < ranked.Scores.Length; i++)
        {
            seen += ranked.Goods[i] + ranked.Bads[i];
            bool last = i == ranked.Scores.Length - 1;
            if (!last && seen < all * (bands.Count + 1) / Bands)
                continue;
            bands.Add(Band(ranked, predicted, start, i));
            start = i + 1;
        }

        return bands;
    }

    private static List<ScoreBand> Distribution(RankedScores ranked, double[] predicted)
    {
        if (ranked.Scores.Length == 0)
            return [];
        List<ScoreBand> bands = [];
        (double least, double greatest) = (ranked.Scores[0], ranked.Scores[^1]);
        double width = greatest > least ? (greatest - least) / DistributionBands : 1;
        int start = 0;
        for (int band = 0; band < DistributionBands && least + (band * width) <= greatest; band++)
        {
            double high = least + ((band + 1) * width);
            int end = start;
            while (end < ranked.Scores.Length && (ranked.Scores[end] < high || band == DistributionBands - 1))
                end++;
            ScoreBand counted = Band(ranked, predicted, start, end - 1);
            bands.Add(counted with { Low = least + (band * width), High = high });
            start = end;
        }

        return bands;
    }

    private static ScoreBand Band(RankedScores ranked, double[] predicted, int start, int end)
    {
        (double goods, double bads, double sum) = (0, 0, 0);
        for (int i = start; i <= end; i++)
        {
            goods += ranked.Goods[i];
            bads += ranked.Bads[i];
            sum += predicted[i] * (ranked.Goods[i] + ranked.Bads[i]);
        }

        double mean = goods + bads > 0 ? sum / (goods + bads) : 0;
        return end < start
            ? new ScoreBand(0, 0, 0, 0, 0)
            : new ScoreBand(ranked.Scores[start], ranked.Scores[end], goods, bads, mean);
    }

    private static List<GainsLine> Gains(RankedScores ranked)
    {
        List<GainsLine> lines = [];
        (double allGoods, double allBads) = (ranked.Goods.Sum(), ranked.Bads.Sum());
        (double goods, double bads) = (0, 0);
        for (int i = 0; i < ranked.Scores.Length; i++)
        {
            goods += ranked.Goods[i];
            bads += ranked.Bads[i];
            double refused = (goods + bads) / (allGoods + allBads);
            if (refused < (lines.Count + 1.0) / Bands && i < ranked.Scores.Length - 1)
                continue;
            lines.Add(
                new GainsLine(ranked.Scores[i], refused, bads / allBads, goods / allGoods, bads / allBads / refused)
            );
        }

        return lines;
    }

    private static List<RocPoint> Roc(RankedScores ranked)
    {
        (double allGoods, double allBads) = (ranked.Goods.Sum(), ranked.Bads.Sum());
        (double goods, double bads) = (0, 0);
        List<RocPoint> points = [new RocPoint(double.NegativeInfinity, 0, 0)];
        for (int i = 0; i < ranked.Scores.Length; i++)
        {
            goods += ranked.Goods[i];
            bads += ranked.Bads[i];
            double along = ((goods / allGoods) + (bads / allBads)) / 2;
            if (along * RocPoints >= points.Count || i == ranked.Scores.Length - 1)
                points.Add(new RocPoint(ranked.Scores[i], goods / allGoods, bads / allBads));
        }

        return points;
    }
}
