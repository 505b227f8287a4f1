using Headroom.Lending;
using Headroom.Operations.Borrowers;
using Headroom.Operations.Notices;
using Headroom.Primitives;
using Headroom.Profiles;

namespace Headroom.Operations.Tests.Notices;

/// <summary>Contacts pass the rules on the borrower's own clock, and wait rather than be lost.</summary>
public class NoticePlanTests
{
    private static readonly DateTimeOffset Begin = new(2026, 1, 15, 4, 0, 0, TimeSpan.Zero);
    private static readonly DateTime Due = new(2026, 2, 15, 9, 0, 0);

    [Fact]
    public void A_reminder_goes_out_at_the_time_wished_for_on_the_lenders_clock()
    {
        var notice = Plan(State(), Due).ShouldHaveSingleItem();
        notice.At.ShouldBe(new DateTimeOffset(2026, 2, 15, 1, 0, 0, TimeSpan.Zero));
        (notice.TimeZone, notice.Channel, notice.Deferred).ShouldBe(("Asia/Shanghai", ContactChannel.Message, null));
        notice.About.ShouldHaveSingleItem().Kind.ShouldBe(NoticeKind.DueToday);
    }

    [Fact]
    public void The_borrowers_own_zone_counts_and_an_unknown_one_does_not()
    {
        var away = Plan(State(Contacted(Begin, "timeZone", "America/New_York")), Due).ShouldHaveSingleItem();
        away.At.ShouldBe(new DateTimeOffset(2026, 2, 15, 14, 0, 0, TimeSpan.Zero));
        away.LocalTime.ShouldBe("2026-02-15 09:00");
        Plan(State(Contacted(Begin, "timeZone", "Nowhere/Land")), Due).Single().TimeZone.ShouldBe("Asia/Shanghai");
    }

    [Fact]
    public void At_night_and_after_three_contacts_it_waits_for_the_next_morning()
    {
        var night = Plan(State(), new DateTime(2026, 2, 15, 22, 30, 0)).ShouldHaveSingleItem();
        (night.LocalTime, night.Deferred).ShouldBe(("2026-02-16 08:00", "contact-quiet-hours"));
        var calls = Enumerable
            .Range(0, 3)
            .Select(hour => Contacted(new DateTimeOffset(2026, 2, 15, hour, 30, 0, TimeSpan.Zero), "channel", "phone"));
        var often = Plan(State([.. calls]), Due).ShouldHaveSingleItem();
        (often.LocalTime, often.Deferred).ShouldBe(("2026-02-16 08:00", "contact-too-often"));
    }

    [Fact]
    public void Many_loans_make_one_message_and_one_call()
    {
        var state = State() with
        {
            Loans = [.. Enumerable.Range(0, 5).Select(number => Loan(number, Begin.AddMonths(-number)))],
        };
        var planned = Plan(state, new DateTime(2026, 2, 15, 9, 0, 0));
        planned.Count(notice => notice.Channel == ContactChannel.Message).ShouldBe(1);
        planned
            .SelectMany(notice => notice.About)
            .Select(notice => notice.Loan)
            .Distinct()
            .Count()
            .ShouldBeGreaterThan(3);
    }

    private static List<PlannedNotice> Plan(BorrowerState state, DateTime wanted) =>
        [.. NoticePlanning.Plan(state, wanted, BusinessCalendar.Default, new ContactRules())];

    private static BorrowerState State(params Signal[] signals) =>
        new()
        {
            Id = BorrowerId.Parse("B1").Value,
            Currency = Currency.CNY,
            Loans = [Loan(0, Begin)],
            Signals = SignalHistory.Of(signals),
        };

    private static Signal Contacted(DateTimeOffset at, string name, string value) =>
        new(
            new SignalId(SortableId.Of(at, new byte[10])),
            "contact",
            at,
            at,
            "collections",
            new Dictionary<string, SignalValue> { [name] = SignalValue.Text(value) }
        );

    private static Loan Loan(int number, DateTimeOffset drawn)
    {
        var terms = new ScheduleTerms(
            new Money(1_000_000, Currency.CNY),
            DateOnly.FromDateTime(drawn.Date),
            12,
            RepaymentMethod.EqualInstalment,
            new LoanRate(0.0005m, DayCount.Daily)
        );
        var none = Money.Zero(Currency.CNY);
        var id = new DrawId(SortableId.Of(Begin.AddSeconds(number), new byte[10]));
        return new Loan(
            new LoanContract(id, "consumer", "travel", terms, none, none, new ServicingTerms(), ContentHash.Of([1])),
            []
        );
    }
}
