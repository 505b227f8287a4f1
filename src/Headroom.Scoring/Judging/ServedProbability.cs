using Headroom.Scoring.Development;

namespace Headroom.Scoring.Judging;

/// <summary>The probability of bad that a model's file gives at a score.</summary>
internal static class ServedProbability
{
    /// <summary>The function, or null where the file (one of another tool) keeps none.</summary>
    public static Func<double, double>? Of(PmmlModel model)
    {
        if (
            model.Note(DevelopmentNotes.CalibratedScores) is { } scores
            && model.Note(DevelopmentNotes.CalibratedProbabilities) is { } probabilities
        )
        {
            IsotonicCurve curve = new(DevelopmentNotes.Split(scores), DevelopmentNotes.Split(probabilities));
            return curve.ProbabilityOfBad;
        }

        return DevelopmentNotes.Scaling(model) is { } scaling ? scaling.ProbabilityOfBad : null;
    }
}
