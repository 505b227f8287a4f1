namespace Headroom.Scoring;

/// <summary>A score with what it was made of.</summary>
public sealed class ScoreResult
{
    private readonly PartialScore[] _partials;

    private readonly IReadOnlyDictionary<string, object?> _outputs;

    internal ScoreResult(double score, PartialScore[] partials, IReadOnlyDictionary<string, object?> outputs)
    {
        _outputs = outputs;
        Score = score;
        _partials = partials;
    }

    /// <summary>The score; NaN where it is missing.</summary>
    public double Score { get; }

    /// <summary>True where the model gives this row no score: no attribute matched, or a value is invalid.</summary>
    public bool IsMissing => double.IsNaN(Score);

    /// <summary>What each characteristic gave, in the model's order; up to and with the one that had no attribute.</summary>
    public IReadOnlyList<PartialScore> PartialScores => _partials;

    /// <summary>
    /// The results that the model's Output names: a number as <see cref="double"/>, a text as <see cref="string"/>, a missing one as
    /// null.
    /// </summary>
    public IReadOnlyDictionary<string, object?> Outputs => _outputs;

    /// <summary>
    /// The principal reasons: gaps in falling order, none that is not positive, one for each code, at most
    /// <paramref name="max"/>. Characteristics of the same gap keep the model's order.
    /// </summary>
    /// <param name="max">The most reasons; four is what Regulation B's commentary suggests (12 CFR 1002.9(b)(2)).</param>
    public IReadOnlyList<ScoreReason> Reasons(int max = 4)
    {
        List<ScoreReason> reasons = [];
        if (IsMissing)
            return reasons;
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (PartialScore partial in _partials.OrderByDescending(partial => partial.Gap))
        {
            if (reasons.Count == max || !(partial.Gap > 0))
                break;
            if (partial.ReasonCode is { } code && seen.Add(code))
                reasons.Add(new ScoreReason(code, partial.Name, partial.Gap));
        }

        return reasons;
    }
}
