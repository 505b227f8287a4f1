using Headroom.Primitives;

namespace Headroom.Lending;

internal sealed partial class LoanReplay
{
    private void Repay(LoanEntry.Repaid e)
    {
        _books.Received(e.On, e.Amount.MinorUnits);
        _credit += e.Amount.MinorUnits;
        if (_writtenOff is { } lost)
        {
            Recover(e.On, lost.Total);
            return;
        }

        Allocate(e.On);
        if (_credit == 0)
        {
            return;
        }

        // Who pays all that is owed closes the loan, whatever the money was meant for.
        var prepay = e.Intent != RepaymentIntent.Scheduled || _plan.Terms.Method == RepaymentMethod.AnyTime;
        if (prepay || _credit >= Settlement(e.On))
        {
            Prepay(e.On, keepInstalment: e.Intent == RepaymentIntent.PrepayKeepInstalment);
        }
    }

    private void Recover(DateOnly on, long claim)
    {
        var amount = Math.Min(_credit, claim - _recovered);
        _recovered += amount;
        _credit -= amount;
        _books.Recovered(on, amount);
    }

    private void Refund(LoanEntry.Refunded e)
    {
        var amount = Math.Min(_credit, e.Amount.MinorUnits);
        var beyond = e.Amount.MinorUnits - amount;
        _credit -= amount;
        _books.Refunded(e.On, amount, beyond);
        if (beyond > 0)
        {
            // A reversal that became known after the refund leaves the borrower owing it back.
            Add(new OpenRow(0, e.On, 0, 0, beyond));
        }
    }

    /// <summary>Pays what is due, in the contract's order, with the money at hand.</summary>
    private void Allocate(DateOnly date)
    {
        if (_credit == 0)
        {
            return;
        }

        Age(date);
        var from = 0;
        while (from < _rows.Count && _credit > 0)
        {
            var to = _rows.Count;
            if (_servicing.Allocation == AllocationOrder.OldestInstalmentFirst)
            {
                // What fell due on one day, an instalment and its fees, is one: its components are paid in order.
                to = from + 1;
                while (to < _rows.Count && _rows[to].DueOn == _rows[from].DueOn)
                {
                    to++;
                }
            }

            PayByComponent(from, to, date);
            from = to;
        }
    }

    private void PayByComponent(int from, int to, DateOnly date)
    {
        // What is settled stays settled: nothing is added to it.
        while (from < to && _rows[from].SettledOn is not null)
        {
            from++;
        }

        for (var place = 0; place < 4; place++)
        {
            for (var i = from; i < to && _credit > 0; i++)
            {
                Pay(_rows[i], _servicing.Components[place], date);
            }
        }
    }

    private void Pay(OpenRow row, LoanComponent component, DateOnly date)
    {
        var used = row.Pay(component, _credit, date, _servicing.GraceDays, _pauses);
        if (used > 0)
        {
            _credit -= used;
            _books.Allocated(date, component, used);
        }
    }

    // Interest up to the day first, then principal with its fee; what does not reach principal waits for the next due date.
    private void Prepay(DateOnly date, bool keepInstalment)
    {
        BringCarried(DateOnly.MaxValue);
        Allocate(date);
        var accrued = _plan.Accrued(date);
        var principal = PrincipalWithin(_credit - accrued);
        if (principal <= 0)
        {
            return;
        }

        var charged = _plan.Charge(date);
        var fee = PrepaymentFee(principal);
        _plan.Prepay(principal, charged, keepInstalment);
        _books.InterestDue(date, charged);
        _books.FeeDue(date, fee);
        Add(new OpenRow(0, date, principal, charged, fee));
        Allocate(date);
    }

    /// <summary>The most principal that an amount pays for together with its fee.</summary>
    private long PrincipalWithin(long amount)
    {
        if (amount <= 0)
        {
            return 0;
        }

        var principal = (long)(amount / (1 + _servicing.PrepaymentFeeShare)).Round(0, Rounding.Down);
        while (principal + 1 + PrepaymentFee(principal + 1) <= amount)
        {
            principal++;
        }

        return Math.Min(principal, _plan.Balance);
    }

    private long PrepaymentFee(long principal) =>
        (long)(principal * _servicing.PrepaymentFeeShare).Round(0, _contract.Terms.Rounding);

    /// <summary>What closes the loan on a date beyond what is due, before any credit.</summary>
    private long Settlement(DateOnly date) =>
        _plan.Accrued(date)
        + _plan.Balance
        + PrepaymentFee(_plan.Balance)
        + _carried.Sum(carried => carried.Owed.Total);
}
