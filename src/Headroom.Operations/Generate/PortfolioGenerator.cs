using System.Globalization;
using Headroom.Assessment;
using Headroom.Operations.Borrowers;
using Headroom.Primitives;

namespace Headroom.Operations.Generate;

/// <summary>
/// Invents a portfolio that behaves like one: people and small enterprises whose income, use of the limit, lateness, inquiries and
/// employment hang together through a hidden risk. The same seed gives the same drafts, byte for byte, on every
/// machine, and a borrower does not depend on how many others are asked for.
/// </summary>
/// <remarks>
/// All is computed with operations that IEEE 754 rounds one way only (no logarithms, no powers), so that machines agree.
/// </remarks>
/// <param name="seed">Any number.</param>
/// <param name="count">How many borrowers, from <c>B000001</c> on.</param>
/// <param name="asOf">The day as of which all is known; nothing happened after it.</param>
/// <param name="calendar">Whose days the signals fall on; the default lender's where none is given.</param>
public sealed class PortfolioGenerator(ulong seed, int count, DateOnly asOf, BusinessCalendar? calendar = null)
{
    private const double EnterpriseShare = 0.12;
    private const double ApplicantShare = 0.06;
    private const int LimitStep = 500;
    private const int LimitMin = 500;
    private const int LimitMax = 300_000;
    private readonly BusinessCalendar _calendar = calendar ?? BusinessCalendar.Default;

    /// <summary>The drafts, one by one; about 6 % are applicants without a line.</summary>
    public IEnumerable<BorrowerDraft> Generate()
    {
        for (var index = 1; index <= count; index++)
        {
            yield return One(index);
        }
    }

    private BorrowerDraft One(int index)
    {
        var random = SplitMix64.ForItem(seed, index);
        var signals = new SignalCollector(random, asOf, _calendar);
        var enterprise = random.Chance(EnterpriseShare);
        var risk = random.Normal();
        var means = enterprise
            ? EnterpriseModel.Add(random, risk, signals) * 0.012
            : PersonModel.Add(random, risk, signals);
        var line = random.Chance(ApplicantShare) ? null : AddLine(random, risk, means, enterprise, signals);
        RareSignals.Add(random, risk, enterprise, signals);
        return new BorrowerDraft(
            BorrowerId.Parse("B" + index.ToString("D6", CultureInfo.InvariantCulture)).Value,
            enterprise ? BorrowerKind.Enterprise : BorrowerKind.Person,
            Currency.CNY,
            line,
            signals.InOrder()
        );
    }

    private LineDraft AddLine(SplitMix64 random, double risk, double means, bool enterprise, SignalCollector signals)
    {
        // Past underwriting saw some of the risk: worse risks got fewer months of their means.
        var months = Math.Clamp(2.2 - (0.7 * risk) + (0.7 * random.Normal()), 0.3, 6);
        var limit = Math.Clamp((int)(means * months / LimitStep) * LimitStep, LimitMin, LimitMax);
        var path = new StatementPath(random, risk, limit);
        path.AddTo(signals);
        RareSignals.AddOnLine(random, risk, path.MonthsLate, signals);
        return new LineDraft(
            enterprise ? "business" : "consumer",
            Money.FromAmount(limit, Currency.CNY, Rounding.Down),
            Money.FromAmount(path.Drawn, Currency.CNY, Rounding.Down),
            asOf.AddDays(-random.Between(400, 1_800))
        );
    }
}
