using Headroom.Lending;
using Headroom.Operations.Books;
using Headroom.Operations.Loans;
using Headroom.Operations.Verify;
using Headroom.Primitives;
using Headroom.Store;
using static Headroom.Operations.Tests.Loans.LendingScene;

namespace Headroom.Operations.Tests.Loans;

/// <summary>The end of a business date: only who has something to do is looked at, in order, once, wherever a run stops.</summary>
public sealed class DayEndTests
{
    [Fact]
    public async Task A_days_end_reads_only_the_borrowers_who_have_something_to_do()
    {
        var watched = new WatchedStore(new InMemoryStore());
        await using var scene = await OpenAsync(watched, "2026-01-15");
        for (var i = 0; i < 60; i++)
        {
            await scene.OpenLineAsync($"B{i:00}");
            scene.GoTo(i % 20 == 0 ? "2026-01-15" : "2026-01-17");
            if (i % 4 == 0)
            {
                await scene.DrawAsync($"B{i:00}");
            }
        }

        // Of sixty borrowers fifteen have a loan, of which three have an instalment due on the 15th.
        scene.GoTo("2026-02-15");
        watched.Read.Clear();
        var report = await scene.EndDayAsync();
        report.Total.Borrowers.ShouldBe(3);
        watched.Read.Distinct().Select(id => id.Value).ShouldBe(["B00", "B20", "B40"], ignoreOrder: true);

        watched.Read.Clear();
        (await scene.EndDayAsync()).Days.ShouldBeEmpty();
        watched.Read.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_run_that_breaks_down_anywhere_is_run_again_and_ends_as_if_it_had_not(bool isLastWritten)
    {
        var whole = await LateAsync(new InMemoryStore(), null, isLastWritten);
        whole.Ledger.ShouldContain(line => line.Contains("InterestIncome"));
        whole.Rows.Count(row => row.Holds == "delinquency").ShouldBe(4);
        for (var commits = 0; commits < 12; commits++)
        {
            var again = await LateAsync(new InMemoryStore(), commits, isLastWritten);
            again.Rows.ShouldBe(whole.Rows);
            again.Ledger.ShouldBe(whole.Ledger);
        }
    }

    // Four loans of which an instalment fell due, became late and reached the stage that holds, all on days that were missed.
    private static async Task<(List<BorrowerRow> Rows, List<string> Ledger)> LateAsync(
        InMemoryStore disk,
        int? commits,
        bool isLastWritten
    )
    {
        var watched = new WatchedStore(disk);
        await using (var scene = await OpenAsync(watched, "2026-01-15"))
        {
            foreach (var borrower in new[] { "B1", "B2", "B3", "B4" })
            {
                await scene.OpenLineAsync(borrower);
                await scene.DrawAsync(borrower);
            }

            scene.GoTo("2026-02-20");
            (watched.CommitsLeft, watched.IsLastWritten) = (commits, isLastWritten);
            var broken = await scene.System.EndDayAsync();
            broken.Value.Refused.Count.ShouldBeGreaterThan(commits is null ? -1 : 0);
        }

        await using var next = await OpenAsync(new WatchedStore(disk), "2026-02-20");
        await next.EndDayAsync();
        (await next.EndDayAsync()).Days.ShouldBeEmpty();
        (await next.System.VerifyAsync()).Findings.ShouldBeEmpty();
        var rows = await disk.ScanBorrowersAsync(null, 100);
        var ledger = (await next.System.ReadLedgerAsync(Date("2026-01-01"), Date("2026-02-20"))).Value;
        ledger.Trial.ShouldHaveSingleItem().Difference.ShouldBe(Cny(0));
        return ([.. rows.Select(stored => stored.Row)], [.. ledger.Days.Select(day => day.ToString())]);
    }

    [Fact]
    public async Task Missed_days_are_ended_in_order_each_with_what_was_true_on_it()
    {
        await using var scene = await OpenAsync(new InMemoryStore(), "2026-01-15");
        await scene.OpenLineAsync("B1");
        await scene.DrawAsync("B1");

        scene.GoTo("2026-04-20");
        var report = await scene.EndDayAsync();
        report
            .Days.Select(day => (day.Date.ToString("MM-dd", null), day.StagesChanged, day.HoldsPlaced))
            .ShouldBe([
                ("02-15", 0, 0),
                ("02-16", 1, 0),
                ("02-19", 1, 1),
                ("03-15", 0, 0),
                ("03-18", 1, 0),
                ("04-15", 0, 0),
                ("04-17", 1, 0),
            ]);
        report.Total.Due[0].Principal.ShouldBe(Cny(2_337.61m));
        var booked = (await scene.System.ReadLedgerAsync(Date("2026-02-01"), Date("2026-04-20"))).Value;
        booked
            .Days.Where(day => day.Account == Account.InterestIncome)
            .Select(day => day.On.ToString("MM-dd", null))
            .ShouldBe(["02-15", "03-15", "04-15"]);
    }

    [Fact]
    public async Task Money_that_waited_for_a_due_date_gives_headroom_back_on_it()
    {
        await using var scene = await OpenAsync(new InMemoryStore(), "2026-01-15");
        await scene.OpenLineAsync("B1");
        var loan = await scene.DrawAsync("B1");
        scene.GoTo("2026-02-10");
        await scene.RepayAsync("B1", loan, 917.63m);
        (await scene.RowAsync("B1")).HeadroomMinorUnits.ShouldBe(4_000_000);

        scene.GoTo("2026-02-15");
        await scene.EndDayAsync();
        (await scene.RowAsync("B1")).HeadroomMinorUnits.ShouldBe(4_076_263);
    }

    [Fact]
    public async Task Holds_windows_agreements_and_cooling_offs_run_out_on_their_dates()
    {
        await using var scene = await OpenAsync(new InMemoryStore(), "2026-01-15");
        await scene.OpenLineAsync("hold");
        await scene.AskAsync("hold", Held(Noon("2026-02-01")));
        await scene.OpenLineAsync("window");
        await scene.AskAsync(
            "window",
            new LineCommand.SetTemporaryLimit(Cny(60_000), Noon("2026-02-01"), Noon("2026-02-03"), "festival")
        );
        await scene.OpenLineAsync("line", expiresAt: Noon("2026-02-02"));
        await scene.OpenLineAsync("cooling");
        await scene.AskAsync("cooling", new LineCommand.Cancel(Date("2026-02-02"), "wish"));

        scene.GoTo("2026-01-31");
        (await scene.EndDayAsync()).Days.ShouldBeEmpty();

        scene.GoTo("2026-02-01");
        var first = (await scene.EndDayAsync()).Total;
        (first.Borrowers, first.HoldsExpired, first.LimitsEnded).ShouldBe((2, 1, 0));
        (await scene.RowAsync("window")).EffectiveMinorUnits.ShouldBe(6_000_000);
        (await scene.RowAsync("hold")).NextDate.ShouldBeNull();

        scene.GoTo("2026-02-04");
        var missed = await scene.EndDayAsync();
        missed
            .Days.Select(day => (day.Date.Day, day.LinesExpired, day.CoolingOffsEnded, day.LimitsEnded))
            .ShouldBe([(2, 1, 1, 0), (3, 0, 0, 1)]);
        (await scene.RowAsync("window")).EffectiveMinorUnits.ShouldBe(5_000_000);
        (await scene.RowAsync("line")).Status.ShouldBe("expired");
        (await scene.EndDayAsync()).Days.ShouldBeEmpty();
        (await scene.System.VerifyAsync()).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_runs_out_later_today_is_left_until_it_has()
    {
        await using var scene = await OpenAsync(new InMemoryStore(), "2026-01-15");
        await scene.OpenLineAsync("B1");
        await scene.AskAsync("B1", Held(Noon("2026-01-15").AddHours(2)));
        (await scene.EndDayAsync()).Total.HoldsExpired.ShouldBe(0);
        (await scene.RowAsync("B1")).Holds.ShouldBe("operations");

        scene.GoTo("2026-01-16");
        (await scene.EndDayAsync("2026-01-15")).Total.HoldsExpired.ShouldBe(1);
        (await scene.RowAsync("B1")).Holds.ShouldBe("");
    }

    [Fact]
    public async Task Rows_that_an_older_version_wrote_get_their_next_dates_when_the_store_is_opened()
    {
        var disk = new InMemoryStore();
        await using (var scene = await OpenAsync(disk, "2026-01-15"))
        {
            await scene.OpenLineAsync("B1");
            await scene.DrawAsync("B1");
            await scene.OpenLineAsync("B2");
            var rows = await disk.ScanBorrowersAsync(null, 10);
            await disk.SetNextDatesAsync([
                .. rows.Select(stored =>
                    stored with
                    {
                        Row = stored.Row with { NextDate = BorrowerRow.NextDateUnknown },
                    }
                ),
            ]);
        }

        await using var next = await OpenAsync(new WatchedStore(disk), "2026-01-16");
        (await next.RowAsync("B1")).NextDate.ShouldBe(Date("2026-02-15"));
        (await next.RowAsync("B2")).NextDate.ShouldBeNull();
        (await next.System.VerifyAsync()).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Books_of_loans_from_before_there_were_any_open_with_the_first_date_that_is_ended()
    {
        await using var scene = await OpenAsync(new InMemoryStore(), "2026-01-15");
        await scene.OpenLineAsync("B1");
        await scene.DrawWithoutBooksAsync("B1");
        (await scene.RowAsync("B1")).NextDate.ShouldBe(Date("2026-01-15"));

        scene.GoTo("2026-03-20");
        (await scene.EndDayAsync()).Total.HoldsPlaced.ShouldBe(1);
        var ledger = (await scene.System.ReadLedgerAsync(Date("2026-01-01"), Date("2026-03-20"))).Value;
        ledger.Days.Select(day => day.On).Distinct().ShouldBe([Date("2026-03-20")]);
        ledger.Accounts.Single(account => account.Account == Account.LoanPrincipal).Closing.ShouldBe(Cny(10_000));
        (await scene.RowAsync("B1")).NextDate.ShouldBe(Date("2026-04-15"));
        (await scene.System.VerifyAsync()).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_date_that_has_not_come_is_refused()
    {
        await using var scene = await OpenAsync(new InMemoryStore(), "2026-01-15");
        (await scene.System.EndDayAsync(Date("2026-01-16"))).Refusal!.Code.ShouldBe("date-in-future");
    }

    private static LineCommand.PlaceHold Held(DateTimeOffset until) =>
        new(
            new HoldId(SortableId.Of(until, new byte[10])),
            HoldKind.Operations,
            HoldScope.Draws,
            "migration",
            until,
            null,
            HoldOverride.ReviewerMayLift,
            null
        );
}
