namespace Headroom.Operations.Generate;

/// <summary>
/// Turns a standard normal number into a quantity by straight lines between the values at −3, −2, … 3 standard
/// deviations; beyond them it stays level. Only additions and multiplications, so it is the same on every machine.
/// </summary>
internal sealed class Curve(params double[] valuesFromMinusThree)
{
    /// <summary>The normal distribution itself: what share of a population lies below.</summary>
    public static readonly Curve Share = new(0.0013, 0.0228, 0.1587, 0.5, 0.8413, 0.9772, 0.9987);

    /// <summary>Monthly income of a person in yuan.</summary>
    public static readonly Curve Income = new(1_500, 2_800, 4_800, 8_000, 14_000, 28_000, 70_000);

    /// <summary>Yearly revenue of a small enterprise in yuan.</summary>
    public static readonly Curve Revenue = new(120_000, 350_000, 900_000, 2_400_000, 6_500_000, 18_000_000, 60_000_000);

    public double At(double deviations)
    {
        var place = Math.Clamp(deviations, -3, 3) + 3;
        var below = Math.Min((int)place, valuesFromMinusThree.Length - 2);
        var low = valuesFromMinusThree[below];
        return low + ((place - below) * (valuesFromMinusThree[below + 1] - low));
    }
}
