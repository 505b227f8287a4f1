using Headroom.Product.Tests.Architecture;
using Headroom.Testing;

namespace Headroom.Product.Tests.CommandLine;

/// <summary>A store lives in the month of the latest extract that it was given, whoever is in it.</summary>
public class LaterExtractTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Theory]
    [InlineData("sqlite", false)]
    [InlineData("postgres", false)]
    [InlineData("sqlite", true)]
    public async Task A_later_month_counts_though_the_first_borrower_is_not_in_it(string kind, bool isOld)
    {
        using var store = await TestStore.OpenAsync(kind, postgres);
        (await ImportAsync(store, "2024-06", 30, _ => true)).ShouldBe("2024-06-30");
        if (isOld)
        {
            // As a version of before left it, which kept no lag.
            await using var connection = await store.OpenFileAsync();
            await using var forget = connection.CreateCommand();
            forget.CommandText = "delete from lag";
            (await forget.ExecuteNonQueryAsync()).ShouldBe(1);
        }

        (
            await ImportAsync(store, "2024-07", 31, line => line.StartsWith("P-1002,", StringComparison.Ordinal))
        ).ShouldBe("2024-07-31");

        var review = await HeadroomProcess.JsonAsync("review", "--store", store.Text);
        review
            .GetProperty("actions")
            .EnumerateArray()
            .ShouldContain(action => action.GetProperty("action").GetString() == "freeze");
        var explained = await HeadroomProcess.JsonAsync("explain", "P-1002", "--store", store.Text);
        explained.GetProperty("decision").GetProperty("action").GetProperty("code").GetString().ShouldBe("freeze");

        // A month that comes after the fact does not take the store back.
        (
            await ImportAsync(store, "2024-05", 31, line => line.StartsWith("P-1001,", StringComparison.Ordinal))
        ).ShouldBe("2024-07-31");
    }

    // The plain sample as an extract of some month, in which everyone is three months late from July on.
    private static async Task<string?> ImportAsync(TestStore store, string month, int lastDay, Func<string, bool> isIn)
    {
        var samples = Path.Combine(Repository.Root, "samples");
        var lines = await File.ReadAllLinesAsync(Path.Combine(samples, "plain.csv"));
        var isLate = month == "2024-07";
        var rows = lines.Skip(1).Where(isIn).Select(line => isLate ? line[..line.LastIndexOf(',')] + ",3" : line);
        var csv = store.File($"{month}.csv");
        await File.WriteAllLinesAsync(csv, [lines[0], .. rows]);
        var mapping = await File.ReadAllTextAsync(Path.Combine(samples, "plain.yaml"));
        var yaml = store.File($"{month}.yaml");
        await File.WriteAllTextAsync(
            yaml,
            mapping
                .Replace("asOf: 2024-06-30", $"asOf: {month}-{lastDay}", StringComparison.Ordinal)
                .Replace("'\"2024-06\"'", $"'\"{month}\"'", StringComparison.Ordinal)
        );
        var report = await HeadroomProcess.JsonAsync("import", csv, "--mapping", yaml, "--store", store.Text);
        return report.GetProperty("businessDate").GetString();
    }
}
