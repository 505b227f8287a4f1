using static Headroom.Operations.Generate.SignalCollector;

namespace Headroom.Operations.Generate;

/// <summary>What the credit bureau reports: the worse the risk, the more inquiries, institutions, night applications and overdue accounts.</summary>
internal static class BureauModel
{
    public static void Add(SplitMix64 random, double risk, int openLoans, SignalCollector signals)
    {
        var inquiries6m = Math.Max(0, (int)(1.9 + (1.8 * risk) + (1.3 * random.Normal())));
        var inquiries3m = (int)(inquiries6m * random.Unit() + 0.5);
        var institutions6m = Math.Min(inquiries6m, 1 + (int)(inquiries6m * (0.4 + (0.5 * random.Unit()))));
        var overdue = random.Chance(0.18 * Curve.Share.At(risk - 1)) ? random.Between(1, 3) : 0;
        var nightShare = Math.Clamp(0.1 + (0.08 * risk) + (0.08 * random.Normal()), 0, 1);
        signals.Add(
            "bureau",
            random.Between(1, 30),
            "bureau",
            ("inquiries3m", Number(inquiries3m)),
            ("inquiries6m", Number(inquiries6m)),
            ("institutions6m", Number(institutions6m)),
            ("nightShare", inquiries6m == 0 ? null : Number(Math.Floor(nightShare * 100) / 100)),
            ("openLoans", Number(openLoans)),
            ("overdueAccounts", Number(overdue))
        );
    }
}
