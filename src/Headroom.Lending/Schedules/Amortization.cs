using Headroom.Primitives;

namespace Headroom.Lending;

/// <summary>
/// Spreads a balance over periods. Interest is rounded at each posting; the last row's principal is the remaining balance,
/// so the rows close it exactly.
/// </summary>
internal static class Amortization
{
    /// <summary>
    /// The rows; with <paramref name="level"/> an equal instalment, or equal principal, of that much instead of one
    /// computed. The first row's interest includes the <paramref name="carry"/>, a fraction of a minor unit.
    /// </summary>
    public static Instalment[] Of(
        ScheduleTerms terms,
        Money balance,
        ReadOnlySpan<Period> periods,
        decimal carry = 0,
        Money? level = null
    )
    {
        var run = new Run(terms, balance.MinorUnits, periods, carry);
        return terms.Method switch
        {
            RepaymentMethod.EqualInstalment when terms.Base == InterestBase.Flat => FlatInstalments(run),
            RepaymentMethod.EqualInstalment when level is { } given => run.Rows(given.MinorUnits),
            RepaymentMethod.EqualInstalment => EqualInstalments(run),
            RepaymentMethod.EqualPrincipal => EqualPrincipal(run, level),
            RepaymentMethod.InterestThenPrincipal or RepaymentMethod.AllAtMaturity or RepaymentMethod.AnyTime =>
                run.Rows(static (_, _, _) => 0),
            _ => throw new ArgumentOutOfRangeException(nameof(terms), terms.Method, "Unknown method."),
        };
    }

    private static Instalment[] EqualInstalments(in Run run)
    {
        var level = run.Level();
        var rows = run.Rows(level);
        var count = run.Amortizing;
        var gap = rows[^1].Due.MinorUnits - level;
        if (!run.Terms.EvenOutLast || Math.Abs(gap) * 2 <= count)
        {
            return rows;
        }

        var moved = level + (long)((decimal)gap / count).Round(0, run.Terms.Rounding);
        var better = run.Rows(moved);
        return Math.Abs(better[^1].Due.MinorUnits - moved) < Math.Abs(gap) ? better : rows;
    }

    private static Instalment[] EqualPrincipal(in Run run, Money? level)
    {
        var part = level?.MinorUnits ?? (long)((decimal)run.Balance / run.Amortizing).Round(0, run.Terms.Rounding);
        return run.Rows((_, _, _) => part);
    }

    // Interest is known beforehand, so the instalment is the plain average, and the last row takes what rounding left.
    private static Instalment[] FlatInstalments(in Run run)
    {
        var terms = run.Terms;
        var total = 0m;
        foreach (var period in run.Periods)
        {
            total += period.Time.Interest(run.Balance, terms.Rate.Fraction);
        }

        var level = run.Rounded((run.Balance + total) / run.Amortizing);
        return run.Rows(level, (long)total.Round(0, terms.Rounding));
    }

    /// <summary>One balance over some periods.</summary>
    private readonly ref struct Run(ScheduleTerms terms, long balance, ReadOnlySpan<Period> periods, decimal carry)
    {
        public ScheduleTerms Terms { get; } = terms;
        public long Balance { get; } = balance;
        public ReadOnlySpan<Period> Periods { get; } = periods;
        public decimal Carry { get; } = carry;

        /// <summary>In how many periods principal is due.</summary>
        public int Amortizing => Periods.Length - Math.Max(0, Terms.PrincipalGrace - Periods[0].Number + 1);

        /// <summary>The equal instalment: balance ÷ Σ over the due dates of ∏ 1 ÷ (1 + r) up to each.</summary>
        public long Level()
        {
            // From the last due date back, so that nothing grows; equal periods share one division.
            var (time, discount) = (YearFraction.Zero, 1m);
            var sum = 0m;
            for (var i = Periods.Length - 1; i >= 0 && Periods[i].Number > Terms.PrincipalGrace; i--)
            {
                if (Periods[i].Time != time)
                {
                    time = Periods[i].Time;
                    discount = 1 / (1 + time.Of(Terms.Rate.Fraction));
                }

                sum = discount * (1 + sum);
            }

            return Rounded(Balance / sum);
        }

        public long Rounded(decimal level)
        {
            var multiple = Terms.InstalmentMultiple?.MinorUnits ?? 1;
            return (long)(level / multiple).Round(0, Terms.Rounding) * multiple;
        }

        public Instalment[] Rows(long level, long? flatInterest = null) =>
            Rows((balance, interest, _) => Math.Clamp(level - interest, 0, balance), flatInterest);

        /// <summary>The rows where a method says how much principal is due, given balance, interest and the row's index.</summary>
        public Instalment[] Rows(Func<long, long, int, long> principalOf, long? flatInterest = null)
        {
            var rows = new Instalment[Periods.Length];
            var balance = Balance;
            var deferred = 0L;
            var charged = 0L;
            for (var i = 0; i < rows.Length; i++)
            {
                var last = i == rows.Length - 1;
                var run =
                    last && flatInterest is { } total
                        ? total - charged
                        : Interest(Periods[i], balance, i == 0 ? Carry : 0);
                charged += run;
                deferred += run;
                var grace = !last && Periods[i].Number <= Terms.InterestGrace;
                var interest = grace ? 0 : deferred;
                deferred -= interest;
                var principal =
                    last ? balance
                    : Periods[i].Number <= Terms.PrincipalGrace ? 0
                    : Math.Min(principalOf(balance, run, i), balance);
                balance -= principal;
                rows[i] = Row(Periods[i], principal, interest, balance);
            }

            return rows;
        }

        private Instalment Row(Period period, long principal, long interest, long balance)
        {
            var currency = Terms.Principal.Currency;
            return new Instalment(
                period.Number,
                period.From,
                period.To,
                new Money(principal, currency),
                new Money(interest, currency),
                new Money(balance, currency)
            );
        }

        private long Interest(Period period, long balance, decimal extra)
        {
            var owed = Terms.Base == InterestBase.Flat ? Balance : balance;
            var exact = YearFraction.Sum(period.Time.Interest(owed, Terms.Rate.Fraction), extra);
            return exact <= 0 ? 0 : (long)exact.Round(0, Terms.Rounding);
        }
    }
}
