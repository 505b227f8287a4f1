using Headroom.Assessment;
using Headroom.Lending;
using Headroom.Operations.Borrowers;
using Headroom.Operations.Json;
using Headroom.Operations.Loans;
using Headroom.Operations.ReadBorrower;
using Headroom.Operations.Verify;
using Headroom.Primitives;
using Headroom.Store;

namespace Headroom.Operations.Tests.Loans;

/// <summary>A loan's life over a real store: quoted, drawn, repaid, reversed; the line follows.</summary>
public sealed class LoanOperationsTests
{
    private static readonly BorrowerId Who = BorrowerId.Parse("B1").Value;
    private static readonly DateTimeOffset Drawn = new(2026, 1, 15, 4, 0, 0, TimeSpan.Zero);
    private static readonly PlanDraft Plan = new(Cny(10_000), "travel", RepaymentMethod.EqualInstalment, 12);

    [Fact]
    public async Task What_was_signed_is_drawn_and_headroom_comes_back_with_principal()
    {
        await using var system = await OpenAsync();
        var loan = await DrawAsync(system);
        (await HeadroomAsync(system, Drawn)).ShouldBe(Cny(40_000));

        var paid = await RepayAsync(system, loan, "2026-02-15", 917.63m);
        paid.Position.Arrears.Total.ShouldBe(Cny(0));
        paid.Headroom.ShouldBe(Cny(40_762.63m));

        var reversed = await system.ReverseEntryAsync(Who, loan, paid.Entry, "bounced", At("2026-02-16"));
        var answer = EventJson.Read<EntryAnswer>(reversed.Answer.Value);
        answer.Headroom.ShouldBe(Cny(40_000));
        answer.Position.DaysPastDue.ShouldBe(1);
        var told = (await system.ReadBorrowerAsync(Who)).Value.Timeline.Select(entry => entry.Type).ToList();
        told.ShouldContain("loan.entry-reversed");
        told.ShouldNotContain("books.posted");
    }

    [Fact]
    public async Task A_backdated_repayment_leaves_the_loan_as_if_it_had_been_on_time()
    {
        await using var late = await OpenAsync();
        var loan = await DrawAsync(late);
        await RepayAsync(late, loan, "2026-03-20", 929.07m, at: "2026-03-20");
        await RepayAsync(late, loan, "2026-02-15", 917.63m, at: "2026-03-25");
        var account = (await late.ReadLoansAsync(Who, new DateOnly(2026, 3, 20))).Value.ShouldHaveSingleItem();
        account.Statement.Position.Arrears.Total.ShouldBe(Cny(0));
        account.Statement.Instalments[0].SettledOn.ShouldBe(new DateOnly(2026, 2, 15));
    }

    [Fact]
    public async Task Lateness_holds_the_line_when_it_is_seen_and_paying_frees_it()
    {
        await using var system = await OpenAsync();
        var loan = await DrawAsync(system);
        var some = await RepayAsync(system, loan, "2026-02-25", 1, at: "2026-02-25");
        some.Headroom.ShouldBe(Cny(0));
        var rest = await RepayAsync(
            system,
            loan,
            "2026-02-26",
            some.Position.Arrears.Total.Amount + 0.57m,
            at: "2026-02-26"
        );
        rest.Headroom.ShouldBe(Cny(40_762.63m));
    }

    [Fact]
    public async Task What_was_not_signed_or_may_not_be_is_refused_and_nothing_is_reserved()
    {
        await using var system = await OpenAsync();
        var other = ContentHash.Of("another quote"u8);
        (await RefusalAsync(system.DrawLoanAsync(Who, Plan, other, At("2026-01-15")))).ShouldBe("quote-not-signed");
        var shares = Plan with { Purpose = "stocks" };
        (await RefusalAsync(system.DrawLoanAsync(Who, shares, other, At("2026-01-15")))).ShouldBe("purpose-prohibited");
        var much = Plan with { Amount = Cny(50_001) };
        var hash = LoanQuotes
            .Of(ProductBook.Shipped, await LineAsync(system), much, new DateOnly(2026, 1, 15))
            .Value.Hash;
        (await RefusalAsync(system.DrawLoanAsync(Who, much, hash, At("2026-01-15")))).ShouldBe("draw-exceeds-headroom");
        (await HeadroomAsync(system, Drawn)).ShouldBe(Cny(50_000));
        var nobody = new RepaymentDraft(new DrawId(SortableId.Of(Drawn, new byte[10])), null, Cny(1));
        (await RefusalAsync(system.RepayLoanAsync(Who, nobody, At("2026-02-01")))).ShouldBe("loan-not-found");
    }

    [Fact]
    public async Task The_same_key_draws_once()
    {
        await using var system = await OpenAsync();
        var hash = LoanQuotes
            .Of(ProductBook.Shipped, await LineAsync(system), Plan, new DateOnly(2026, 1, 15))
            .Value.Hash;
        var request = At("2026-01-15") with { IdempotencyKey = "draw-1" };
        var first = await system.DrawLoanAsync(Who, Plan, hash, request);
        var second = await system.DrawLoanAsync(Who, Plan, hash, request);
        second.Repeated.ShouldBeTrue();
        second.Answer.Value.ShouldBe(first.Answer.Value);
        var more = Plan with { Amount = Cny(1_000) };
        (await RefusalAsync(system.DrawLoanAsync(Who, more, hash, request))).ShouldNotBeNull();
        (await HeadroomAsync(system, Drawn)).ShouldBe(Cny(40_000));
    }

    [Fact]
    public async Task The_days_end_holds_who_became_late_once_and_can_be_run_again()
    {
        await using var system = await OpenAsync();
        await DrawAsync(system);
        var due = (await system.EndDayAsync(new DateOnly(2026, 2, 15))).Value;
        (due.Total.Borrowers, due.Total.Loans, due.Total.HoldsPlaced).ShouldBe((1, 1, 0));
        due.Total.Due.ShouldBe([new DueAmounts(Cny(762.63m), Cny(155), Cny(0), Cny(0))]);
        due.Ledger.ShouldContain(new LedgerDay(due.Date, Account.InterestIncome, Cny(0), Cny(155)));

        // Late on the 16th, in the stage that holds on the 19th: the missed day first.
        var late = (await system.EndDayAsync(new DateOnly(2026, 2, 19))).Value;
        late.Days.Select(day => (day.Date.Day, day.StagesChanged, day.HoldsPlaced)).ShouldBe([(16, 1, 0), (19, 1, 1)]);
        (await HeadroomAsync(system, Drawn.AddDays(40))).ShouldBe(Cny(0));
        (await system.EndDayAsync(new DateOnly(2026, 2, 19))).Value.Days.ShouldBeEmpty();
        (await LineAsync(system)).Holds.Count.ShouldBe(1);

        var future = system.Calendar.DateAt(system.Now).AddDays(1);
        (await system.EndDayAsync(future)).Refusal!.Code.ShouldBe("date-in-future");
    }

    [Fact]
    public async Task A_store_with_loans_verifies()
    {
        await using var system = await OpenAsync();
        var loan = await DrawAsync(system);
        await RepayAsync(system, loan, "2026-02-15", 917.63m);
        var report = await system.VerifyAsync();
        report.Findings.ShouldBeEmpty();
    }

    private static async Task<HeadroomSystem> OpenAsync()
    {
        var system = await HeadroomSystem.OpenAsync(new HeadroomOptions { Store = "memory:" });
        var outcome = await system.SubmitAsync(
            Who,
            At("2026-01-01"),
            "test-line",
            "B1",
            turn =>
            {
                turn.Add(new BorrowerEvent.Registered(BorrowerKind.Person, Currency.CNY));
                var opening = new DrawId(turn.NextId());
                var line = new LineCommand.ImportLine(
                    "consumer",
                    Cny(50_000),
                    Rate.Daily(0.0005m),
                    null,
                    null,
                    null,
                    opening,
                    Cny(0)
                );
                return turn.AskAndEnd(line, "done");
            }
        );
        outcome.Answer.Refusal.ShouldBeNull();
        return system;
    }

    private static async Task<DrawId> DrawAsync(HeadroomSystem system)
    {
        var hash = LoanQuotes
            .Of(ProductBook.Shipped, await LineAsync(system), Plan, new DateOnly(2026, 1, 15))
            .Value.Hash;
        var outcome = await system.DrawLoanAsync(Who, Plan, hash, At("2026-01-15"));
        return EventJson.Read<LoanAnswer>(outcome.Answer.Value).Loan;
    }

    private static async Task<EntryAnswer> RepayAsync(
        HeadroomSystem system,
        DrawId loan,
        string on,
        decimal amount,
        string? at = null
    )
    {
        var draft = new RepaymentDraft(loan, DateOnly.Parse(on, null), Cny(amount));
        var outcome = await system.RepayLoanAsync(Who, draft, At(at ?? on));
        outcome.Answer.Refusal.ShouldBeNull();
        return EventJson.Read<EntryAnswer>(outcome.Answer.Value);
    }

    private static async Task<string?> RefusalAsync(ValueTask<CommandOutcome> outcome) =>
        (await outcome).Answer.Refusal?.Code;

    private static async Task<Line> LineAsync(HeadroomSystem system) =>
        BorrowerModel.Instance.Load(Who, (await system.Store.ReadBorrowerAsync(Who))!.State).Line;

    private static async Task<Money> HeadroomAsync(HeadroomSystem system, DateTimeOffset at) =>
        (await LineAsync(system)).HeadroomAt(at).Headroom;

    private static RequestEnvelope At(string date) =>
        new(
            Actor.System("test"),
            At: new DateTimeOffset(DateOnly.Parse(date, null), new TimeOnly(4, 0), TimeSpan.Zero)
        );

    private static Money Cny(decimal amount) => Money.FromAmount(amount, Currency.CNY, Rounding.HalfUp);
}
