namespace Headroom.Scoring.Development;

/// <summary>The line between log odds of good and points: score = offset + factor · ln(odds), with odds good to bad.</summary>
public readonly record struct PointScaling(double Factor, double Offset)
{
    /// <summary>The scaling that gives <paramref name="score"/> at <paramref name="odds"/> and doubles the odds every
    /// <paramref name="pointsToDoubleOdds"/> points: factor = PDO / ln 2.</summary>
    public static PointScaling FromOdds(double score, double odds, double pointsToDoubleOdds)
    {
        double factor = pointsToDoubleOdds / Math.Log(2);
        return new PointScaling(factor, score - (factor * Math.Log(odds)));
    }

    /// <summary>The scaling that puts two log odds onto two scores.</summary>
    public static PointScaling OntoRange(double leastLogOdds, double greatestLogOdds, double least, double greatest)
    {
        double factor = (greatest - least) / (greatestLogOdds - leastLogOdds);
        return new PointScaling(factor, least - (factor * leastLogOdds));
    }

    /// <summary>The score at log odds of good.</summary>
    public double ScoreOf(double logOdds) => Offset + (Factor * logOdds);

    /// <summary>The probability of bad at a score.</summary>
    public double ProbabilityOfBad(double score) => 1 / (1 + Math.Exp((score - Offset) / Factor));

    /// <summary>
    /// A bin's points in a scorecard of <paramref name="characteristics"/>: (β · WoE + α / k) · factor + offset / k, not rounded.
    /// </summary>
    public double Points(double coefficient, double woe, double intercept, int characteristics) =>
        (((coefficient * woe) + (intercept / characteristics)) * Factor) + (Offset / characteristics);
}
