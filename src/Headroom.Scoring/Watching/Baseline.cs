using Headroom.Scoring.Data;
using Headroom.Scoring.Development;
using Headroom.Scoring.Judging;

namespace Headroom.Scoring.Watching;

/// <summary>How it was when the model was made, from its file or from the data it was made on.</summary>
internal sealed record Baseline(
    double[] ScoreCuts,
    double[] ScoreShares,
    IReadOnlyDictionary<string, double[]> AttributeShares,
    double? Ks
)
{
    public static Baseline Of(PmmlModel model, DataTable? data)
    {
        if (data is not null)
            return OfData(model, data);
        if (
            model.Note(DevelopmentNotes.ScoreCuts) is not { } cuts
            || model.Note(DevelopmentNotes.ScoreShares) is not { } shares
        )
        {
            throw new DataException(
                "watch-no-baseline",
                Remark.Of(
                    "watch-no-baseline",
                    "the model '{model}' does not keep its development distribution; give the data that it was made on.",
                    ("model", model.Name)
                )
            );
        }

        return new Baseline(
            DevelopmentNotes.Split(cuts),
            DevelopmentNotes.Split(shares),
            model.DevelopmentAttributeShares(),
            DevelopmentNotes.Number(model, DevelopmentNotes.Ks)
        );
    }

    /// <summary>
    /// The share at and above a score, with scores spread evenly within a band; the two outer bands, which have no end, count
    /// whole.
    /// </summary>
    public double ShareFrom(double cut)
    {
        double share = 0;
        for (int band = 0; band < ScoreShares.Length; band++)
        {
            double low = band == 0 ? double.NegativeInfinity : ScoreCuts[band - 1];
            double high = band == ScoreCuts.Length ? double.PositiveInfinity : ScoreCuts[band];
            bool open = double.IsInfinity(low) || double.IsInfinity(high);
            double part =
                cut <= low ? 1
                : cut >= high ? 0
                : open ? 0.5
                : (high - cut) / (high - low);
            share += ScoreShares[band] * part;
        }

        return share;
    }

    private static Baseline OfData(PmmlModel model, DataTable data)
    {
        double[] scores = data.Score(model);
        double[] cuts = Stability.Cuts(scores);
        Dictionary<string, double[]> attributes = [];
        foreach ((string name, double[] shares) in model.AttributeShares(data.ToColumns(model)))
            attributes[name] = shares;
        return new Baseline(
            cuts,
            Stability.Shares(scores, cuts),
            attributes,
            DevelopmentNotes.Number(model, DevelopmentNotes.Ks)
        );
    }
}
