using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Headroom.Operations.Texts;
using Headroom.Primitives;
using Headroom.Scoring.Boosting;
using Headroom.Scoring.Data;
using Headroom.Scoring.Development;
using Headroom.Scoring.Reporting;

namespace Headroom.Operations.Tests;

/// <summary>A model's report says everything in the reader's language.</summary>
public partial class ReportTextTests
{
    private static readonly ReportWords English = new("en", TextCatalog.Shipped.Under("report", Language.En));
    private static readonly ReportWords Chinese = new("zh", TextCatalog.Shipped.Under("report", Language.Zh));

    [Fact]
    public void Every_key_that_a_report_asks_for_has_a_text()
    {
        var keys = Sources("Reporting")
            .SelectMany(source => AskedKeys().Matches(source))
            .SelectMany(match => match.Groups["key"].Captures)
            .Select(key => key.Value)
            .Distinct()
            .ToList();

        keys.Count.ShouldBeGreaterThan(90);
        keys.Where(key => !TextCatalog.Shipped.Has("report." + key)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_remark_in_the_sources_is_the_english_text_of_its_code()
    {
        var texts = TextCatalog.Shipped.Under("report", Language.En);
        var remarks = Sources("").SelectMany(source => Remarks().Matches(source)).ToList();

        remarks.Count.ShouldBeGreaterThan(45);
        foreach (var remark in remarks)
        {
            var code = remark.Groups["code"].Value;
            var kinds =
                remark.Groups["of"].Value == "DataNotice"
                    ? ["notice-"]
                    : (string[])["why-", "bin-", "watch-", "fault-"];
            var key = kinds.Select(kind => kind + code).FirstOrDefault(texts.ContainsKey);
            key.ShouldNotBeNull(code);
            texts[key].ShouldBe(string.Concat(remark.Groups["part"].Captures.Select(part => part.Value)));
        }
    }

    [Fact]
    public void What_is_wrong_with_data_is_said_in_chinese_without_english()
    {
        var faults = TextCatalog
            .Shipped.Under("report", Language.Zh)
            .Where(text => text.Key.StartsWith("fault-", StringComparison.Ordinal))
            .ToList();

        faults.Count.ShouldBeGreaterThan(30);
        faults.Where(text => Latin().IsMatch(NamedValues().Replace(text.Value, ""))).ShouldBeEmpty();
    }

    [Fact]
    public void A_chinese_report_holds_no_english()
    {
        var table = Applicants();
        DevelopmentSpec spec = new()
        {
            Target = "违约",
            Date = "月份",
            Protected = ["地区"],
            TestShare = 0.3,
            Card = new ModelCard
            {
                Name = "信用评分卡",
                Purpose = "授信审批",
                Owner = "李伟",
                Date = "2026-11-22",
                Data = "样本",
            },
        };
        var scorecard = ScorecardDevelopment.Fit(table, spec).Report;
        var boosted = BoostedDevelopment.Fit(table, spec, new BoostingRules { TreesMax = 5 }).Report;

        scorecard.Notices.ShouldNotBeEmpty();
        scorecard.Months.ShouldNotBeEmpty();
        scorecard.Groups.ShouldNotBeEmpty();
        foreach (var report in (DevelopmentReport[])[scorecard, boosted])
        {
            var page = ReportPage.Write(report, Chinese);
            page.ShouldStartWith("<!doctype html><html lang=\"zh\">");
            Texts(page).Where(text => Latin().IsMatch(FieldTerms().Replace(text, ""))).Distinct().ShouldBeEmpty();
            Texts(ReportPage.Write(report, English)).ShouldContain("What became of each column");
        }
    }

    [Fact]
    public void What_was_noticed_is_the_same_in_english_as_in_the_data()
    {
        var report = ScorecardDevelopment.Fit(Applicants(), new DevelopmentSpec { Target = "违约" }).Report;

        foreach (var notice in report.Notices)
        {
            English.Say(notice).ShouldBe(notice.Message);
        }
    }

    /// <summary>All that a reader sees or a screen reader says.</summary>
    private static List<string> Texts(string page) =>
        [
            .. VisibleText()
                .Matches(Style().Replace(page, ""))
                .Select(match => WebUtility.HtmlDecode(match.Groups["text"].Value).Trim())
                .Where(text => text.Length > 0),
        ];

    private static IEnumerable<string> Sources(string folder) =>
        Directory
            .EnumerateFiles(
                Path.Combine(Folders.Root, "src", "Headroom.Scoring", folder),
                "*.cs",
                SearchOption.AllDirectories
            )
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"))
            .Select(File.ReadAllText);

    private static DataTable Applicants()
    {
        StringBuilder text = new("收入,逾期,渠道,地区,编号,月份,违约");
        uint state = 7;
        for (var i = 0; i < 3000; i++)
        {
            var (income, late) = (2000 + (8000 * Next()), (int)(4 * Next() * Next()));
            var channel = "甲乙丙"[(int)(3 * Next())];
            var region = Next() < 0.4 ? '南' : '北';
            var risk = 0.3 + (0.15 * late) - (0.00003 * income);
            var shown = i % 50 == 0 ? "未知" : income.ToString("F0", CultureInfo.InvariantCulture);
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n{shown},{(i % 9 == 0 ? -9 : late)},{channel},{region},{100000 + i},2025-{1 + (i % 12):00}-15,{(Next() < risk ? 1 : 0)}"
            );
        }

        return CsvTable.Read(new StringReader(text.ToString()));

        double Next()
        {
            state = unchecked((state * 1664525) + 1013904223);
            return state / 4294967296.0;
        }
    }

    [GeneratedRegex("""words(\["(?<key>[^"]+)"\]|\.Get\(\s*"(?<key>[^"]+)"|\.All\((\s*"(?<key>[^"]+)",?)+\s*\))""")]
    private static partial Regex AskedKeys();

    [GeneratedRegex(
        """(?<of>DataNotice|Remark)\.Of\(\s*"(?<code>[a-z0-9-]+)",\s*([^",]+,\s*)?("(?<part>[^"]*)"\s*\+?\s*)+"""
    )]
    private static partial Regex Remarks();

    [GeneratedRegex("<style>.*?</style>", RegexOptions.Singleline)]
    private static partial Regex Style();

    [GeneratedRegex("""(>|aria-label=")(?<text>[^<>"]+)""")]
    private static partial Regex VisibleText();

    // Terms that the field writes so in Chinese too.
    [GeneratedRegex(@"\b(AUC|KS|Gini|Brier|PSI|CSI|VIF|WoE|ROC|L1|p|E)\b|[0-9.]E[+-]?\d")]
    private static partial Regex FieldTerms();

    // Values, and options of the command line.
    [GeneratedRegex(@"\{[a-z]+\}|--[a-z-]+")]
    private static partial Regex NamedValues();

    [GeneratedRegex("[A-Za-z]")]
    private static partial Regex Latin();
}
