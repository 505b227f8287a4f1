using Headroom.Primitives;

namespace Headroom.Lending;

/// <summary>
/// Walks a loan from its draw to a date: due dates and entries in the order of their dates, a due date before the entries
/// of its day. All that is owed follows from this one walk, so a backdated entry needs no other treatment.
/// </summary>
internal sealed partial class LoanReplay
{
    private readonly Loan _loan;
    private readonly LoanContract _contract;
    private readonly ServicingTerms _servicing;
    private readonly Pauses _pauses;
    private readonly LoanBooks _books;
    private readonly List<OpenRow> _rows = [];
    private readonly List<(DateOnly DueOn, Parts Owed)> _carried = [];
    private RepaymentPlan _plan;
    private int _nextEntry;
    private bool _open;
    private int _numberOffset;
    private long _credit;
    private Parts? _writtenOff;
    private long _recovered;
    private bool _restructured;

    private LoanReplay(Loan loan)
    {
        _loan = loan;
        _contract = loan.Contract;
        _servicing = loan.Contract.Servicing;
        _pauses = new Pauses(loan.Entries);
        _books = new LoanBooks(loan.Currency, _servicing.FunderShare);
        _plan = new RepaymentPlan(loan.Contract.Terms, _pauses);
    }

    /// <summary>The position at the end of a date.</summary>
    public static LoanPosition At(Loan loan, DateOnly date) => Run(loan, date).Position(date);

    /// <summary>The position and the rows at the end of a date.</summary>
    public static LoanStatement Statement(Loan loan, DateOnly date) => Run(loan, date).Statement(date);

    /// <summary>The postings up to and with a date, in order.</summary>
    public static IReadOnlyList<Posting> Postings(Loan loan, DateOnly date) => Run(loan, date)._books.Postings;

    /// <summary>What is left of the plan that runs at the end of a date.</summary>
    public static RestructurePlan PlanLeft(Loan loan, DateOnly date) => Run(loan, date)._plan.Left();

    /// <summary>What happened after one date up to and with another, in one walk.</summary>
    public static DayEndOutcome Between(Loan loan, DateOnly before, DateOnly date)
    {
        var replay = Run(loan, before);
        var stage = Delinquency.Stage(replay.DaysPastDue(before));
        var posted = replay._books.Postings.Count;
        replay.Age(before);
        var penalty = replay.Penalty;
        replay.WalkTo(date);
        var position = replay.Position(date);
        var due = replay.DueAfter(before) with { Penalty = replay.Penalty - penalty };
        return new DayEndOutcome(date, position, stage, replay.Owed(due), replay._books.PostingsAfter(posted));
    }

    private long Penalty
    {
        get
        {
            var penalty = 0L;
            foreach (var row in _rows)
            {
                penalty += row.Due.Penalty;
            }

            return penalty;
        }
    }

    private Parts DueAfter(DateOnly date)
    {
        var due = default(Parts);
        foreach (var row in _rows)
        {
            due = row.DueOn > date ? due.Plus(row.Due) : due;
        }

        return due;
    }

    private static LoanReplay Run(Loan loan, DateOnly date)
    {
        var replay = new LoanReplay(loan);
        replay.WalkTo(date);
        return replay;
    }

    private void WalkTo(DateOnly date)
    {
        if (!_open && _contract.Terms.DrawnOn <= date)
        {
            Open();
        }

        while (_open)
        {
            var due = NextDueOn;
            var next = _nextEntry < _loan.Entries.Count ? _loan.Entries[_nextEntry].On : (DateOnly?)null;
            if (due <= date && !(next < due))
            {
                FallDue(due.Value);
            }
            else if (next <= date)
            {
                Take(_loan.Entries[_nextEntry++]);
            }
            else
            {
                return;
            }
        }
    }

    private DateOnly? NextDueOn
    {
        get
        {
            var plan = _plan.NextDueOn;
            var carried = _carried.Count > 0 ? _carried[0].DueOn : (DateOnly?)null;
            return plan is null || carried < plan ? carried ?? plan : plan;
        }
    }

    private void Open()
    {
        var terms = _contract.Terms;
        _open = true;
        _books.Drawn(terms.DrawnOn, terms.Principal.MinorUnits);
        if (_contract.FeeAtDraw.IsPositive)
        {
            ChargeFee(terms.DrawnOn, _contract.FeeAtDraw.MinorUnits);
        }
    }

    private void FallDue(DateOnly date)
    {
        BringCarried(date);
        if (_plan.NextDueOn == date)
        {
            var (number, dueOn, principal, interest) = _plan.TakeDue();
            var fee = _contract.InstalmentFee.MinorUnits;
            Add(new OpenRow(_numberOffset + number, dueOn, principal, interest, fee));
            _books.InterestDue(date, interest);
            _books.FeeDue(date, fee);
        }

        Allocate(date);
    }

    private void Take(LoanEntry entry)
    {
        switch (entry)
        {
            case LoanEntry.Repaid e:
                Repay(e);
                break;
            case LoanEntry.FeeCharged e:
                ChargeFee(e.On, e.Amount.MinorUnits);
                Allocate(e.On);
                break;
            case LoanEntry.Refunded e:
                Refund(e);
                break;
            case LoanEntry.Restructured e:
                Restructure(e);
                break;
            case LoanEntry.WrittenOff e:
                WriteOff(e.On);
                break;
            case LoanEntry.Paused:
                // Pauses are read where days are counted.
                break;
            default:
                throw new InvalidOperationException($"Unknown entry {entry}.");
        }
    }

    // By due date, and of one day as they came: arrears brought forward may be due later than what falls due next.
    private void Add(OpenRow row)
    {
        var at = _rows.Count;
        while (at > 0 && _rows[at - 1].DueOn > row.DueOn)
        {
            at--;
        }

        _rows.Insert(at, row);
    }

    private void ChargeFee(DateOnly on, long fee)
    {
        _books.FeeDue(on, fee);
        Add(new OpenRow(0, on, 0, 0, fee));
    }

    private void Restructure(LoanEntry.Restructured e)
    {
        if (_writtenOff is not null || _plan.Balance + _rows.Sum(row => row.Unpaid) == 0)
        {
            return;
        }

        Age(e.On);
        var charged = _plan.Charge(e.On);
        _books.InterestDue(e.On, charged);
        var arrears = new Parts(0, 0, charged, 0).Plus(TakeUnpaid());
        _numberOffset += _plan.LastNumber;
        var balance = _plan.Abandon() + arrears.Principal;
        arrears = arrears with { Principal = 0 };
        _restructured = true;
        if (balance == 0)
        {
            _carried.Add((e.On, arrears));
            return;
        }

        var principal = new Money(balance, _contract.Terms.Principal.Currency);
        _plan = new RepaymentPlan(_contract.TermsOf(principal, e.On, e.Plan), _pauses);
        if (arrears.Total > 0)
        {
            _carried.Add((_plan.NextDueOn!.Value, arrears));
        }
    }

    private void WriteOff(DateOnly on)
    {
        if (_writtenOff is not null)
        {
            return;
        }

        Age(on);
        var owed = TakeUnpaid() is var unpaid
            ? unpaid with
            {
                Principal = unpaid.Principal + _plan.Abandon(),
            }
            : default;
        _books.WrittenOff(on, owed);
        _writtenOff = owed;
    }

    private void Age(DateOnly date)
    {
        foreach (var row in _rows)
        {
            row.Age(date, _servicing, _plan.Rate, _contract.Terms.Rounding, _pauses);
        }
    }

    private Parts TakeUnpaid()
    {
        var unpaid = default(Parts);
        foreach (var row in _rows)
        {
            unpaid = unpaid.Plus(row.TakeUnpaid());
        }

        foreach (var (_, owed) in _carried)
        {
            unpaid = unpaid.Plus(owed);
        }

        _carried.Clear();
        return unpaid;
    }

    private void BringCarried(DateOnly upTo)
    {
        while (_carried.Count > 0 && _carried[0].DueOn <= upTo)
        {
            Add(OpenRow.CarriedOver(0, _carried[0].DueOn, _carried[0].Owed));
            _carried.RemoveAt(0);
        }
    }
}
