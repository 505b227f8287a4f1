using System.Text.Json;
using Headroom.Assessment;
using Headroom.Lending;
using Headroom.Operations;
using Headroom.Operations.Holds;
using Headroom.Operations.Json;
using Headroom.Primitives;
using Headroom.Product.Tests.Architecture;
using Headroom.Testing;

namespace Headroom.Product.Tests.CommandLine;

/// <summary>A lender's first five minutes, command by command, on each store.</summary>
public class WalkTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static string Plain => Path.Combine(Repository.Root, "samples", "plain.csv");

    private static string Mapping(string name) => Path.Combine(Repository.Root, "samples", name + ".yaml");

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task A_portfolio_is_imported_reviewed_explained_and_verified(string kind)
    {
        using var store = await TestStore.OpenAsync(kind, postgres);
        var import = await Json("import", Plain, "--mapping", Mapping("plain"), "--store", store.Text);
        var rows = import.GetProperty("rowsRead").GetInt64();
        rows.ShouldBeGreaterThan(10);
        import.GetProperty("imported").GetInt64().ShouldBe(rows);

        var again = await Json("import", Plain, "--mapping", Mapping("plain"), "--store", store.Text);
        again.GetProperty("imported").GetInt64().ShouldBe(0);
        again.GetProperty("unchanged").GetInt64().ShouldBe(rows);

        var review = await Json("review", "--store", store.Text, "--trigger", "schedule");
        var reviewed = review.GetProperty("borrowers").GetInt64();
        reviewed.ShouldBeGreaterThan(0);
        review.GetProperty("refused").GetArrayLength().ShouldBe(0);
        var repeat = await Json("review", "--store", store.Text, "--trigger", "schedule");
        repeat.GetProperty("repeated").GetInt64().ShouldBe(reviewed);

        var explanation = await Json("explain", "P-1002", "--store", store.Text, "--lang", "zh");
        explanation.GetProperty("decision").GetProperty("reasons").GetArrayLength().ShouldBeInRange(1, 4);
        Texts(explanation).ShouldAllBe(text => text.Any(character => character > 0x2e80));

        var verify = await Json("verify", "--store", store.Text);
        verify.GetProperty("findingsCount").GetInt64().ShouldBe(0);
        verify.GetProperty("decisions").GetInt64().ShouldBe(reviewed);
    }

    [Fact]
    public async Task The_explanation_reads_as_text_in_the_language_that_was_asked_for()
    {
        using var store = TestStore.Sqlite();
        await Json("import", Plain, "--mapping", Mapping("plain"), "--store", store.Text);
        await Json("review", "--store", store.Text);
        var english = (await HeadroomProcess.RunAsync("explain", "P-1001", "--store", store.Text)).Output;
        english.ShouldContain("Can be drawn now");
        english.ShouldContain("What the limit is the least of");
        english.ShouldContain("¥50,000.00");
        var chinese = (
            await HeadroomProcess.RunAsync("explain", "P-1001", "--store", store.Text, "--lang", "zh")
        ).Output;
        chinese.ShouldContain("当前可用");
        chinese.ShouldNotContain("{");
    }

    [Fact]
    public async Task A_hold_with_an_end_is_explained_with_it()
    {
        using var store = TestStore.Sqlite();
        await Json("import", Plain, "--mapping", Mapping("plain"), "--store", store.Text);
        await using (var system = await HeadroomSystem.OpenAsync(new HeadroomOptions { Store = store.Text }))
        {
            var year = new DateTimeOffset(system.Now.Year + 1, 1, 15, 4, 0, 0, TimeSpan.Zero);
            var hold = new HoldDraft(
                HoldKind.Compliance,
                HoldScope.Draws,
                "court order 12",
                HoldOverride.NobodyBeforeDate,
                year.AddYears(1),
                NotBefore: year
            );
            var staff = new RequestEnvelope(new Actor(ActorKind.Staff, "li.wei"));
            var placed = await system.PlaceHoldAsync(BorrowerId.Parse("P-1003").Value, hold, staff);
            placed.Answer.IsOk.ShouldBeTrue();
        }

        var (_, english, _) = await HeadroomProcess.RunAsync("explain", "P-1003", "--store", store.Text);
        english.ShouldMatch(@"\(Not before [^)]*15[^)]*, Until [^)]*15[^)]*\)");
    }

    [Theory]
    [InlineData(
        "update events set data = cast(replace(cast(data as text), '\"kind\":\"person\"', '\"kind\":\"enterprise\"') as blob) where type = 'decision.made'",
        "decision-differs"
    )]
    [InlineData("update borrowers set approved_minor_units = approved_minor_units + 1", "row-differs")]
    [InlineData(
        "update borrowers set state = cast(replace(cast(state as text), '\"kind\":\"person\"', '\"kind\":\"enterprise\"') as blob)",
        "state-differs"
    )]
    [InlineData("delete from events where version = 2", "version-gap")]
    [InlineData("update events set previous = null where version = 2", "history-unreachable")]
    [InlineData("update borrowers set last_event = last_event - 1", "history-unreachable")]
    [InlineData("delete from decisions", "decisions-differ")]
    [InlineData("delete from borrowers", "events-without-borrower")]
    [InlineData("delete from releases", "release-missing")]
    public async Task A_store_that_was_tampered_with_does_not_verify(string tampering, string code)
    {
        using var store = TestStore.Sqlite();
        await ReviewThenChangeAsync(store, tampering);

        var (exit, output, errors) = await HeadroomProcess.RunAsync("verify", "--store", store.Text, "--json");
        exit.ShouldBe(1, errors);
        using var report = JsonDocument.Parse(output);
        report
            .RootElement.GetProperty("findings")
            .EnumerateArray()
            .Select(finding => finding.GetProperty("code").GetString())
            .ShouldContain(code);
    }

    [Theory]
    [InlineData("delete from events where type = 'decision.made'")]
    [InlineData("update borrowers set last_event = null")]
    [InlineData("delete from decisions")]
    public async Task A_line_whose_last_decision_is_lost_is_not_explained_by_another(string tampering)
    {
        using var store = TestStore.Sqlite();
        await ReviewThenChangeAsync(store, tampering);

        var (exit, _, errors) = await HeadroomProcess.RunAsync("explain", "P-1001", "--store", store.Text);
        exit.ShouldBe(4, errors);
        errors.ShouldContain("[history-damaged]");
        errors.ShouldContain("P-1001");
    }

    [Fact]
    public async Task Decisions_that_were_stored_with_the_rules_passed_over_verify_as_well()
    {
        using var store = TestStore.Sqlite();
        await Json("import", Plain, "--mapping", Mapping("plain"), "--store", store.Text);
        await Json("review", "--store", store.Text);
        var folder = Path.Combine(Repository.Root, "policies", "cn-consumer");
        var release = PolicyRelease
            .Load(
                Directory
                    .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                    .ToDictionary(file => Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllBytes)
            )
            .Release!;
        await using (var connection = await store.OpenFileAsync())
        {
            await using var read = connection.CreateCommand();
            read.CommandText = "select rowid, data from events where type = 'decision.made'";
            var rewritten = new List<(long Row, byte[] Data)>();
            await using (var rows = await read.ExecuteReaderAsync())
            {
                while (await rows.ReadAsync())
                {
                    var decision = EventJson.Read<DecisionMade>((byte[])rows[1]);
                    rewritten.Add((rows.GetInt64(0), EventJson.Write(release.WithRulesPassedOver(decision))));
                    rewritten[^1].Data.ShouldNotBe((byte[])rows[1]);
                }
            }

            rewritten.ShouldNotBeEmpty();
            foreach (var (row, data) in rewritten)
            {
                await using var change = connection.CreateCommand();
                change.CommandText = "update events set data = $data where rowid = $row";
                change.Parameters.AddWithValue("$data", data);
                change.Parameters.AddWithValue("$row", row);
                (await change.ExecuteNonQueryAsync()).ShouldBe(1);
            }
        }

        (await Json("verify", "--store", store.Text)).GetProperty("findingsCount").GetInt64().ShouldBe(0);
    }

    [Theory]
    [InlineData("update borrowers set approved_minor_units = 7, state = cast('{}' as blob); delete from decisions")]
    [InlineData("delete from borrowers; delete from decisions")]
    [InlineData("update events set previous = place - 1; update borrowers set last_event = null")]
    public async Task State_and_read_tables_can_be_rebuilt_from_the_events(string damage)
    {
        using var store = TestStore.Sqlite();
        await ReviewThenChangeAsync(store, damage);

        var (exit, output, errors) = await HeadroomProcess.RunAsync(
            "verify",
            "--rebuild",
            "--store",
            store.Text,
            "--json"
        );
        exit.ShouldBe(1, errors);
        using var report = JsonDocument.Parse(output);
        var borrowers = report.RootElement.GetProperty("borrowers").GetInt64();
        report.RootElement.GetProperty("rebuilt").GetInt64().ShouldBe(borrowers);
        (await Json("verify", "--store", store.Text)).GetProperty("findingsCount").GetInt64().ShouldBe(0);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task The_thirty_thousand_of_Taiwan_are_graded_in_the_order_of_their_defaults(string kind)
    {
        var data = SharedData.Taiwan();
        using var store = await TestStore.OpenAsync(kind, postgres);
        var import = await Json("import", data, "--mapping", Mapping("taiwan"), "--store", store.Text);
        import.GetProperty("imported").GetInt64().ShouldBe(30_000);

        var review = await Json("review", "--store", store.Text, "--trigger", "schedule");
        review.GetProperty("borrowers").GetInt64().ShouldBe(30_000);
        var rates = review
            .GetProperty("grades")
            .EnumerateArray()
            .Select(grade => grade.GetProperty("defaultRate").GetDouble())
            .ToList();
        rates.Count.ShouldBe(5);
        rates.ShouldBe(rates.Order());
        rates[^1].ShouldBeGreaterThan(4 * rates[0]);

        // Of those who defaulted afterwards far more were frozen, cut or cancelled than of those who did not.
        ShareOfGrave(review, "defaulted").ShouldBeGreaterThan(3 * ShareOfGrave(review, "notDefaulted"));
        (await Json("verify", "--store", store.Text)).GetProperty("findingsCount").GetInt64().ShouldBe(0);
    }

    private static double ShareOfGrave(JsonElement review, string outcome)
    {
        var actions = review.GetProperty("actions").EnumerateArray().ToList();
        double Count(IEnumerable<JsonElement> of) => of.Sum(action => action.GetProperty(outcome).GetInt64());
        return Count(actions.Where(a => a.GetProperty("action").GetString() is "freeze" or "decrease" or "cancel"))
            / Count(actions);
    }

    private static IEnumerable<string> Texts(JsonElement explanation) =>
        explanation
            .GetProperty("decision")
            .GetProperty("reasons")
            .EnumerateArray()
            .Select(reason => reason.GetProperty("text").GetString()!);

    private static async Task ReviewThenChangeAsync(TestStore store, string sql)
    {
        await Json("import", Plain, "--mapping", Mapping("plain"), "--store", store.Text);
        await Json("review", "--store", store.Text);
        await using var connection = await store.OpenFileAsync();
        await using var change = connection.CreateCommand();
        change.CommandText = sql;
        (await change.ExecuteNonQueryAsync()).ShouldBeGreaterThan(0);
    }

    private static Task<JsonElement> Json(params string[] arguments) => HeadroomProcess.JsonAsync(arguments);
}
