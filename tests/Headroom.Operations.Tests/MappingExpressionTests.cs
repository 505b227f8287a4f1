using Headroom.Primitives;
using Headroom.Profiles;

namespace Headroom.Operations.Tests;

public class MappingExpressionTests
{
    private const string Row = "A-1,person,5000,12.5,2020-01-31,900\n";

    private static readonly string WithOutcome =
        ImportFiles.Mapping.Replace("monthly: income", "monthly: 1", StringComparison.Ordinal)
        + "\noutcome: { defaulted: income > 5, occurredAt: asOf }\n";

    [Theory]
    [InlineData(
        "monthly: income",
        "monthly: income +",
        "mapping-expression-malformed",
        "line=10 column=24 key=income.monthly cause="
    )]
    [InlineData("monthly: income", "monthly: salary", "mapping-expression-malformed", "key=income.monthly cause=")]
    [InlineData(
        "id: id",
        "id: 'no such column'",
        "mapping-expression-malformed",
        "line=4 column=17 key=borrower.id cause="
    )]
    [InlineData(
        "monthly: income",
        "monthly: 'nosuch(income)'",
        "mapping-expression-malformed",
        "key=income.monthly cause="
    )]
    public void Wrong_FEEL_is_refused_with_its_place_and_the_columns_there_are(
        string right,
        string wrong,
        string code,
        string parts
    )
    {
        using var files = new ImportFiles(
            ImportFiles.Header + Row,
            ImportFiles.Mapping.Replace(right, wrong, StringComparison.Ordinal)
        );
        var refusal = files.OpeningRefusal();
        refusal.Code.ShouldBe(code);
        var said = string.Join(" ", refusal.Parameters.Select(p => $"{p.Name}={p.Value}"));
        said.ShouldContain(parts);
        said.ShouldEndWith("columns=id, kind, limit, drawn, opened, income");
    }

    [Theory]
    [InlineData("monthly: 1", "monthly: income * 0.5")]
    [InlineData("drawn: drawn", "drawn: if income = 900 then drawn else 0")]
    [InlineData("id: id", "id: 'get value(row, \"income\")'")]
    public void A_column_of_the_outcome_may_not_enter_anything_else(string right, string wrong)
    {
        using var files = new ImportFiles(
            ImportFiles.Header + Row,
            WithOutcome.Replace(right, wrong, StringComparison.Ordinal)
        );
        var refusal = files.OpeningRefusal();
        refusal.Code.ShouldBe("mapping-outcome-leaks");
        refusal.Parameters.ShouldContain(("name", "income"));
    }

    [Fact]
    public void The_outcome_is_a_signal_of_its_own_and_a_text_of_its_name_is_no_leak()
    {
        using var files = new ImportFiles(
            ImportFiles.Header + Row,
            WithOutcome.Replace("monthly: 1", "monthly: if kind = \"income\" then 2 else 1", StringComparison.Ordinal)
        );
        var outcome = files.Rows()[0].Draft.ShouldNotBeNull().Signals[^1];
        outcome.Kind.ShouldBe("outcome");
        outcome.Values.ShouldHaveSingleItem().ShouldBe(new("defaulted", SignalValue.Flag(true)));
    }

    [Fact]
    public void FEEL_that_fails_in_a_row_makes_the_row_bad()
    {
        using var files = new ImportFiles(
            ImportFiles.Header + Row + "A-2,person,5000,1,2020-01-31,high\n",
            ImportFiles.Mapping.Replace("monthly: income", "monthly: income * 12", StringComparison.Ordinal)
        );
        var rows = files.Rows();
        rows[0].Draft.ShouldNotBeNull().Signals[0].Values["monthly"].AsNumber.ShouldBe(10_800);
        var problem = rows[1].Problems.ShouldHaveSingleItem();
        problem.Why.Code.ShouldBe("import-expression-failed");
        problem.Columns.ShouldBe("income");
        problem.Why.Parameters.ShouldHaveSingleItem().Value.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("when: income > 500", 1)]
    [InlineData("when: income > 5000", 0)]
    [InlineData("when: 'null'", 0)]
    public void A_signal_is_there_when_its_condition_holds(string when, int count)
    {
        using var files = Signals($"occurredAt: asOf\n    {when}\n    values: {{ monthly: income }}");
        files.Rows()[0].Draft.ShouldNotBeNull().Signals.Count.ShouldBe(count);
    }

    [Fact]
    public void A_condition_that_is_neither_true_nor_false_makes_the_row_bad()
    {
        using var files = Signals("occurredAt: asOf\n    when: income\n    values: { monthly: income }");
        files
            .Rows()[0]
            .Problems.ShouldHaveSingleItem()
            .Why.ShouldBe(Refusal.Invalid("import-flag-malformed", ("value", "900")));
    }

    [Theory]
    [InlineData("opened", "2020-01-30T16:00:00Z")]
    [InlineData("date(\"2020-01-31\")", "2020-01-30T16:00:00Z")]
    [InlineData("'\"2020-01-31T09:15:00+08:00\"'", "2020-01-31T01:15:00Z")]
    [InlineData("'\"2020-01-31T09:15:00.1234567Z\"'", "2020-01-31T09:15:00.123456Z")]
    [InlineData("date and time(\"2020-01-31T09:15:00+08:00\")", "2020-01-31T01:15:00Z")]
    public void An_instant_is_a_business_date_or_a_time_with_its_offset(string feel, string instant)
    {
        using var files = Signals($"occurredAt: {feel}\n    values: {{ monthly: income }}");
        files
            .Rows()[0]
            .Draft.ShouldNotBeNull()
            .Signals[0]
            .OccurredAt.ShouldBe(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("'\"2020-01-31T09:15:00\"'")]
    [InlineData("date and time(\"2020-01-31T09:15:00\")")]
    [InlineData("income")]
    public void A_time_without_its_offset_makes_the_row_bad(string feel)
    {
        using var files = Signals($"occurredAt: {feel}\n    values: {{ monthly: income }}");
        files.Rows()[0].Problems.ShouldHaveSingleItem().Why.Code.ShouldBe("import-date-malformed");
    }

    [Fact]
    public void A_value_that_is_a_list_makes_the_row_bad()
    {
        using var files = Signals("occurredAt: asOf\n    values: { monthly: '[income]' }");
        files.Rows()[0].Problems.ShouldHaveSingleItem().Why.Code.ShouldBe("import-value-unusable");
    }

    [Fact]
    public void A_month_s_problem_names_the_month()
    {
        using var files = Signals(
            "occurredAt: monthEnd\n    values: { period: month, billed: bill }\n    forEachMonth: [{ month: 2024-05, bill: income }, { month: 2024-06, bill: kind }]",
            "statement"
        );
        files.Rows()[0].Problems.ShouldHaveSingleItem().Field.ShouldBe("statement.billed 2024-06");
    }

    [Theory]
    [InlineData("income")]
    [InlineData("asOf")]
    public void A_month_may_not_use_a_name_that_is_taken(string name)
    {
        using var files = Signals(
            $"occurredAt: monthEnd\n    values: {{ period: month }}\n    forEachMonth: [{{ month: 2024-05, {name}: limit }}]",
            "statement"
        );
        var refusal = files.OpeningRefusal();
        refusal.Code.ShouldBe("mapping-name-taken");
        refusal.Parameters.ShouldContain(("name", name));
    }

    [Fact]
    public void A_column_that_FEEL_cannot_spell_is_reached_through_the_row()
    {
        using var files = new ImportFiles(
            "id,kind,limit,drawn,opened,1st income?\n" + Row,
            ImportFiles.Mapping.Replace(
                "monthly: income",
                "monthly: 'get value(row, \"1st income?\")'",
                StringComparison.Ordinal
            )
        );
        files.Rows()[0].Draft.ShouldNotBeNull().Signals[0].Values["monthly"].AsNumber.ShouldBe(900);
    }

    [Fact]
    public void A_column_goes_before_a_name_that_Headroom_gives()
    {
        using var files = new ImportFiles(
            "id,kind,limit,drawn,opened,row\n" + Row,
            ImportFiles.Mapping.Replace("monthly: income", "monthly: row", StringComparison.Ordinal)
        );
        files.Rows()[0].Draft.ShouldNotBeNull().Signals[0].Values["monthly"].AsNumber.ShouldBe(900);
    }

    private static ImportFiles Signals(string rest, string kind = "income") =>
        new(
            ImportFiles.Header + Row,
            ImportFiles.Mapping[..ImportFiles.Mapping.IndexOf("signals:", StringComparison.Ordinal)]
                + $"signals:\n  - kind: {kind}\n    source: file\n    {rest}\n"
        );
}
