namespace Headroom.Lending.Simulation;

internal sealed partial class LoanAuditor
{
    private readonly List<DateOnly> _dueDates = [];
    private RepaymentMethod _method;

    // What the due dates were made of.
    private RestructurePlan _plan = null!;

    // Interest is kept in parts of a minor unit, one to each day of the rate's year, so that no fraction is cut.
    private decimal _rate;
    private int _year = 1;
    private long _balance;

    // The equal instalment, or the equal principal, of the plan.
    private long _level;

    // On how many of the next due dates only interest is due.
    private int _grace;

    // The running period: since when, how many nights bear interest, and what rounding left of an earlier charge in it.
    private DateOnly _since;
    private int _nights;
    private decimal _carry;

    private void Begin(long principal, DateOnly on, RestructurePlan plan)
    {
        _plan = plan with { AnchorDay = plan.AnchorDay ?? (plan.FirstDueOn ?? on).Day };
        _rate = plan.Rate.Fraction;
        _year = plan.Rate.DayCount switch
        {
            DayCount.Daily => 1,
            DayCount.Actual360 => 360,
            DayCount.Actual365 => 365,
            _ => throw new NotSupportedException($"The auditor counts actual days, not {plan.Rate.DayCount}."),
        };
        (_balance, _method, _since, _nights, _carry) = (principal, plan.Method, on, 0, 0);

        // What is due at maturity only has no due date to be spared.
        var atEnd = plan.Method is RepaymentMethod.AllAtMaturity or RepaymentMethod.AnyTime;
        _grace = atEnd ? 0 : plan.PrincipalGrace ?? 0;
        for (var number = atEnd ? plan.Instalments : 1; number <= plan.Instalments; number++)
        {
            _dueDates.Add(DueDate(on, number));
        }

        _level = LevelFrom(on);
    }

    // The first due date may be any; without one, and after it, the anchor day of one month after the other.
    private DateOnly DueDate(DateOnly on, int number)
    {
        if (number == 1 && _plan.FirstDueOn is { } given)
        {
            return given;
        }

        var (from, months) = _plan.FirstDueOn is { } first ? (first, number - 1) : (on, number);
        var month = new DateOnly(from.Year, from.Month, 1).AddMonths(months);
        return month.AddDays(Math.Min(_plan.AnchorDay!.Value, DateTime.DaysInMonth(month.Year, month.Month)) - 1);
    }

    private decimal RunningInterest() => _balance == 0 ? 0 : (_balance * _rate * _nights) + _carry;

    private long PrincipalDue(long interest) =>
        _dueDates.Count == 1 ? _balance
        : _grace > 0 ? 0
        : _method == RepaymentMethod.EqualInstalment ? Math.Clamp(_level - interest, 0, _balance)
        : _method == RepaymentMethod.EqualPrincipal ? Math.Min(_level, _balance)
        : 0;

    // What an equal instalment must be: the balance grown to the end is what instalments of one grow to.
    private long LevelFrom(DateOnly from)
    {
        if (_method == RepaymentMethod.EqualPrincipal)
        {
            return Round((decimal)_balance / (_dueDates.Count - _grace));
        }

        var (balance, ones) = (1m, 0m);
        from = _grace > 0 ? _dueDates[_grace - 1] : from;
        foreach (var due in _dueDates.Skip(_grace))
        {
            var growth = 1 + (_rate * (due.DayNumber - from.DayNumber) / _year);
            (balance, ones) = (balance * growth, (ones * growth) + 1);
            from = due;
        }

        return Round(_balance * balance / ones);
    }

    // All interest still to come if nothing else happens, and after how many due dates the balance is gone.
    private (long Interest, int Rows) Outlook(DateOnly from)
    {
        var (balance, carry, total) = (_balance, _carry, 0L);
        for (var i = 0; i < _dueDates.Count; i++)
        {
            var interest = Round(((balance * _rate * (_dueDates[i].DayNumber - from.DayNumber)) + carry) / _year);
            total += interest;
            balance -=
                i == _dueDates.Count - 1 ? balance
                : i < _grace ? 0
                : _method == RepaymentMethod.EqualInstalment ? Math.Clamp(_level - interest, 0, balance)
                : _method == RepaymentMethod.EqualPrincipal ? Math.Min(_level, balance)
                : 0;
            (from, carry) = (_dueDates[i], 0);
            if (balance == 0)
            {
                return (total, i + 1);
            }
        }

        return (total, _dueDates.Count);
    }
}
