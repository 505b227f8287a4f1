using Headroom.Lending;
using Headroom.Operations.Books;
using Headroom.Operations.Loans;
using Headroom.Primitives;
using Headroom.Store;
using static Headroom.Operations.Tests.Loans.LendingScene;

namespace Headroom.Operations.Tests.Loans;

/// <summary>The general ledger over a store: booked on the day it became known, balanced, and never rewritten.</summary>
public sealed class LedgerTests
{
    [Fact]
    public async Task Draws_dues_and_repayments_are_booked_on_their_days()
    {
        await using var scene = await OpenAsync(new InMemoryStore(), "2026-01-15");
        await scene.OpenLineAsync("B1");
        var loan = await scene.DrawAsync("B1");
        scene.GoTo("2026-02-15");
        await scene.EndDayAsync();
        scene.GoTo("2026-02-16");
        await scene.RepayAsync("B1", loan, 918.20m);

        var days = await DaysAsync(scene, "2026-01-01", "2026-02-16");
        days.ShouldBe(
            [
                "01-15 LoanPrincipal 10000 0",
                "01-15 Cash 0 10000",
                "02-15 InterestReceivable 155 0",
                "02-15 InterestIncome 0 155",
                "02-16 Cash 918.2 0",
                "02-16 LoanPrincipal 0 762.63",
                "02-16 InterestReceivable 0 155",
                "02-16 BorrowerCredit 918.2 918.2",
                "02-16 PenaltyIncome 0 0.57",
            ],
            ignoreOrder: true
        );
    }

    [Fact]
    public async Task A_backdated_repayment_and_a_reversal_are_booked_today_and_leave_the_days_before_as_they_were()
    {
        await using var scene = await OpenAsync(new InMemoryStore(), "2026-01-15");
        await scene.OpenLineAsync("B1");
        var loan = await scene.DrawAsync("B1");
        scene.GoTo("2026-02-20");
        await scene.EndDayAsync();
        var before = await DaysAsync(scene, "2026-01-01", "2026-02-20");

        scene.GoTo("2026-02-22");
        var paid = await scene.RepayAsync("B1", loan, 917.63m, on: "2026-02-15");
        scene.GoTo("2026-02-23");
        var request = new RequestEnvelope(Actor.System("test"));
        await scene.System.ReverseEntryAsync(Id("B1"), loan, paid.Entry, "bounced", request);

        (await DaysAsync(scene, "2026-01-01", "2026-02-20")).ShouldBe(before);
        var booked = await DaysAsync(scene, "2026-02-22", "2026-02-22");
        booked.ShouldContain("02-22 LoanPrincipal 0 762.63");
        var undone = await DaysAsync(scene, "2026-02-23", "2026-02-23");
        undone.ShouldContain("02-23 LoanPrincipal 0 -762.63");
        await ShouldReconcileAsync(scene, loan);
    }

    [Fact]
    public async Task Balances_are_carried_forward_and_the_trial_balance_is_zero()
    {
        await using var scene = await OpenAsync(new InMemoryStore(), "2026-01-15");
        await scene.OpenLineAsync("B1");
        await scene.DrawAsync("B1");
        scene.GoTo("2026-02-15");
        await scene.EndDayAsync();

        var report = (await scene.System.ReadLedgerAsync(Date("2026-02-15"), Date("2026-02-15"))).Value;
        var principal = report.Accounts.Single(account => account.Account == Account.LoanPrincipal);
        principal.ShouldBe(new LedgerAccount(Account.LoanPrincipal, Cny(10_000), Cny(0), Cny(0), Cny(10_000)));
        report.Trial.ShouldBe([new LedgerTrial(Cny(10_155), Cny(10_155), Cny(0))]);
    }

    [Theory]
    [InlineData("2026-02-02", "2026-02-01", "ledger-range-empty")]
    [InlineData("2024-01-01", "2026-02-01", "ledger-range-too-long")]
    [InlineData("2026-02-16", "2026-02-16", "date-in-future")]
    public async Task A_range_that_cannot_be_is_refused(string from, string to, string code)
    {
        await using var scene = await OpenAsync(new InMemoryStore(), "2026-02-15");
        (await scene.System.ReadLedgerAsync(Date(from), Date(to))).Refusal!.Code.ShouldBe(code);
        (await scene.System.ReadLedgerAsync(DateOnly.MinValue, DateOnly.MinValue)).Value.Days.ShouldBeEmpty();
    }

    private static async Task ShouldReconcileAsync(LendingScene scene, DrawId loan)
    {
        var position = (await scene.StateAsync("B1")).LoanOf(loan)!.At(Date("2026-02-23"));
        var ledger = (await scene.System.ReadLedgerAsync(Date("2026-02-23"), Date("2026-02-23"))).Value;
        var closing = ledger.Accounts.ToDictionary(account => account.Account, account => account.Closing);
        closing[Account.LoanPrincipal].ShouldBe(position.Principal);
        closing[Account.InterestReceivable].ShouldBe(position.Arrears.Interest);
        ledger.Trial[0].Difference.ShouldBe(Cny(0));
    }

    private static async Task<List<string>> DaysAsync(LendingScene scene, string from, string to) =>
        [
            .. (await scene.System.ReadLedgerAsync(Date(from), Date(to))).Value.Days.Select(day =>
                FormattableString.Invariant(
                    $"{day.On:MM-dd} {day.Account} {day.Debits.Amount:0.##} {day.Credits.Amount:0.##}"
                )
            ),
        ];
}
