using System.Text;

namespace Headroom.Assessment.Tests;

/// <summary>A pack with a fault becomes no release, and the finding names the file, the place and the cure.</summary>
public class BadPackTests
{
    // csharpier-ignore-start
    [Theory]
    //          file                       find                                            replace by                                     code                   place
    [InlineData("pack.yaml",               "name: cn-consumer",                            "nam: cn-consumer",                            "key-missing",         "name")]
    [InlineData("pack.yaml",               "leastLimit: 500",                              "leastLimit: some",                            "value-malformed",     "leastLimit")]
    [InlineData("pack.yaml",               "leastLimit: 500",                              "leastLimit: 500\nlargestLimit: 1",            "key-unknown",         "largestLimit")]
    [InlineData("pack.yaml",               "currency: CNY",                                "currency: CNX",                               "currency-unknown",    "currency")]
    [InlineData("pack.yaml",               "CNY: { perUnit: 1, step: 100 }",               "CNY: { perUnit: 2, step: 100 }",              "currency-own-missing","currencies.CNY")]
    [InlineData("pack.yaml",               "step: 1000",                                   "step: 0",                                     "value-out-of-range",  "currencies.TWD")]
    [InlineData("pack.yaml",               "grade: Grade",                                 "grade: Grades",                               "decision-unknown",    "Grade")]
    [InlineData("pack.yaml",               "Capacity, unknown: allowed",                   "Capacity, unknown: maybe",                        "value-malformed",     "decisions.capacity.unknown")]
    [InlineData("pack.yaml",               "  age: age",                                   "  age: agee",                                 "feature-unknown",     "inputs.age")]
    [InlineData("pack.yaml",               "  age: age",                                   "  score: age",                                "input-taken",         "inputs.score")]
    [InlineData("pack.yaml",               "  other_lines: other_lines\n",                 "",                                            "input-unknown",       "other_lines")]
    [InlineData("pack.yaml",               "under-age: { age: 30 }",                       "under-age: { age: adult }",                   "value-wrong-kind",    "reasons.under-age.age")]
    [InlineData("pack.yaml",               "under-age: { age: 30 }",                       "under-aged: { age: 30 }",                     "text-missing",        "under-aged")]
    [InlineData("pack.yaml",               "  settle-court-record:\n    steps",            "  settle-record:\n    steps",                 "text-missing",        "settle-record")]
    [InlineData("pack.yaml",               "{ when: down, set: { statement_age_days: 0 } }", "{ when: sideways, set: { age: 1 } }",       "value-malformed",     "levers.send-statement.steps[1].when")]
    [InlineData("pack.yaml",               "score: { person: score.pmml",                  "score: { person: scores.pmml",                "file-missing",        "")]
    [InlineData("pack.yaml",               "version: 1.0.0",                               "version: [1",                                 "yaml-malformed",      "")]
    [InlineData("caps.yaml",               "    citation: Relaxation for banks of March",   "    source: Relaxation for banks of March",   "key-missing",         "amounts[2].citation")]
    [InlineData("caps.yaml",               "    from: 2025-10-01",                         "    from: 1 October",                         "value-malformed",     "costs[1].from")]
    [InlineData("caps.yaml",               "    until: 2025-03-14",                        "    until: 2019-03-14",                       "value-out-of-range",  "amounts[1].until")]
    [InlineData("caps.yaml",               "    amount: 10000000",                         "    amount: -1",                              "value-out-of-range",  "amounts[4].amount")]
    [InlineData("texts/zh.yaml",           "  under-age: ",                                "  under-aged: ",                              "text-missing",        "reason.under-age")]
    [InlineData("texts/zh.yaml",           "您的年龄为 {age} 岁",                           "您的年龄为 {ages} 岁",                         "text-values-differ",  "reason.under-age")]
    [InlineData("texts/en.yaml",           "You are {age};",                               "You are {age:years};",                        "text-malformed",      "reason.under-age")]
    [InlineData("texts/en.yaml",           "We do not know your age.",                     "We do not know {your age.",                   "text-malformed",      "reason.age-unknown")]
    [InlineData("score.pmml",              "reasonCode=\"score-income\"",                  "reasonCode=\"score-incomes\"",                "text-missing",        "score-incomes")]
    [InlineData("score.pmml",              "<DataField name=\"education\"",                "<DataField name=\"educations\"",              "pmml-unknown-field",  "")]
    [InlineData("score.pmml",              "partialScore=\"22\"",                          "partialScore=\"many\"",                       "pmml-value",          "")]
    [InlineData("gates.dmn",               "\"under-age\"",                                "\"underage\"",                                "text-missing",        "Knock-outs, rule 1, column reason")]
    [InlineData("gates.dmn",               "<outputEntry><text>\"decline\"</text>",        "<outputEntry><text>\"deny\"</text>",          "word-unknown",        "Knock-outs, rule 1, column effect")]
    [InlineData("gates.dmn",               "<outputEntry><text>\"delinquency\"</text>",    "<outputEntry><text>\"late\"</text>",          "word-unknown",        "Freeze triggers, rule 1, column kind")]
    [InlineData("gates.dmn",               "<outputEntry><text>\"draws-and-increases\"</text>", "<outputEntry><text>\"all\"</text>",      "word-unknown",        "Freeze triggers, rule 1, column scope")]
    [InlineData("gates.dmn",               "<outputEntry><text>\"pay-overdue\"</text>",    "<outputEntry><text>\"pay\"</text>",           "text-missing",        "Freeze triggers, rule 1, column cure")]
    [InlineData("gates.dmn",               "<text>&lt; 18</text>",                         "<text>&lt; </text>",                          "feel.syntax",         "Knock-outs, rule 1, column age")]
    [InlineData("gates.dmn",               "<text>&lt; 18</text>",                         "<text>&lt; adult age</text>",                 "feel.name",           "Knock-outs, rule 1, column age")]
    [InlineData("limit.dmn",               "label=\"pd\" name=\"pd\"",                     "label=\"pd\" name=\"risk\"",                  "column-missing",      "Grade")]
    [InlineData("limit.dmn",               "label=\"pd\" name=\"pd\"",                     "label=\"pd\" name=\"risk\"",                  "column-unknown",      "Grade")]
    [InlineData("limit.dmn",               "decision-caps-table\" hitPolicy=\"COLLECT\"",  "decision-caps-table\" hitPolicy=\"UNIQUE\"",  "hit-policy-unfit",    "Caps")]
    [InlineData("limit.dmn",               "</definitions>",                               "</definition>",                               "dmn.xml",             "")]
    // csharpier-ignore-end
    public void A_fault_is_named_with_its_place(string file, string find, string replace, string code, string place)
    {
        var load = Load(file, find, replace);

        load.Release.ShouldBeNull();
        var found = load.Diagnostics.Where(diagnostic => diagnostic.Code == code && diagnostic.Place == place).ToList();
        found.ShouldNotBeEmpty(string.Join('\n', load.Diagnostics));
        found.ShouldAllBe(diagnostic => diagnostic.Message.Length > 0 && diagnostic.Cure.Length > 0);
        if (place.Length > 0 && !file.StartsWith("texts", StringComparison.Ordinal))
        {
            found.ShouldAllBe(diagnostic => diagnostic.Line > 0);
        }
    }

    [Theory]
    [InlineData("cases/holds.yaml", "action: freeze, places: [late-two-months], nextReview: 2026-04-01", "action: cancel", "case-failed")]
    [InlineData("cases/holds.yaml", "months_late_latest: 1,", "month_late_latest: 1,", "feature-not-used")]
    [InlineData("cases/holds.yaml", "trigger: signal", "trigger: whim", "word-unknown")]
    public void A_case_that_fails_or_cannot_be_read_fails_the_check(string file, string find, string replace, string code)
    {
        var check = PackChecker.Check(Changed(file, find, replace));

        check.Passed.ShouldBeFalse();
        check.Diagnostics.ShouldContain(diagnostic => diagnostic.Code == code && diagnostic.File == file);
    }

    [Fact]
    public void A_pack_without_its_list_says_which_file_is_missing() =>
        PolicyRelease
            .Load(new Dictionary<string, byte[]>())
            .Diagnostics.ShouldHaveSingleItem()
            .ToString()
            .ShouldBe("pack.yaml: The file is not there. Add it, or take it out of pack.yaml. [file-missing]");

    [Fact]
    public void A_file_of_nothing_but_brackets_is_refused()
    {
        var files = ShippedPack.Files();
        files["caps.yaml"] = Encoding.UTF8.GetBytes("amounts: " + new string('[', 100_000));

        PolicyRelease.Load(files).Diagnostics.ShouldContain(found => found.Code == "yaml-malformed" && found.Line == 1);
    }

    // A rule that fails is never a rule that says no, nor one that says yes: it refers.
    [Theory]
    [InlineData("limit.dmn", "<text>[650..700)</text>", "<text>[660..700)</text>", "no-answer", "Grade")]
    [InlineData("limit.dmn", "<outputEntry><text>\"B\"</text>", "<outputEntry><text>if 1 / (score - score) = 0 then \"B\" else \"C\"</text>", "evaluation-error", "Grade")]
    [InlineData("movement.dmn", "<outputEntry><text>0.0003</text>", "<outputEntry><text>-3</text>", "bad-answer", "Daily rate")]
    [InlineData("movement.dmn", "\"B\"</text></inputEntry>\n        <outputEntry><text>90<", "\"B\"</text></inputEntry>\n        <outputEntry><text>-5<", "bad-answer", "Next review")]
    public void What_fails_at_run_time_refers_and_never_approves(
        string file,
        string find,
        string replace,
        string code,
        string decision
    )
    {
        var release = Load(file, find, replace).Release.ShouldNotBeNull();
        var facts = Facts.Unknown(20_000, Facts.Number("months_late_latest", 0), Facts.Number("times_late_6m", 0));

        var outcome = release.Assess(facts);

        outcome.Action.ShouldBe(DecisionAction.Refer);
        outcome.LimitAfter.ShouldBe(outcome.LimitBefore);
        outcome.HoldsToCure.ShouldBeEmpty();
        outcome.Referral.ShouldBe("policy-failure");
        outcome.Reasons.ShouldHaveSingleItem().Code.ShouldBe("policy-failure");
        outcome.Failure.ShouldNotBeNull().Code.ShouldBe(code);
        outcome.Failure.Decision.ShouldBe(decision);
    }

    private static PackLoad Load(string file, string find, string replace) =>
        PolicyRelease.Load(Changed(file, find, replace));

    // Only the first place that matches is changed: what a slip of one cell does.
    private static Dictionary<string, byte[]> Changed(string file, string find, string replace)
    {
        var files = ShippedPack.Files();
        var text = Encoding.UTF8.GetString(files[file]);
        var at = text.IndexOf(find, StringComparison.Ordinal);
        at.ShouldBeGreaterThanOrEqualTo(0, $"{file} has no '{find}'.");
        files[file] = Encoding.UTF8.GetBytes(text[..at] + replace + text[(at + find.Length)..]);
        return files;
    }
}
