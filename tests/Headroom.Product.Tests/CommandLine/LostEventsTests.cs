using System.Text.Json;
using Headroom.Primitives;
using Headroom.Product.Tests.Architecture;
using Headroom.Store;
using Headroom.Testing;
using Npgsql;

namespace Headroom.Product.Tests.CommandLine;

/// <summary>Where events are lost, what is stored beside them is evidence, and a rebuild leaves it alone.</summary>
public class LostEventsTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static readonly BorrowerId s_damaged = BorrowerId.Parse("P-1002").Value;

    public static TheoryData<string, string> Losses()
    {
        string[] losses =
        [
            "version = (select max(version) from events where borrower = 'P-1002')",
            "version > 1",
            "version = 2",
            "version = 1",
            "version > 0",
        ];
        var data = new TheoryData<string, string>();
        foreach (var loss in losses)
        {
            data.Add("sqlite", loss);
            data.Add("postgres", loss);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task Who_lost_events_is_not_rebuilt_and_everyone_else_is(string kind, string loss)
    {
        using var store = await TestStore.OpenAsync(kind, postgres);
        var samples = Path.Combine(Repository.Root, "samples");
        await HeadroomProcess.JsonAsync(
            "import",
            Path.Combine(samples, "plain.csv"),
            "--mapping",
            Path.Combine(samples, "plain.yaml"),
            "--store",
            store.Text
        );
        await HeadroomProcess.JsonAsync("review", "--store", store.Text);
        await DamageAsync(
            kind,
            store,
            $"delete from events where borrower = 'P-1002' and {loss}",
            "update borrowers set approved_minor_units = 7 where borrower = 'P-1001'"
        );
        var evidence = await EvidenceAsync(store.Text);

        var rebuilding = await VerifyAsync(store.Text, "--rebuild");
        rebuilding.GetProperty("rebuilt").GetInt64().ShouldBe(1);
        (await EvidenceAsync(store.Text)).ShouldBe(evidence);

        var after = await VerifyAsync(store.Text);
        after.GetProperty("lost").GetInt64().ShouldBe(1);
        var findings = after.GetProperty("findings").EnumerateArray().ToList();
        findings.ShouldNotBeEmpty();
        findings.ShouldAllBe(finding => finding.GetProperty("borrower").GetString() == s_damaged.Value);
        findings[0].GetProperty("found").GetString()!.ShouldContain("events are lost: restore a backup");
        var (exit, output, _) = await HeadroomProcess.RunAsync("verify", "--store", store.Text, "--lang", "zh");
        exit.ShouldBe(1);
        output.ShouldContain("请恢复备份");
    }

    [Fact]
    public async Task The_help_says_what_a_rebuild_leaves_to_do()
    {
        var (exit, output, _) = await HeadroomProcess.RunAsync("verify", "--help");
        exit.ShouldBe(0);
        var help = string.Join(' ', output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        help.ShouldContain("Restart servers on the store afterwards");
    }

    private static async Task DamageAsync(string kind, TestStore store, params string[] statements)
    {
        await using System.Data.Common.DbConnection connection =
            kind == "sqlite" ? await store.OpenFileAsync() : new NpgsqlConnection(store.Text);
        if (kind != "sqlite")
        {
            await connection.OpenAsync();
        }

        foreach (var statement in statements)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = statement;
            (await command.ExecuteNonQueryAsync()).ShouldBeGreaterThan(0);
        }
    }

    private static async Task<JsonElement> VerifyAsync(string store, params string[] options)
    {
        var (exit, output, errors) = await HeadroomProcess.RunAsync(["verify", "--store", store, "--json", .. options]);
        exit.ShouldBe(1, errors);
        using var report = JsonDocument.Parse(output);
        return report.RootElement.Clone();
    }

    // All that is stored of the borrower beside the events.
    private static async Task<string> EvidenceAsync(string text)
    {
        await using var store = await StoreOpener.OpenAsync(text);
        var stored = (await store.ReadBorrowerAsync(s_damaged))!;
        var decisions = await store.QueryDecisionsAsync(s_damaged, null, 10);
        return $"{stored.Version} {Convert.ToBase64String(stored.State)} {stored.Row} {decisions.Count} {string.Join('\n', decisions)}";
    }
}
