using Headroom.Primitives;
using static Headroom.Store.Tests.SmallCommands;

namespace Headroom.Store.Tests.Compliance;

public abstract partial class StoreCompliance
{
    [Fact]
    public async Task Events_of_a_borrower_are_read_in_pages()
    {
        await Writer.SubmitAsync(SetLimit(B1, 100));
        await SubmitAllAsync(Enumerable.Range(0, 9).Select(_ => Draw(B1, 1)));

        (await Store.ReadEventsAsync(B1, 4, 3)).Select(e => e.Version).ShouldBe([5, 6, 7]);
        (await Store.ReadEventsAsync(B1, 10, 3)).ShouldBeEmpty();
        (await Store.ReadEventsAsync(Borrower("nobody"), 0, 3)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Scans_walk_all_borrowers_and_all_events_in_ordinal_order()
    {
        // Ordinal order puts capitals before small letters, whatever the database's own collation.
        string[] ids = ["A", "B-1", "B.1", "B1", "B10", "B2", "B_1", "a", "b1"];
        await SubmitAllAsync(ids.Reverse().Select(id => SetLimit(Borrower(id), 100)));
        await SubmitAllAsync(ids.Select(id => Draw(Borrower(id), 1)));

        var borrowers = new List<string>();
        BorrowerId? after = null;
        while (await Store.ScanBorrowersAsync(after, 4) is { Count: > 0 } page)
        {
            borrowers.AddRange(page.Select(b => b.Borrower.Value));
            page.ShouldAllBe(b => b.Version == 2 && b.Row.DrawnMinorUnits == 1);
            after = page[^1].Borrower;
        }

        var events = new List<(string, long)>();
        (BorrowerId, long)? place = null;
        while (await Store.ScanEventsAsync(place, 5) is { Count: > 0 } page)
        {
            events.AddRange(page.Select(e => (e.Borrower.Value, e.Version)));
            place = (page[^1].Borrower, page[^1].Version);
        }

        borrowers.ShouldBe(ids);
        events.ShouldBe(ids.SelectMany(id => new[] { (id, 1L), (id, 2L) }));
        (await Store.ScanDecisionsAsync(null, 100)).Select(row => row.Borrower.Value).ShouldBe(ids);
        (await Store.ScanDecisionsAsync((Borrower("B2"), 1), 2))
            .Select(row => row.Borrower.Value)
            .ShouldBe(["B_1", "a"]);
    }

    [Fact]
    public async Task The_portfolio_is_read_in_pages_that_miss_nobody()
    {
        var ids = Enumerable.Range(0, 25).Select(i => Borrower($"B{i:00}")).ToArray();
        await SubmitAllAsync(ids.Select(id => SetLimit(id, 100)));

        var seen = new List<BorrowerId>();
        BorrowerId? after = null;
        do
        {
            var page = await Store.QueryPortfolioAsync(new PortfolioQuery { After = after, Count = 10 });
            seen.AddRange(page.Rows.Select(row => row.Borrower));
            after = page.Next;
        } while (after is not null);

        seen.ShouldBe(ids);
    }

    [Fact]
    public async Task The_portfolio_is_filtered_by_prefix_status_hold_action_and_grade()
    {
        await SubmitAllAsync([
            SetLimit(Borrower("P1"), 2000),
            SetLimit(Borrower("P2"), 0),
            SetLimit(Borrower("P3"), 500),
            SetLimit(Borrower("Q1"), 2000),
        ]);

        (await Ids(new PortfolioQuery { IdPrefix = "P" })).ShouldBe(["P1", "P2", "P3"]);
        (await Ids(new PortfolioQuery { Status = "closed" })).ShouldBe(["P2"]);
        (await Ids(new PortfolioQuery { HoldKind = "risk" })).ShouldBe(["P2"]);
        (await Ids(new PortfolioQuery { HoldKind = "ris" })).ShouldBeEmpty();
        (await Ids(new PortfolioQuery { LastAction = "grant" })).ShouldBe(["P1", "P3", "Q1"]);
        (await Ids(new PortfolioQuery { Grade = "A" })).ShouldBe(["P1", "Q1"]);
        (
            await Ids(
                new PortfolioQuery
                {
                    Grade = "A",
                    IdPrefix = "P",
                    Status = "active",
                }
            )
        ).ShouldBe(["P1"]);
        (await Ids(new PortfolioQuery { IdPrefix = "P", After = Borrower("P1") })).ShouldBe(["P2", "P3"]);

        async Task<IEnumerable<string>> Ids(PortfolioQuery query) =>
            (await Store.QueryPortfolioAsync(query)).Rows.Select(row => row.Borrower.Value);
    }

    [Fact]
    public async Task The_portfolio_is_added_up_by_currency_and_status()
    {
        (await Store.TotalPortfolioAsync()).ShouldBeEmpty();
        await SubmitAllAsync([
            SetLimit(Borrower("P1"), 2000),
            SetLimit(Borrower("P2"), 0),
            SetLimit(Borrower("P3"), 500),
        ]);

        var rows = (await Store.QueryPortfolioAsync(new PortfolioQuery())).Rows;
        var totals = await Store.TotalPortfolioAsync();
        totals.Select(total => (total.Status, total.Borrowers)).ShouldBe([("active", 2), ("closed", 1)]);
        totals.Sum(total => total.EffectiveMinorUnits).ShouldBe(rows.Sum(row => row.EffectiveMinorUnits));
        totals.Sum(total => total.HeadroomMinorUnits).ShouldBe(rows.Sum(row => row.HeadroomMinorUnits));
        totals[0].EffectiveMinorUnits.ShouldBe(2500);
    }

    [Fact]
    public async Task Decisions_are_read_newest_first_in_pages()
    {
        foreach (var limit in Enumerable.Range(1, 5))
        {
            await Writer.SubmitAsync(SetLimit(B1, limit));
        }

        var first = await Store.QueryDecisionsAsync(B1, null, 2);
        var second = await Store.QueryDecisionsAsync(B1, first[^1].Version, 2);

        first.Select(row => row.LimitAfterMinorUnits).ShouldBe([5, 4]);
        second.Select(row => row.LimitAfterMinorUnits).ShouldBe([3, 2]);
    }

    [Fact]
    public async Task Messages_wait_in_order_until_they_are_acknowledged()
    {
        foreach (var limit in Enumerable.Range(1, 5))
        {
            await Writer.SubmitAsync(SetLimit(B1, limit));
        }

        var first = await Store.ReadOutboxAsync(2);
        first.Select(message => System.Text.Encoding.UTF8.GetString(message.Body)).ShouldBe(["B1 1", "B1 2"]);
        (await Store.ReadOutboxAsync(2)).Select(message => message.Id).ShouldBe(first.Select(message => message.Id));
        await Store.AcknowledgeAsync(first);
        await Store.AcknowledgeAsync(first);

        var rest = await Store.ReadOutboxAsync(10);
        rest.Select(message => System.Text.Encoding.UTF8.GetString(message.Body)).ShouldBe(["B1 3", "B1 4", "B1 5"]);
        rest.ShouldAllBe(message => message.Topic == "limits" && message.Borrower == B1);
        rest.Select(message => message.Sequence).ShouldBeInOrder();
    }

    [Fact]
    public async Task Releases_are_kept_by_the_hash_of_their_content()
    {
        var saved = await Store.SaveReleaseAsync("cn-consumer 1", "draft", Bytes("pack"), Times.Noon);
        var moved = await Store.SaveReleaseAsync("cn-consumer 1", "live", Bytes("pack"), Times.Noon.AddDays(1));
        await Store.SaveReleaseAsync("cn-consumer 2", "draft", Bytes("pack 2"), Times.Noon.AddDays(2));

        saved.ShouldBe(new ReleaseRow(ContentHash.Of("pack"u8), "cn-consumer 1", "draft", Times.Noon));
        moved.ShouldBe(saved with { Stage = "live" });
        var read = await Store.ReadReleaseAsync(saved.Hash);
        read.ShouldNotBeNull();
        (read.Row, System.Text.Encoding.UTF8.GetString(read.Content)).ShouldBe((moved, "pack"));
        (await Store.ReadReleaseAsync(ContentHash.Of("none"u8))).ShouldBeNull();
        (await Store.ListReleasesAsync()).Select(row => row.Name).ShouldBe(["cn-consumer 1", "cn-consumer 2"]);
    }

    [Fact]
    public async Task A_damaged_snapshot_is_rebuilt_from_the_events_unless_they_have_moved_on()
    {
        await Writer.SubmitAsync(SetLimit(B1, 100));
        await Writer.SubmitAsync(Draw(B1, 10));
        var right = (await Store.ReadBorrowerAsync(B1))!;
        var decisions = await Store.QueryDecisionsAsync(B1, null, 10);
        var wrong = right with { State = Bytes("[0,0,0]"), Row = right.Row with { Status = "lost" } };

        (await Store.RepairAsync(wrong, [])).ShouldBeTrue();
        (await Store.ReadBorrowerAsync(B1))!.Row.Status.ShouldBe("lost");
        (await Store.QueryDecisionsAsync(B1, null, 10)).ShouldBeEmpty();
        (await Store.RepairAsync(right with { Version = 1 }, decisions)).ShouldBeFalse();
        (await Store.RepairAsync(right, decisions)).ShouldBeTrue();
        await Store.ShouldAgreeAsync(B1);
    }

    [Fact]
    public async Task The_smallest_lag_is_kept()
    {
        (await Store.ReadLagAsync()).ShouldBeNull();
        await Store.KeepLagAsync(TimeSpan.FromDays(40) + TimeSpan.FromMicroseconds(1));
        (await Store.ReadLagAsync()).ShouldBe(TimeSpan.FromDays(40) + TimeSpan.FromMicroseconds(1));
        await Store.KeepLagAsync(TimeSpan.FromDays(10));
        await Store.KeepLagAsync(TimeSpan.FromDays(11));
        (await Store.ReadLagAsync()).ShouldBe(TimeSpan.FromDays(10));
        await Store.KeepLagAsync(TimeSpan.Zero);
        (await Store.ReadLagAsync()).ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task A_healthy_store_says_what_it_is()
    {
        var health = await Store.CheckHealthAsync();

        health.SchemaVersion.ShouldBe(SchemaMigrations.Latest);
        health.Engine.ShouldNotBeEmpty();
    }
}
