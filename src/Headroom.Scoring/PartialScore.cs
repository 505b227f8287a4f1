namespace Headroom.Scoring;

/// <summary>What one characteristic gave to a score.</summary>
/// <param name="Name">The characteristic.</param>
/// <param name="Points">Its points for this row.</param>
/// <param name="AttributeIndex">Which of its attributes held, from 0; −1 where none did.</param>
/// <param name="ReasonCode">The attribute's reason code, or the characteristic's; null where the model gives no reasons.</param>
/// <param name="Baseline">The points that its gap is measured from.</param>
/// <param name="Gap">How far the points are on the wrong side of the baseline; positive speaks against the borrower.</param>
public readonly record struct PartialScore(
    string Name,
    double Points,
    int AttributeIndex,
    string? ReasonCode,
    double Baseline,
    double Gap
);

/// <summary>One principal reason for a score being no better.</summary>
/// <param name="Code">The reason code.</param>
/// <param name="Characteristic">The characteristic with the largest gap among those of this code.</param>
/// <param name="Gap">That gap, in points; positive.</param>
public readonly record struct ScoreReason(string Code, string Characteristic, double Gap);
