using System.Globalization;

namespace Headroom.Product.Tests.CommandLine;

public sealed class ScorecardTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("headroom-scorecard-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_scorecard_is_developed_applied_compared_and_watched()
    {
        var data = Write("data.csv", PastBorrowers.Csv(4000, 0));
        var model = At("model.pmml");

        var fitted = await HeadroomProcess.JsonAsync([
            "scorecard",
            "fit",
            data,
            "--target",
            "bad",
            "--out",
            model,
            "--report",
            At("report.html"),
        ]);
        var boosted = await HeadroomProcess.JsonAsync([
            "model",
            "boost",
            data,
            "--target",
            "bad",
            "--out",
            At("boosted.pmml"),
            "--spec",
            Write("spec.yaml", "boosting:\n  treesMax: 30\n"),
        ]);
        var applied = await HeadroomProcess.JsonAsync([
            "scorecard",
            "apply",
            data,
            "--model",
            model,
            "--out",
            At("scores.csv"),
        ]);
        var compared = await HeadroomProcess.JsonAsync([
            "scorecard",
            "compare",
            data,
            "--target",
            "bad",
            "--model",
            model,
            "--model",
            At("boosted.pmml"),
        ]);
        var watched = await HeadroomProcess.JsonAsync([
            "model",
            "watch",
            data,
            "--model",
            model,
            "--target",
            "bad",
            "--cut-off",
            "600",
        ]);

        fitted.GetProperty("test").GetProperty("auc").GetDouble().ShouldBeInRange(0.6, 0.9);
        fitted.GetProperty("test").GetProperty("ks").GetDouble().ShouldBeInRange(0.15, 0.7);
        fitted.GetProperty("train").GetProperty("auc").GetDouble().ShouldBeInRange(0.6, 0.9);
        fitted.GetProperty("seconds").GetDouble().ShouldBeGreaterThan(0);
        boosted.GetProperty("test").GetProperty("auc").GetDouble().ShouldBeInRange(0.6, 0.9);
        applied.GetProperty("missing").GetInt32().ShouldBe(0);
        (await File.ReadAllLinesAsync(At("scores.csv"), TestContext.Current.CancellationToken)).Length.ShouldBe(4001);
        compared.GetProperty("models").GetArrayLength().ShouldBe(2);
        watched.GetProperty("raisesCase").GetBoolean().ShouldBeFalse();
        var page = await File.ReadAllTextAsync(At("report.html"), TestContext.Current.CancellationToken);
        page.ShouldContain("<svg");
        page.ShouldNotContain("http");
    }

    [Theory]
    [InlineData("scorecard", "fit")]
    [InlineData("model", "boost")]
    public async Task A_report_is_written_in_the_language_asked_for(string group, string command)
    {
        var data = Write("data.csv", PastBorrowers.Csv(2000, 0));
        string[] develop = [group, command, data, "--target", "bad", "--out", At("model.pmml")];

        var chinese = await HeadroomProcess.RunAsync([.. develop, "--report", At("zh.html"), "--lang", "zh"]);
        await HeadroomProcess.RunAsync([.. develop, "--report", At("en.html")]);

        chinese.Exit.ShouldBe(0, chinese.Errors);
        chinese.Errors.ShouldContain("按名称将列“bad”的“0”视为好。");
        var page = await File.ReadAllTextAsync(At("zh.html"), TestContext.Current.CancellationToken);
        page.ShouldContain("<html lang=\"zh\">");
        page.ShouldContain("<h2>各列的去向</h2>");
        var english = await File.ReadAllTextAsync(At("en.html"), TestContext.Current.CancellationToken);
        english.ShouldContain("<h2>What became of each column</h2>");
    }

    [Fact]
    public async Task A_population_that_has_moved_ends_with_one()
    {
        var model = At("model.pmml");
        await HeadroomProcess.JsonAsync([
            "scorecard",
            "fit",
            Write("then.csv", PastBorrowers.Csv(3000, 0)),
            "--target",
            "bad",
            "--out",
            model,
        ]);

        var (exit, output, _) = await HeadroomProcess.RunAsync(
            "model",
            "watch",
            Write("now.csv", PastBorrowers.Csv(3000, 4000)),
            "--model",
            model
        );

        exit.ShouldBe(1);
        output.ShouldContain("score-psi");
        output.ShouldContain("Someone must act");
    }

    [Fact]
    public async Task Probabilities_are_calibrated_to_a_population_and_scores_stay()
    {
        var data = Write("data.csv", PastBorrowers.Csv(4000, 0));
        var model = At("model.pmml");
        await HeadroomProcess.JsonAsync("scorecard", "fit", data, "--target", "bad", "--out", model);
        string[] calibrate = ["model", "calibrate", data, "--model", model, "--target", "bad"];

        var shifted = await HeadroomProcess.JsonAsync([
            .. calibrate,
            "--population-rate",
            "0.02",
            "--out",
            At("shifted.pmml"),
        ]);
        var stepped = await HeadroomProcess.JsonAsync([
            .. calibrate,
            "--method",
            "isotonic",
            "--out",
            At("stepped.pmml"),
        ]);

        shifted.GetProperty("shift").GetDouble().ShouldBeLessThan(-1);
        stepped.GetProperty("steps").GetInt32().ShouldBeGreaterThan(3);
        var after = stepped.GetProperty("after");
        after.GetProperty("auc").GetDouble().ShouldBe(stepped.GetProperty("before").GetProperty("auc").GetDouble());
        var means = new List<double>();
        foreach (var file in new[] { "model", "shifted", "stepped" })
        {
            await HeadroomProcess.JsonAsync(
                "scorecard",
                "apply",
                data,
                "--model",
                At(file + ".pmml"),
                "--out",
                At(file + ".csv")
            );
            var lines = await File.ReadAllLinesAsync(At(file + ".csv"), TestContext.Current.CancellationToken);
            means.Add(lines.Skip(1).Average(line => double.Parse(line.Split(',')[2], CultureInfo.InvariantCulture)));
        }

        means[1].ShouldBeInRange(0.015, 0.03);
        means[2].ShouldBe(means[0], 0.02);
    }

    [Fact]
    public async Task Inferred_rejects_are_published_beside_the_known_outcomes()
    {
        var lines = PastBorrowers.Csv(4000, 0).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var applicants = lines.Select((line, i) => i > 0 && i % 4 == 0 ? line[..^1] : line);
        var data = Write("applicants.csv", string.Join('\n', applicants));

        var result = await HeadroomProcess.JsonAsync(
            "scorecard",
            "fit",
            data,
            "--target",
            "bad",
            "--rejects",
            "parcelling",
            "--out",
            At("inferred.pmml")
        );

        File.Exists(At("inferred.pmml")).ShouldBeTrue();
        File.Exists(At("inferred.known.pmml")).ShouldBeTrue();
        var (known, inferred) = (result.GetProperty("known"), result.GetProperty("inferred"));
        known
            .GetProperty("test")
            .GetProperty("rows")
            .GetInt32()
            .ShouldBe(inferred.GetProperty("test").GetProperty("rows").GetInt32());
        inferred
            .GetProperty("data")
            .GetProperty("train")
            .GetInt32()
            .ShouldBeGreaterThan(known.GetProperty("data").GetProperty("train").GetInt32());
    }

    [Fact]
    public async Task The_inventory_warns_of_a_review_that_is_overdue_and_keeps_versions_apart()
    {
        var data = Write("data.csv", PastBorrowers.Csv(3000, 0));
        string[] inventory = ["--inventory", At("models.json")];
        await HeadroomProcess.JsonAsync("scorecard", "fit", data, "--target", "bad", "--out", At("a.pmml"));
        var other = Write("other.csv", PastBorrowers.Csv(3000, 500));
        await HeadroomProcess.JsonAsync("scorecard", "fit", other, "--target", "bad", "--out", At("b.pmml"));

        await HeadroomProcess.JsonAsync([
            "model",
            "register",
            At("a.pmml"),
            "--stage",
            "live",
            "--owner",
            "Li",
            .. inventory,
        ]);
        var changed = await HeadroomProcess.RunAsync(["model", "register", At("b.pmml"), .. inventory]);
        var fine = await HeadroomProcess.RunAsync(["model", "list", .. inventory]);
        await HeadroomProcess.RunAsync(["model", "register", At("a.pmml"), "--review-due", "2020-01-31", .. inventory]);
        var overdue = await HeadroomProcess.RunAsync(["model", "list", .. inventory]);
        await HeadroomProcess.RunAsync(["model", "register", At("a.pmml"), "--stage", "retired", .. inventory]);
        var retired = await HeadroomProcess.RunAsync(["model", "list", .. inventory]);

        changed.Exit.ShouldBe(2);
        changed.Errors.ShouldContain("inventory-version-changed");
        fine.Exit.ShouldBe(0, fine.Errors);
        fine.Output.ShouldContain("Li");
        overdue.Exit.ShouldBe(1);
        overdue.Errors.ShouldContain("was due for review on 2020-01-31");
        retired.Exit.ShouldBe(0, retired.Errors);
        retired.Output.ShouldContain("retired");
    }

    [Theory]
    [InlineData("scorecard fit nowhere.csv --target bad", "[file-not-found]")]
    [InlineData(
        "scorecard fit {data}",
        "Name the column that holds the outcome with --target. (target-absent) [scoring-refused]"
    )]
    [InlineData("scorecard fit {data} --target worse", "(data-unknown-column) [scoring-refused]")]
    [InlineData("scorecard fit {data} --target bad --good maybe", "(target-good-value) [scoring-refused]")]
    [InlineData("scorecard fit {data} --target bad --test-rows {words}", "[scoring-rows-malformed]")]
    [InlineData("scorecard fit {data} --target bad --spec {words}", "[scoring-spec-malformed]")]
    [InlineData("scorecard fit {short} --target bad", "(data-cell-count) [scoring-refused]")]
    [InlineData("scorecard apply {data} --model {words}", "(pmml-malformed) [scoring-refused]")]
    [InlineData("scorecard fit {data} --target bad --rejects parcelling", "(reject-none) [scoring-refused]")]
    [InlineData("model list --inventory {words}", "(inventory-malformed) [scoring-refused]")]
    public async Task Wrong_input_gets_one_message_and_no_stack_trace(string line, string message)
    {
        var arguments = line.Replace("{data}", Write("data.csv", PastBorrowers.Csv(200, 0)))
            .Replace("{words}", Write("words.txt", "colour: blue\n"))
            .Replace("{short}", Write("short.csv", "a,bad\n1,0\n2,1\n3"));

        var (exit, output, errors) = await HeadroomProcess.RunAsync(
            arguments.Split(' ', count: 4) is [var a, var b, var c, .. var rest]
                ? [a, b, c, .. rest.SelectMany(part => part.Split(' '))]
                : []
        );

        exit.ShouldBe(2);
        output.ShouldBeEmpty();
        errors.ShouldContain(message);
        errors.ShouldNotContain("   at ");
    }

    private string At(string name) => Path.Combine(_folder.FullName, name);

    private string Write(string name, string text)
    {
        File.WriteAllText(At(name), text);
        return At(name);
    }
}
