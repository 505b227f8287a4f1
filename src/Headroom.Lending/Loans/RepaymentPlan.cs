using Headroom.Primitives;

namespace Headroom.Lending;

/// <summary>
/// What is still to come of a schedule: rows not yet due, and the interest of the running period. Mutable: it lives only
/// while a loan is replayed.
/// </summary>
internal sealed class RepaymentPlan
{
    private readonly ScheduleTerms _terms;
    private readonly Pauses _pauses;
    private Instalment[] _rows;
    private Period[] _periods;
    private int _next;

    // Interest of the running period that was charged when principal came back within it is rounded there; what the
    // rounding left is charged with the rest, so that cutting a period into pieces never costs a minor unit more.
    private decimal _carry;

    public RepaymentPlan(ScheduleTerms terms, Pauses pauses)
    {
        _terms = terms;
        _pauses = pauses;
        _periods = Scheduler.Check(terms).Value;
        _rows = Scheduler.Rows(terms, _periods);
        Balance = terms.Principal.MinorUnits;
    }

    /// <summary>Principal not yet due.</summary>
    public long Balance { get; private set; }

    public LoanRate Rate => _terms.Rate;

    public ScheduleTerms Terms => _terms;

    public DateOnly? NextDueOn => _next < _rows.Length ? _rows[_next].DueOn : null;

    public IEnumerable<Instalment> Remaining => _rows.Skip(_next);

    /// <summary>The number of the last row that fell due; 0 before the first.</summary>
    public int LastNumber => _next < _rows.Length ? _rows[_next].Number - 1 : _rows[^1].Number;

    /// <summary>The next row becomes due, with the interest that pauses left of it.</summary>
    public (int Number, DateOnly DueOn, long Principal, long Interest) TakeDue()
    {
        var row = _rows[_next];
        var paused = _pauses.InterestFreeDays(_periods[_next].From, row.DueOn) > 0;
        var interest = paused ? Accrued(row.DueOn) : row.Interest.MinorUnits;
        Balance -= row.Principal.MinorUnits;
        _carry = 0;
        _next++;
        return (row.Number, row.DueOn, row.Principal.MinorUnits, interest);
    }

    /// <summary>Interest of the running period up to a date, rounded.</summary>
    public long Accrued(DateOnly date) => (long)Math.Max(0, Exact(date)).Round(0, _terms.Rounding);

    /// <summary>Charges the interest of the running period up to a date; the period begins anew there.</summary>
    public long Charge(DateOnly date)
    {
        if (_next >= _rows.Length || date <= _periods[_next].From)
        {
            return 0;
        }

        var exact = Exact(date);
        var charged = (long)Math.Max(0, exact).Round(0, _terms.Rounding);
        _carry = exact - charged;
        _periods[_next] = _periods[_next].After(date);
        return charged;
    }

    /// <summary>Principal comes back before its time, after the interest up to that date was charged.</summary>
    public void Prepay(long principal, long charged, bool keepInstalment)
    {
        var before = Remaining.Sum(row => row.Interest.MinorUnits);
        var level = Level();
        Balance -= principal;
        if (Balance == 0)
        {
            _next = _rows.Length;
            return;
        }

        var kept = keepInstalment ? level : null;
        var rows = Remade(kept);

        // Rounding a lower instalment down may leave the balance higher for longer; the old instalment never does.
        if (kept is null && charged + rows.Sum(row => row.Interest.MinorUnits) > before)
        {
            rows = Remade(level);
        }

        _periods = _periods[_next..(_next + rows.Length)];
        _rows = rows;
        _next = 0;
    }

    /// <summary>Nothing more is to come: what was is on a new plan, or lost.</summary>
    public long Abandon()
    {
        var balance = Balance;
        Balance = 0;
        _next = _rows.Length;
        return balance;
    }

    /// <summary>What is left, as a plan of its own: the same due dates and rate, and the grace that has not been used.</summary>
    public RestructurePlan Left()
    {
        var grace = _terms.PrincipalGrace - LastNumber;
        return new RestructurePlan(
            _terms.Method,
            _rows.Length - _next,
            _terms.Rate,
            NextDueOn,
            _terms.AnchorDay ?? (_terms.FirstDueOn ?? _terms.DrawnOn).Day,
            grace > 0 && _next < _rows.Length && !_terms.IsDueAtMaturity ? grace : null
        );
    }

    private Instalment[] Remade(Money? level)
    {
        var balance = new Money(Balance, _terms.Principal.Currency);
        return Scheduler.Remake(_terms, balance, _periods.AsSpan(_next), _carry, level);
    }

    // What is kept is that of the first row with principal; where only the last one has some, there is nothing to keep.
    private Money? Level()
    {
        var at = Array.FindIndex(_rows, _next, row => row.Number > _terms.PrincipalGrace);
        return at < 0 || at >= _rows.Length - 1
            ? null
            : _terms.Method switch
            {
                RepaymentMethod.EqualInstalment => _rows[at].Due,
                RepaymentMethod.EqualPrincipal => _rows[at].Principal,
                _ => null,
            };
    }

    private decimal Exact(DateOnly date)
    {
        if (_next >= _rows.Length || date <= _periods[_next].From)
        {
            return 0;
        }

        var period = _periods[_next].Before(date);
        var counted = period.Days - _pauses.InterestFreeDays(period.From, date);
        return YearFraction.Sum(
            period.Time.Share(counted, period.Days).Interest(Balance, _terms.Rate.Fraction),
            _carry
        );
    }
}
