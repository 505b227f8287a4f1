using Headroom.Primitives;

namespace Headroom.Lending;

internal sealed partial class LoanReplay
{
    private LoanPosition Position(DateOnly date)
    {
        Age(date);
        var unpaid = default(Parts);
        foreach (var row in _rows)
        {
            unpaid = unpaid.Plus(row.Due.Minus(row.Paid));
        }

        var late = DaysPastDue(date);
        var lost = _writtenOff is not null;
        var owed = unpaid.Total + _plan.Balance + _carried.Sum(carried => carried.Owed.Total);
        var claim = lost ? _writtenOff!.Value.Total - _recovered : 0;
        return new LoanPosition(
            date,
            lost ? LoanStatus.WrittenOff
                : owed == 0 ? LoanStatus.Settled
                : LoanStatus.Active,
            Amount(_plan.Balance + unpaid.Principal),
            Owed(unpaid),
            Owed(_carried.Aggregate(default(Parts), (sum, carried) => sum.Plus(carried.Owed))),
            Amount(_plan.Accrued(date)),
            Amount(_credit),
            Amount(lost ? claim : Math.Max(0, unpaid.Total + Settlement(date) - _credit)),
            late,
            claim > 0 ? DelinquencyStage.Over90 : Delinquency.Stage(late),
            Delinquency.Class(late, _restructured && owed > 0, lost),
            Delinquency.Ifrs9Stage(late, _restructured && owed > 0, lost),
            Amount(claim),
            NextOn(date)
        );
    }

    private LoanStatement Statement(DateOnly date)
    {
        var position = Position(date);
        return new LoanStatement(
            position,
            [.. _rows.Select(row => State(row, date)), .. _plan.Remaining.Select(Upcoming)]
        );
    }

    private int DaysPastDue(DateOnly date) => LateSince() is { } since ? _pauses.AgeingDays(since, date) : 0;

    private DateOnly? LateSince()
    {
        DateOnly? oldest = null;
        foreach (var row in _rows)
        {
            oldest = row.InArrears && (oldest is null || row.DueOn < oldest) ? row.DueOn : oldest;
        }

        return oldest;
    }

    private DateOnly? NextOn(DateOnly date)
    {
        var next = NextDueOn;
        if (LateSince() is { } since)
        {
            foreach (var threshold in Delinquency.Thresholds)
            {
                var on = _pauses.AfterAgeingDays(since, threshold);
                if (on > date)
                {
                    return next is null || on < next ? on : next;
                }
            }
        }

        return next;
    }

    private InstalmentState State(OpenRow row, DateOnly date)
    {
        var late = _pauses.AgeingDays(row.DueOn, date);
        var status =
            row.Unpaid == 0 ? InstalmentStatus.Settled
            : late > _servicing.GraceDays ? InstalmentStatus.Overdue
            : late > 0 ? InstalmentStatus.Grace
            : row.Paid.Total > 0 ? InstalmentStatus.PartPaid
            : InstalmentStatus.Due;
        return new InstalmentState(row.Number, row.DueOn, Owed(row.Due), Owed(row.Paid), status, row.SettledOn);
    }

    private InstalmentState Upcoming(Instalment row) =>
        new(
            _numberOffset + row.Number,
            row.DueOn,
            new Owed(_contract.InstalmentFee, Amount(0), row.Interest, row.Principal),
            Owed(default),
            InstalmentStatus.Upcoming,
            null
        );

    private Owed Owed(Parts parts) =>
        new(Amount(parts.Fee), Amount(parts.Penalty), Amount(parts.Interest), Amount(parts.Principal));

    private Money Amount(long minorUnits) => new(minorUnits, _contract.Terms.Principal.Currency);
}
