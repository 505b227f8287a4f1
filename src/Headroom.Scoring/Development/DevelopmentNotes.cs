using System.Globalization;
using Headroom.Scoring.Judging;
using Headroom.Scoring.Pmml.Definition;
using Headroom.Scoring.Pmml.Writing;

namespace Headroom.Scoring.Development;

/// <summary>What a model's file keeps of its development, as PMML extensions of the model.</summary>
internal static class DevelopmentNotes
{
    public const string ScoreCuts = "developmentScoreCuts";
    public const string ScoreShares = "developmentScoreShares";
    public const string Factor = "pointFactor";
    public const string Offset = "pointOffset";
    public const string BadRate = "developmentBadRate";
    public const string Ks = "developmentKs";
    public const string CalibratedScores = "calibratedScores";
    public const string CalibratedProbabilities = "calibratedProbabilities";

    public static IReadOnlyList<Note> Of(
        DevelopmentSpec spec,
        SampleSplit split,
        double[] scores,
        PointScaling? scaling
    )
    {
        double[] train = [.. split.Train.Select(row => scores[row])];
        double[] cuts = Stability.Cuts(train);
        RankedScores ranked = new(split.Train, scores, split.Bad, split.Weights);
        double bads = ranked.Bads.Sum();
        List<Note> notes =
        [
            new Note(ScoreCuts, Join(cuts)),
            new Note(ScoreShares, Join(Stability.Shares(train, cuts))),
            new Note(BadRate, PmmlWriter.Number(bads / (bads + ranked.Goods.Sum()))),
            new Note(Ks, PmmlWriter.Number(ranked.Discrimination.Ks)),
        ];
        if (scaling is { } line)
        {
            notes.Add(new Note(Factor, PmmlWriter.Number(line.Factor)));
            notes.Add(new Note(Offset, PmmlWriter.Number(line.Offset)));
        }

        (string, string)[] card =
        [
            ("purpose", spec.Card.Purpose),
            ("limits", spec.Card.Limits),
            ("owner", spec.Card.Owner),
            ("date", spec.Card.Date),
            ("data", spec.Card.Data),
            ("target", spec.Target),
        ];
        notes.AddRange(card.Where(entry => entry.Item2.Length > 0).Select(entry => new Note(entry.Item1, entry.Item2)));
        return notes;
    }

    /// <summary>The line between log odds and points that the model's file keeps; null for one of another tool.</summary>
    public static PointScaling? Scaling(PmmlModel model) =>
        Number(model, Factor) is { } factor && Number(model, Offset) is { } offset
            ? new PointScaling(factor, offset)
            : null;

    public static double? Number(PmmlModel model, string note) =>
        model.Note(note) is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : null;

    public static double[] Split(string text) =>
        [
            .. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(part => double.Parse(part, CultureInfo.InvariantCulture)),
        ];

    private static string Join(IEnumerable<double> values) => string.Join(' ', values.Select(PmmlWriter.Number));
}
