using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Headroom.Assessment;
using Headroom.Lending;
using Headroom.Operations;
using Headroom.Operations.Borrowers;
using Headroom.Operations.Loans;
using Headroom.Primitives;
using Headroom.Store;
using Headroom.Testing;

namespace Headroom.Product.Tests.CommandLine;

/// <summary>A lender's end of the day and general ledger, as the command line gives them, on each store.</summary>
public sealed class DayEndWalkTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static readonly PlanDraft Plan = new(Cny(10_000), "travel", RepaymentMethod.EqualInstalment, 12);

    // Everything happened so many days ago, so that an instalment is due, late and beyond the stage that holds.
    private static readonly DateTimeOffset DrawnAt = TimeProvider.System.GetUtcNow().AddDays(-45);

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task Missed_days_are_ended_once_and_the_ledger_balances(string kind)
    {
        using var store = await TestStore.OpenAsync(kind, postgres);
        await LendAsync(store.Text, 3);
        var report = await HeadroomProcess.JsonAsync("day-end", "--store", store.Text);
        Sum(report, "holdsPlaced").ShouldBe(3);
        Sum(report, "stagesChanged").ShouldBe(6);
        report.GetProperty("days").GetArrayLength().ShouldBeGreaterThanOrEqualTo(3);

        var again = await HeadroomProcess.RunAsync("day-end", "--store", store.Text);
        again.Exit.ShouldBe(0, again.Errors);
        again.Output.ShouldContain("nothing fell due, crossed a stage or ran out");

        var today = Text(BusinessCalendar.Default.DateAt(TimeProvider.System.GetUtcNow()));
        var drawnOn = Text(BusinessCalendar.Default.DateAt(DrawnAt));
        var ledger = await HeadroomProcess.JsonAsync("ledger", "--from", drawnOn, "--to", today, "--store", store.Text);
        var trial = ledger.GetProperty("trial").EnumerateArray().ShouldHaveSingleItem();
        trial.GetProperty("difference").GetProperty("minorUnits").GetInt64().ShouldBe(0);
        Account(ledger, "loan-principal").ShouldBe(3_000_000);
        Account(ledger, "interest-receivable").ShouldBe(-Account(ledger, "interest-income"));
        var table = await HeadroomProcess.RunAsync("ledger", "--date", drawnOn, "--store", store.Text, "--lang", "zh");
        table.Output.ShouldContain("贷款本金");
        table.Output.ShouldContain("30000.00");

        (await HeadroomProcess.JsonAsync("verify", "--store", store.Text))
            .GetProperty("findingsCount")
            .GetInt64()
            .ShouldBe(0);
    }

    [Fact]
    public async Task A_run_that_is_killed_is_run_again_and_leaves_everyone_ended_once()
    {
        const int Borrowers = 400;
        using var store = TestStore.Sqlite();
        await LendAsync(store.Text, Borrowers);
        await using (var watch = await StoreOpener.OpenAsync(store.Text))
        {
            using var run = Process.Start(HeadroomProcess.Start("day-end", "--store", store.Text))!;
            var anyDay = DateOnly.FromDateTime(DateTime.MaxValue);
            while (
                !run.HasExited
                && await FirstDueAsync(watch, anyDay) <= BusinessCalendar.Default.DateAt(DrawnAt).AddDays(32)
            ) { }

            run.Kill();
            await run.WaitForExitAsync();
        }

        await HeadroomProcess.JsonAsync("day-end", "--store", store.Text);
        var ledger = await HeadroomProcess.JsonAsync("ledger", "--store", store.Text);
        Account(ledger, "loan-principal").ShouldBe(Borrowers * 1_000_000L);
        (Account(ledger, "interest-receivable") % Borrowers).ShouldBe(0);
        await using var after = await StoreOpener.OpenAsync(store.Text);
        var rows = await after.ScanBorrowersAsync(null, Borrowers + 1);
        rows.Count(stored => stored.Row.Holds == "delinquency").ShouldBe(Borrowers);
        rows.Select(stored => stored.Version).Distinct().ShouldHaveSingleItem();
        (await HeadroomProcess.JsonAsync("verify", "--store", store.Text))
            .GetProperty("findingsCount")
            .GetInt64()
            .ShouldBe(0);
    }

    [Fact]
    public async Task A_ledger_that_was_tampered_with_does_not_verify_until_it_is_rebuilt()
    {
        using var store = TestStore.Sqlite();
        await LendAsync(store.Text, 1);
        await using (var connection = await store.OpenFileAsync())
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "UPDATE ledger SET minor_units = minor_units + 1";
            await command.ExecuteNonQueryAsync();
        }

        var (exit, output, _) = await HeadroomProcess.RunAsync("verify", "--store", store.Text);
        exit.ShouldBe(1);
        output.ShouldContain("ledger-differs");
        (await HeadroomProcess.RunAsync("verify", "--rebuild", "--store", store.Text)).Exit.ShouldBe(1);
        (await HeadroomProcess.RunAsync("verify", "--store", store.Text)).Exit.ShouldBe(0);
    }

    [Fact]
    public async Task A_ledger_is_not_rebuilt_from_events_of_which_some_are_lost()
    {
        using var store = TestStore.Sqlite();
        await LendAsync(store.Text, 2);
        await using (var connection = await store.OpenFileAsync())
        {
            await using var command = connection.CreateCommand();
            command.CommandText =
                "DELETE FROM events WHERE place IN (SELECT last_event FROM borrowers ORDER BY borrower LIMIT 1)";
            (await command.ExecuteNonQueryAsync()).ShouldBe(1);
        }

        var before = await LedgerAsync(store.Text);
        before.ShouldNotBeEmpty();
        var (exit, output, _) = await HeadroomProcess.RunAsync("verify", "--rebuild", "--store", store.Text);
        exit.ShouldBe(1);
        output.ShouldContain("ledger-differs");
        (await LedgerAsync(store.Text)).ShouldBe(before);
    }

    [Theory]
    [InlineData("option-malformed", "day-end", "--date", "2026-02-30")]
    [InlineData("option-malformed", "day-end", "--date", "yesterday")]
    [InlineData("date-in-future", "day-end", "--date", "9999-12-31")]
    [InlineData("option-malformed", "ledger", "--from", "01/02/2026")]
    [InlineData("ledger-range-empty", "ledger", "--from", "2026-02-02", "--to", "2026-02-01")]
    [InlineData("ledger-range-too-long", "ledger", "--from", "2024-01-01", "--to", "2026-02-01")]
    [InlineData("ledger-date-or-range", "ledger", "--date", "2026-02-02", "--to", "2026-02-01")]
    [InlineData("date-in-future", "ledger", "--date", "9999-12-31")]
    public async Task A_wrong_date_is_refused_by_name(string code, params string[] arguments)
    {
        using var store = TestStore.Sqlite();
        await (await StoreOpener.OpenAsync(store.Text)).DisposeAsync();
        var (exit, _, errors) = await HeadroomProcess.RunAsync([.. arguments, "--store", store.Text]);
        exit.ShouldBe(2, errors);
        errors.ShouldContain($"[{code}]");
    }

    private static async Task<IReadOnlyList<LedgerRow>> LedgerAsync(string text)
    {
        await using var store = await StoreOpener.OpenAsync(text);
        return await store.ReadLedgerAsync(DateOnly.MinValue, DateOnly.FromDateTime(DateTime.MaxValue));
    }

    private static async Task<DateOnly?> FirstDueAsync(IHeadroomStore store, DateOnly upTo) =>
        (await store.ListDueAsync(upTo, null, 1)) is [var due] ? due.On : null;

    // Lines of 50,000 with a loan of 10,000 each, at the clock of that day.
    private static async Task LendAsync(string store, int borrowers)
    {
        var options = new HeadroomOptions { Store = store, Clock = new ThatDay() };
        await using var system = await HeadroomSystem.OpenAsync(options);
        await Task.WhenAll(Enumerable.Range(0, borrowers).Select(i => LendAsync(system, $"B{i:00000}")));
    }

    private static async Task LendAsync(HeadroomSystem system, string name)
    {
        var id = BorrowerId.Parse(name).Value;
        var request = new RequestEnvelope(Actor.System("test"));
        var opened = await system.SubmitAsync(
            id,
            request,
            "test-line",
            name,
            turn =>
            {
                turn.Add(new BorrowerEvent.Registered(BorrowerKind.Person, Currency.CNY));
                var opening = new DrawId(turn.NextId());
                var rate = Rate.Daily(0.0005m);
                return turn.AskAndEnd(
                    new LineCommand.ImportLine("consumer", Cny(50_000), rate, null, null, null, opening, Cny(0)),
                    "done"
                );
            }
        );
        opened.Answer.Refusal.ShouldBeNull();
        var quote = (await system.QuoteLoanAsync(id, Plan)).Value;
        (await system.DrawLoanAsync(id, Plan, quote.Hash, request)).Answer.Refusal.ShouldBeNull();
    }

    private static long Sum(JsonElement report, string member) =>
        report.GetProperty("days").EnumerateArray().Sum(day => day.GetProperty(member).GetInt64());

    private static long Account(JsonElement ledger, string account) =>
        ledger
            .GetProperty("accounts")
            .EnumerateArray()
            .Single(row => row.GetProperty("account").GetString() == account)
            .GetProperty("closing")
            .GetProperty("minorUnits")
            .GetInt64();

    private static Money Cny(decimal amount) => Money.FromAmount(amount, Currency.CNY, Rounding.HalfUp);

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed class ThatDay : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DrawnAt;
    }
}
