using Headroom.Scoring.Data;
using Headroom.Scoring.Development;

namespace Headroom.Scoring.Judging;

/// <summary>One model beside others on the same rows.</summary>
/// <param name="Name">The model's name.</param>
/// <param name="Auc">Its AUC.</param>
/// <param name="Ks">Its KS.</param>
/// <param name="AucChange">Its AUC less the first model's.</param>
/// <param name="AucChangeInterval">The 95 % interval of that, by resampling rows: the same draws for both models.</param>
/// <param name="BadsSwappedIn">The bad rate of those whom it approves and the first does not, at the same share approved.</param>
/// <param name="BadsSwappedOut">The bad rate of those whom the first approves and it does not.</param>
/// <param name="Swapped">The share of rows on which the two differ in this way.</param>
public sealed record ComparedModel(
    string Name,
    double Auc,
    double Ks,
    double AucChange,
    Interval? AucChangeInterval,
    double BadsSwappedIn,
    double BadsSwappedOut,
    double Swapped
);

/// <summary>Models beside each other.</summary>
public sealed record ModelComparison(int Rows, double ApprovalRate, IReadOnlyList<ComparedModel> Models)
{
    /// <summary>Judges models on the same rows. A model whose score is higher for the riskier is turned around.</summary>
    /// <param name="models">The models; the first is the one that the others are measured against.</param>
    /// <param name="table">The data.</param>
    /// <param name="spec">The target, and the rows of the test part; all rows where none are named.</param>
    /// <param name="approvalRate">The share approved at which swaps are counted.</param>
    public static ModelComparison Of(
        IReadOnlyList<PmmlModel> models,
        DataTable table,
        DevelopmentSpec spec,
        double approvalRate = 0.8
    )
    {
        SampleSplit split = SampleSplit.Create(table, spec with { TestShare = 0 }, []);
        double[][] scores = [.. models.Select(model => table.Score(model))];
        int[] candidates = split.Test.Length > 0 ? split.Test : split.Train;
        int[] rows = [.. candidates.Where(row => Array.TrueForAll(scores, column => !double.IsNaN(column[row])))];
        if (rows.Length == 0)
            throw new DataException(
                "compare-no-rows",
                Remark.Of("compare-no-rows", "no row has an outcome and a score of every model.")
            );
        foreach (double[] column in scores)
            TurnAround(column, rows, split.Bad);
        RankedScores first = new(rows, scores[0], split.Bad, split.Weights);
        List<ComparedModel> compared = [];
        for (int i = 0; i < scores.Length; i++)
        {
            RankedScores ranked = new(rows, scores[i], split.Bad, split.Weights);
            (double swappedIn, double swappedOut, double share) = Swaps(
                scores[0],
                scores[i],
                rows,
                split.Bad,
                approvalRate
            );
            compared.Add(
                new ComparedModel(
                    models[i].Name,
                    ranked.Discrimination.Auc,
                    ranked.Discrimination.Ks,
                    ranked.Discrimination.Auc - first.Discrimination.Auc,
                    i == 0 ? null : ChangeInterval(scores[0], scores[i], rows, split, spec),
                    swappedIn,
                    swappedOut,
                    share
                )
            );
        }

        return new ModelComparison(rows.Length, approvalRate, compared);
    }

    private static void TurnAround(double[] scores, int[] rows, bool[] bad)
    {
        if (new RankedScores(rows, scores, bad, null).Discrimination.Auc >= 0.5)
            return;
        for (int i = 0; i < scores.Length; i++)
            scores[i] = -scores[i];
    }

    private static Interval? ChangeInterval(
        double[] first,
        double[] other,
        int[] rows,
        SampleSplit split,
        DevelopmentSpec spec
    )
    {
        if (spec.BootstrapDraws <= 0)
            return null;
        double[] changes = new double[spec.BootstrapDraws];
        Parallel.For(
            0,
            changes.Length,
            draw =>
            {
                SeededRandom random = new(unchecked(((ulong)(uint)spec.Seed << 32) | (uint)draw));
                int[] drawn = new int[rows.Length];
                for (int i = 0; i < drawn.Length; i++)
                    drawn[i] = rows[random.Next(rows.Length)];
                double before = new RankedScores(drawn, first, split.Bad, split.Weights).Discrimination.Auc;
                changes[draw] = new RankedScores(drawn, other, split.Bad, split.Weights).Discrimination.Auc - before;
            }
        );
        Array.Sort(changes);
        return new Interval(changes[(int)(0.025 * (changes.Length - 1))], changes[(int)(0.975 * (changes.Length - 1))]);
    }

    private static (double In, double Out, double Share) Swaps(
        double[] first,
        double[] other,
        int[] rows,
        bool[] bad,
        double approvalRate
    )
    {
        double firstCut = CutOff(first, rows, approvalRate);
        double otherCut = CutOff(other, rows, approvalRate);
        int[] gained = [.. rows.Where(row => other[row] >= otherCut && first[row] < firstCut)];
        int[] lost = [.. rows.Where(row => first[row] >= firstCut && other[row] < otherCut)];
        return (BadRate(gained, bad), BadRate(lost, bad), (double)(gained.Length + lost.Length) / rows.Length);
    }

    private static double CutOff(double[] scores, int[] rows, double approvalRate)
    {
        double[] sorted = [.. rows.Select(row => scores[row]).Order()];
        return sorted[Math.Clamp((int)((1 - approvalRate) * sorted.Length), 0, sorted.Length - 1)];
    }

    private static double BadRate(int[] rows, bool[] bad) =>
        rows.Length == 0 ? double.NaN : (double)rows.Count(row => bad[row]) / rows.Length;
}
