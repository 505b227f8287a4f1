namespace Headroom.Lending.Simulation;

internal sealed partial class LoanAuditor
{
    private void Repay(LoanEntry.Repaid fact)
    {
        _credit += fact.Amount.MinorUnits;
        if (_lost)
        {
            var recovered = Math.Min(_credit, _claim);
            _claim -= recovered;
            _credit -= recovered;
            return;
        }

        PayWhatIsDue();
        var all =
            Round(RunningInterest() / _year) + _balance + Fee(_balance) + _deferred.Sum(row => row.Unpaid(Factor));
        if (
            _credit > 0
            && (fact.Intent != RepaymentIntent.Scheduled || _method == RepaymentMethod.AnyTime || _credit >= all)
        )
        {
            Prepay(fact.On, fact.Intent == RepaymentIntent.PrepayKeepInstalment);
        }
    }

    private void PayWhatIsDue()
    {
        var oldest = _rows.OrderBy(row => row.DueOn).ToList();
        var groups =
            _servicing.Allocation == AllocationOrder.ComponentFirst
                ? [oldest]
                : oldest.GroupBy(row => row.DueOn).Select(group => group.ToList()).ToList();
        foreach (var group in groups)
        {
            for (var place = 0; place < 4; place++)
            {
                foreach (var row in group)
                {
                    _credit -= row.Pay(_servicing.Components[place], _credit, Factor);
                }
            }
        }
    }

    private void Prepay(DateOnly day, bool keepInstalment)
    {
        _rows.AddRange(_deferred);
        _deferred.Clear();
        PayWhatIsDue();
        var interest = Round(RunningInterest() / _year);
        var principal = Math.Min(_balance, Largest(_credit - interest));
        if (principal <= 0)
        {
            return;
        }

        var before = Outlook(_since);
        _carry = RunningInterest() - ((decimal)interest * _year);
        (_since, _nights) = (day, 0);
        _balance -= principal;
        _credit -= interest + principal + Fee(principal);
        if (_balance > 0)
        {
            Replan(day, keepInstalment, interest, before);
        }
    }

    // A kept instalment lets the last due dates fall away; a lower one must not make the rest dearer than before.
    private void Replan(DateOnly day, bool keepInstalment, long charged, (long Interest, int Rows) before)
    {
        var old = _level;
        var levelled =
            before.Rows - _grace > 1 && _method is RepaymentMethod.EqualInstalment or RepaymentMethod.EqualPrincipal;
        if (keepInstalment && levelled)
        {
            Shorten(day);
            return;
        }

        _level = LevelFrom(day);
        if (levelled && charged + Outlook(day).Interest > before.Interest)
        {
            _level = old;
            Shorten(day);
        }
    }

    private void Shorten(DateOnly day)
    {
        var rows = Outlook(day).Rows;
        _dueDates.RemoveRange(rows, _dueDates.Count - rows);
    }

    private long Fee(long principal) => Round(principal * _servicing.PrepaymentFeeShare);

    private long Largest(long money)
    {
        var principal = Math.Max(0, (long)(money / (1 + _servicing.PrepaymentFeeShare)) + 2);
        while (principal > 0 && principal + Fee(principal) > money)
        {
            principal--;
        }

        return principal;
    }
}
