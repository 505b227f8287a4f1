using static Headroom.Operations.Generate.SignalCollector;

namespace Headroom.Operations.Generate;

/// <summary>
/// What happens to few, and what a policy must notice: fraud alerts, a taken-over account, borrowed money spent where it may not go,
/// court records, a borrower who cannot be reached.
/// </summary>
internal static class RareSignals
{
    private static readonly string[] AllowedUses = ["shopping", "decoration", "travel", "education", "medical"];
    private static readonly string[] BarredUses = ["property", "securities"];
    private static readonly string[] Channels = ["phone", "sms", "app"];

    public static void Add(SplitMix64 random, double risk, bool enterprise, SignalCollector signals)
    {
        var badness = Curve.Share.At(risk);
        if (random.Chance(0.004 + (0.008 * badness)))
        {
            var severity = random.Unit() switch
            {
                < 0.4 => "high",
                < 0.75 => "medium",
                _ => "low",
            };
            signals.Add("fraud-alert", random.Between(1, 120), "fraud-desk", ("severity", Text(severity)));
        }

        if (random.Chance((enterprise ? 0.05 : 0.02) * badness))
        {
            signals.Add(
                "court-record",
                random.Between(5, 700),
                "court",
                ("amount", Number(100 * random.Between(20, 4_000))),
                ("active", Flag(random.Chance(0.6)))
            );
        }
    }

    /// <summary>What only a borrower who already has a line can do.</summary>
    public static void AddOnLine(SplitMix64 random, double risk, int monthsLate, SignalCollector signals)
    {
        var known = !random.Chance(0.05);
        var riskScore = Math.Clamp((int)((known ? 12 : 45) + (5 * risk) + (9 * random.Normal())), 0, 100);
        signals.Add(
            "login",
            random.Between(1, 25),
            "app",
            ("deviceKnown", Flag(known)),
            ("riskScore", Number(riskScore))
        );
        if (random.Chance(0.004))
        {
            signals.Add("account-takeover", random.Between(1, 20), "app", ("suspected", Flag(true)));
        }

        if (random.Chance(0.3))
        {
            var barred = random.Chance(0.02 + (0.05 * Curve.Share.At(risk)));
            var category = random.Pick<string>(barred ? BarredUses : AllowedUses);
            signals.Add("use-of-funds", random.Between(3, 200), "payments", ("category", Text(category)));
        }

        if (monthsLate > 0)
        {
            signals.Add(
                "contact",
                random.Between(1, 25),
                "servicing",
                ("channel", Text(random.Pick<string>(Channels))),
                ("reachable", Flag(!random.Chance(0.15 * monthsLate)))
            );
        }
    }
}
