using System.Globalization;
using Headroom.Lending;
using Headroom.Operations.Borrowers;
using Headroom.Primitives;

namespace Headroom.Operations.Notices;

/// <summary>How a contact is made: what is sent and what a person does both count.</summary>
public enum ContactChannel
{
    /// <summary>A message that is sent.</summary>
    Message,

    /// <summary>A call that a collector makes.</summary>
    Call,
}

/// <summary>One contact with a borrower: everything that is to be said on its channel that day.</summary>
/// <param name="Borrower">Whom.</param>
/// <param name="Channel">How.</param>
/// <param name="At">The instant from which it may go out.</param>
/// <param name="LocalTime">The same on the borrower's own wall, yyyy-MM-dd HH:mm.</param>
/// <param name="TimeZone">The borrower's time zone (IANA).</param>
/// <param name="Deferred">Why it could not go out at the time wished for, as a refusal's code; null where it may.</param>
/// <param name="About">What it says, lateness first.</param>
public sealed record PlannedNotice(
    BorrowerId Borrower,
    ContactChannel Channel,
    DateTimeOffset At,
    string LocalTime,
    string TimeZone,
    string? Deferred,
    IReadOnlyList<LoanNotice> About
);

/// <summary>
/// Plans what borrowers are told about their loans on a date. Every contact passes <see cref="ContactRules"/> on the
/// borrower's own clock and waits for the next permitted time rather than be lost. A plan writes nothing: asked again,
/// it says the same.
/// </summary>
public static class NoticePlanning
{
    private const int BorrowersPerPage = 1000;

    // The kind of signal that records a contact with a borrower, and may name the zone that the borrower lives in.
    private const string Contact = "contact";

    /// <summary>The contacts of a date, today where it is null, wished for at a time of the borrowers' day.</summary>
    public static async Task<IReadOnlyList<PlannedNotice>> PlanNoticesAsync(
        this HeadroomSystem system,
        DateOnly? date = null,
        TimeOnly? wanted = null,
        ContactRules? rules = null,
        CancellationToken ct = default
    )
    {
        var on = date ?? system.Calendar.DateAt(system.Now);
        var time = wanted ?? new TimeOnly(9, 0);
        var planned = new List<PlannedNotice>();
        for (BorrowerId? after = null; ; )
        {
            var page = await system.Store.ScanBorrowersAsync(after, BorrowersPerPage, ct);
            foreach (var stored in page)
            {
                var state = BorrowerModel.Instance.Load(stored.Borrower, stored.State);
                planned.AddRange(Plan(state, on.ToDateTime(time), system.Calendar, rules ?? new ContactRules()));
            }

            if (page.Count < BorrowersPerPage)
            {
                return planned;
            }

            after = page[^1].Borrower;
        }
    }

    /// <summary>The contacts with one borrower, wished for at a local time.</summary>
    public static IEnumerable<PlannedNotice> Plan(
        BorrowerState state,
        DateTime wanted,
        BusinessCalendar lender,
        ContactRules rules
    )
    {
        var date = DateOnly.FromDateTime(wanted);
        LoanNotice[] notices = [.. state.Loans.SelectMany(loan => LoanNotices.On(loan, date, new NoticeRules()))];
        if (notices.Length == 0)
        {
            yield break;
        }

        var calendar = ZoneOf(state) ?? lender;
        var made = state
            .Signals.Signals.Where(signal => signal.Kind == Contact)
            .CountBy(signal => calendar.DateAt(signal.OccurredAt))
            .ToDictionary();

        // One message and one call, however many loans there are: whoever borrows often is not pestered for it.
        foreach (var channel in Enum.GetValues<ContactChannel>())
        {
            LoanNotice[] about =
            [
                .. notices
                    .Where(notice => (notice.Kind == NoticeKind.Collection) == (channel == ContactChannel.Call))
                    .OrderByDescending(notice => notice.Kind),
            ];
            if (about.Length > 0)
            {
                var at = rules.Earliest(wanted, day => made.GetValueOrDefault(day));
                var day = DateOnly.FromDateTime(at);
                var deferred = rules.Check(TimeOnly.FromDateTime(wanted), made.GetValueOrDefault(date));
                made[day] = made.GetValueOrDefault(day) + 1;
                yield return new PlannedNotice(
                    state.Id,
                    channel,
                    calendar.InstantOf(at),
                    at.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
                    calendar.Zone,
                    deferred?.Code,
                    about
                );
            }
        }
    }

    // A zone that nobody knows is as if none had been said.
    private static BusinessCalendar? ZoneOf(BorrowerState state)
    {
        var newest = state
            .Signals.Signals.Where(signal => signal.Kind == Contact && signal["timeZone"].IsKnown)
            .MaxBy(signal => signal.OccurredAt);
        return
            newest is not null && BusinessCalendar.Create(newest["timeZone"].AsText, [], []).TryGet(out var zone, out _)
            ? zone
            : null;
    }
}
