using System.Globalization;
using System.Text.Json;

namespace Headroom.Product.Tests.CommandLine;

/// <summary>A served model whose population has moved, from the watch that notices to the person who closes the case.</summary>
public sealed class ModelCaseTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("headroom-cases-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_watch_opens_cases_that_stand_until_someone_closes_them()
    {
        await DevelopAsync();
        var moved = Write("moved.csv", PastBorrowers.Csv(3000, 4000));
        await RunAsync("register", At("a.pmml"), "--stage", "live", "--owner", "Li");

        var watched = await RunAsync("watch", moved, "--model", At("a.pmml"), "--json");
        var kept = await File.ReadAllTextAsync(At("models.json"), TestContext.Current.CancellationToken);
        var again = await RunAsync("watch", moved, "--model", At("a.pmml"));
        var keptAgain = await File.ReadAllTextAsync(At("models.json"), TestContext.Current.CancellationToken);
        var chinese = await RunAsync("watch", moved, "--model", At("a.pmml"), "--lang", "zh");
        var open = await RunAsync("list", "--json");

        watched.Exit.ShouldBe(1, watched.Errors);
        var cases = Json(watched.Output).GetProperty("openCases").EnumerateArray().ToList();
        cases.Select(Named).ShouldBe(["1 score-psi", "2 characteristic-csi income"], ignoreOrder: true);
        cases[0].GetProperty("severity").GetString().ShouldBe("high");
        cases[0].GetProperty("threshold").GetDouble().ShouldBe(0.25);
        again.Exit.ShouldBe(1, again.Errors);
        again.Output.ShouldContain("characteristic-csi: income");
        keptAgain.ShouldBe(kept);
        chinese.Output.ShouldContain("“income”已偏移");
        open.Exit.ShouldBe(1, open.Errors);
        Json(open.Output).GetProperty("openCases").GetArrayLength().ShouldBe(2);

        string[] closing = ["--reason", "A new channel; the score holds.", "--by", "Wang"];
        var one = await RunAsync(["close-case", "1", .. closing]);
        var half = await RunAsync("list", "--lang", "zh");
        await RunAsync(["close-case", "2", .. closing]);
        var none = await RunAsync("list", "--json");

        one.Exit.ShouldBe(0, one.Errors);
        half.Exit.ShouldBe(1, half.Errors);
        half.Output.ShouldContain("案件");
        half.Output.ShouldNotContain("score-psi");
        none.Exit.ShouldBe(0, none.Errors);
        var history = Json(none.Output).GetProperty("entries")[0].GetProperty("cases");
        history.GetArrayLength().ShouldBe(2);
        history[0].GetProperty("closing").GetProperty("by").GetString().ShouldBe("Wang");
        Directory.GetFiles(_folder.FullName, "models.json*").Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_watch_of_a_quiet_population_opens_nothing()
    {
        await DevelopAsync();
        await RunAsync("register", At("a.pmml"), "--owner", "Li");

        var watched = await RunAsync("watch", At("data.csv"), "--model", At("a.pmml"), "--json");
        var listed = await RunAsync("list");

        watched.Exit.ShouldBe(0, watched.Errors);
        Json(watched.Output).GetProperty("openCases").GetArrayLength().ShouldBe(0);
        listed.Exit.ShouldBe(0, listed.Errors);
    }

    [Fact]
    public async Task Wrong_cases_and_models_are_refused_by_name()
    {
        await DevelopAsync();
        var moved = Write("moved.csv", PastBorrowers.Csv(1000, 4000));
        string[] watch = ["watch", moved, "--model"];
        var unknown = await RunAsync([.. watch, At("a.pmml")]);
        await RunAsync("register", At("a.pmml"), "--stage", "live", "--owner", "Li");
        Write("b.pmml", await File.ReadAllTextAsync(At("a.pmml"), TestContext.Current.CancellationToken) + "\n");
        var differs = await RunAsync([.. watch, At("b.pmml")]);
        await RunAsync([.. watch, At("a.pmml")]);
        await RunAsync("close-case", "1", "--reason", "seen", "--by", "Wang");

        (await RunAsync("close-case", "1", "--reason", "seen", "--by", "Wang")).Exit.ShouldBe(0);
        Refused(await RunAsync("close-case", "1", "--reason", "other", "--by", "Li"), 3, "inventory-case-closed");
        Refused(await RunAsync("close-case", "9", "--reason", "seen", "--by", "Li"), 2, "inventory-case-unknown");
        Refused(await RunAsync("close-case", "2", "--reason", " ", "--by", "Li"), 2, "inventory-closing-blank");
        Refused(unknown, 2, "inventory-model-unknown");
        Refused(differs, 3, "inventory-file-differs");
        Refused(
            await RunAsync("register", At("a.pmml"), "--stage", "retired", "--owner", ""),
            2,
            "inventory-owner-missing"
        );
        (await RunAsync("list")).Exit.ShouldBe(1, "a case is open");
        await RunAsync("register", At("a.pmml"), "--stage", "retired");
        var retired = await RunAsync("list", "--json");
        retired.Exit.ShouldBe(0, retired.Errors);
        var closing = Json(retired.Output).GetProperty("entries")[0].GetProperty("cases")[1].GetProperty("closing");
        closing.GetProperty("reason").GetString().ShouldBe("The model was retired.");
        closing.GetProperty("by").GetString().ShouldBe("Li");
        Refused(await RunAsync([.. watch, At("a.pmml")]), 3, "inventory-model-retired");
        await using var held = new FileStream(
            At("models.json.lock"),
            FileMode.Create,
            FileAccess.ReadWrite,
            FileShare.None
        );
        Refused(await RunAsync("close-case", "2", "--reason", "seen", "--by", "Li"), 4, "inventory-busy");
    }

    private static void Refused((int Exit, string Output, string Errors) run, int exit, string code)
    {
        run.Exit.ShouldBe(exit, run.Output + run.Errors);
        run.Output.ShouldBeEmpty();
        run.Errors.ShouldContain($"[{code}]");
    }

    private static string Named(JsonElement found) =>
        string.Create(
                CultureInfo.InvariantCulture,
                $"{found.GetProperty("number").GetInt32()} {found.GetProperty("measure").GetString()} {found.GetProperty("subject").GetString()}"
            )
            .TrimEnd();

    private static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    private Task<(int Exit, string Output, string Errors)> RunAsync(params string[] arguments) =>
        HeadroomProcess.RunAsync(["model", .. arguments, "--inventory", At("models.json")]);

    private async Task DevelopAsync()
    {
        var data = Write("data.csv", PastBorrowers.Csv(3000, 0));
        await HeadroomProcess.JsonAsync("scorecard", "fit", data, "--target", "bad", "--out", At("a.pmml"));
    }

    private string At(string name) => Path.Combine(_folder.FullName, name);

    private string Write(string name, string text)
    {
        File.WriteAllText(At(name), text);
        return At(name);
    }
}
