using System.Globalization;
using Headroom.Primitives;
using Headroom.Profiles;
using static Headroom.Operations.Generate.SignalCollector;

namespace Headroom.Operations.Generate;

/// <summary>
/// Twelve months of use and repayment of a line. Who is a worse risk uses more of the limit, and who uses more falls behind
/// more often; once behind, each month either cures or rolls to one month later.
/// </summary>
internal sealed class StatementPath(SplitMix64 random, double risk, decimal limit)
{
    private const int Months = 12;
    private const string Source = "ledger";
    private double _use;
    private int _monthsLate;

    /// <summary>What stands drawn after the last statement and its payment.</summary>
    public decimal Drawn { get; private set; }

    /// <summary>Months late on the last statement.</summary>
    public int MonthsLate => _monthsLate;

    /// <summary>Adds a statement for each of the twelve months that ended by the collector's day, and the last repayments.</summary>
    public void AddTo(SignalCollector signals)
    {
        _use = Curve.Share.At((0.75 * risk) + (0.66 * random.Normal()));
        var trend = (0.004 * risk) + (0.01 * random.Normal());
        var lastMonth = LastEndedMonth(signals.AsOf);
        for (var back = Months - 1; back >= 0; back--)
        {
            _use = Math.Clamp(_use + trend + (0.05 * random.Normal()), 0, 1);
            AddMonth(signals, lastMonth.AddMonths(-back), withRepayment: back < 3);
        }
    }

    private void AddMonth(SignalCollector signals, DateOnly firstDay, bool withRepayment)
    {
        _monthsLate = NextMonthsLate();
        var billed = (limit * (decimal)_use).Round(2, Rounding.HalfUp);
        var paid = Paid(billed);
        Drawn = Math.Max(billed - paid, 0);
        var lastDay = firstDay.AddMonths(1).AddDays(-1);
        signals.AddOn(
            SignalCatalog.Statement,
            lastDay,
            Source,
            ("period", Text(firstDay.ToString("yyyy-MM", CultureInfo.InvariantCulture))),
            ("limit", SignalValue.Number(limit)),
            ("billed", SignalValue.Number(billed)),
            ("paid", SignalValue.Number(paid)),
            ("monthsLate", Number(_monthsLate))
        );
        if (withRepayment && paid > 0)
        {
            signals.AddOn(
                SignalCatalog.Repayment,
                lastDay.AddDays(-random.Between(1, 20)),
                Source,
                ("amount", SignalValue.Number(paid)),
                ("daysLate", Number(_monthsLate == 0 ? 0 : (_monthsLate * 30) - random.Between(0, 25)))
            );
        }
    }

    private int NextMonthsLate()
    {
        // The strain of risk and use together, as a share of the population: its cube keeps most people on time.
        var strain = Curve.Share.At((0.8 * risk) + (0.6 * ((2 * _use) - 1)));
        return _monthsLate == 0
            ? random.Chance(0.003 + (0.11 * strain * strain * strain))
                ? 1
                : 0
            : random.Chance(0.15 + (0.45 * strain))
                ? _monthsLate + 1
                : 0;
    }

    private decimal Paid(decimal billed)
    {
        if (_monthsLate > 0)
        {
            return random.Chance(0.7) ? 0 : (billed * (decimal)(0.05 * random.Unit())).Round(2, Rounding.HalfUp);
        }

        var paysInFull = random.Chance(1 - Curve.Share.At(risk - 0.4));
        return paysInFull ? billed : (billed * (decimal)(0.08 + (0.4 * random.Unit()))).Round(2, Rounding.HalfUp);
    }

    private static DateOnly LastEndedMonth(DateOnly asOf)
    {
        var firstDay = new DateOnly(asOf.Year, asOf.Month, 1);
        return asOf.AddDays(1).Month == asOf.Month ? firstDay.AddMonths(-1) : firstDay;
    }
}
