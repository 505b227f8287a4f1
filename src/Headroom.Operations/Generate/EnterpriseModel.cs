using static Headroom.Operations.Generate.SignalCollector;

namespace Headroom.Operations.Generate;

/// <summary>What is known of a small enterprise: its age, revenue, tax grade and people, its debts and its bureau file.</summary>
internal static class EnterpriseModel
{
    /// <summary>Adds the facts; gives the enterprise's revenue of a year.</summary>
    public static double Add(SplitMix64 random, double risk, SignalCollector signals)
    {
        var size = random.Normal();
        var revenue = 10_000 * Math.Floor(Curve.Revenue.At((0.9 * size) - (0.3 * risk)) / 10_000);
        var months = Math.Clamp((int)(70 - (18 * risk) + (40 * random.Normal())), 3, 300);
        var employees = Math.Max(1, (int)(revenue / 350_000 * (0.5 + random.Unit())));
        signals.Add(
            "enterprise",
            random.Between(10, 250),
            "registry",
            ("monthsInBusiness", Number(months)),
            ("annualRevenue", random.Chance(0.06) ? null : Number(revenue)),
            ("taxGrade", random.Chance(0.08) ? null : Text(TaxGrade(random, risk, months))),
            ("employees", random.Chance(0.1) ? null : Number(employees))
        );
        var share = Math.Clamp(0.05 + (0.03 * risk) + (0.03 * random.Normal()), 0, 0.3);
        var lines = Math.Max(0, (int)(1.8 + (0.9 * risk) + random.Normal()));
        signals.Add(
            "obligations",
            random.Between(3, 40),
            "bureau",
            ("monthlyDebtService", Number(Math.Floor(revenue / 12 * share))),
            ("otherLines", Number(lines))
        );
        BureauModel.Add(random, risk, lines, signals);
        return revenue;
    }

    // The tax authority grades a firm M in its first years, whatever its conduct.
    private static string TaxGrade(SplitMix64 random, double risk, int months) =>
        months < 36 && random.Chance(0.7)
            ? "M"
            : (risk + (0.7 * random.Normal())) switch
            {
                < -0.4 => "A",
                < 1.1 => "B",
                < 2.2 => "C",
                _ => "D",
            };
}
