namespace Headroom.Dmn.Tests;

public class TableCheckTests
{
    private static DmnDiagnostic[] Check(string policy, string inputs, string outputs, params string[] rules)
    {
        var model = new TestModel("check");
        var names = inputs.Split('|', StringSplitOptions.TrimEntries).Select(column => column.Split(':')).ToArray();
        foreach (var name in names)
        {
            model.Input(name[0], name[1]);
        }
        model.Decision(
            "D",
            "Any",
            TestModel.Table(policy, inputs, outputs, rules),
            [.. names.Select(name => "?" + name[0])]
        );
        return [.. model.Compile().Diagnostics];
    }

    [Theory]
    [InlineData("age:number", "< 18 => 1", "> 18 => 2", "age = 18")]
    [InlineData("age:number", "[0..10] => 1", "[11..20] => 2", "age = -1")]
    [InlineData("flag:boolean", "true => 1", "true => 1", "flag = false")]
    [InlineData("grade:string", "\"A\" => 1", "not(\"A\",\"B\") => 2", "grade = \"B\"")]
    [InlineData("day:date", "< date(\"2024-02-01\") => 1", "> date(\"2024-02-01\") => 2", "day = 2024-02-01")]
    public void Finds_gaps_in_one_column(string input, string first, string second, string example)
    {
        var found = Check("hitPolicy='ANY'", input, "o:number", first, second);

        var gap = found.First();
        (gap.Code, gap.File, gap.Decision, gap.Column, gap.Example).ShouldBe(
            ("dmn.table.gap", "check.dmn", "D", input.Split(':')[0], example)
        );
    }

    [Fact]
    public void Days_that_follow_each_other_leave_no_gap()
    {
        Check("", "day:date", "o:number", "<= date(\"2024-01-31\") => 1", ">= date(\"2024-02-01\") => 2")
            .ShouldBeEmpty();
    }

    [Fact]
    public void Finds_a_gap_between_two_columns()
    {
        var gap = Check("", "a:number|b:boolean", "o:number", "< 0|- => 1", ">= 0|true => 2").ShouldHaveSingleItem();

        gap.Code.ShouldBe("dmn.table.gap");
        gap.Example.ShouldBe("a = 0, b = false");
    }

    [Fact]
    public void Finds_overlaps_under_unique_with_row_column_and_example()
    {
        var overlap = Check("", "a:number|b:boolean", "o:number", "<= 5|- => 1", ">= 5|true => 2", "> 5|false => 3")
            .ShouldHaveSingleItem();

        (overlap.Code, overlap.Row, overlap.Column, overlap.Example).ShouldBe(
            ("dmn.table.overlap", 2, "a", "a = 5, b = true")
        );
    }

    [Fact]
    public void Under_any_only_rules_that_disagree_overlap()
    {
        Check("hitPolicy='ANY'", "a:number", "o:number", "<= 5 => 1", ">= 5 => 1").ShouldBeEmpty();
        Check("hitPolicy='ANY'", "a:number", "o:number", "<= 5 => 1", ">= 5 => 2")
            .ShouldHaveSingleItem()
            .Code.ShouldBe("dmn.table.overlap");
    }

    [Theory]
    [InlineData("a:number", "< 10 => 1")]
    [InlineData("a:boolean", "true => 1")]
    [InlineData("a:string", "\"x\" => 1")]
    public void A_rule_that_asks_for_a_missing_input_can_fire(string input, string other)
    {
        Check("hitPolicy='FIRST'", input, "o:number", other, "null => 2", "- => 3").ShouldBeEmpty();
        Check("hitPolicy='COLLECT'", input, "o:number", other, "null => 2").ShouldBeEmpty();
    }

    [Fact]
    public void Finds_rules_that_never_fire()
    {
        var found = Check(
            "hitPolicy='FIRST'",
            "a:number",
            "o:number",
            "< 10 => 1",
            "- => 2",
            "> 50 => 3",
            "[9..2] => 4"
        );

        found.Select(d => (d.Code, d.Row)).ShouldBe([("dmn.table.unreachable", 3), ("dmn.table.unreachable", 4)]);
        (found[0].Message, found[0].Example).ShouldBe(
            ("Rules above match whatever this one matches, so it never fires: rule 2 takes the example.", "a = 51")
        );
        found[1].Message.ShouldBe("No value passes the cell [9..2], so the rule never fires.");
    }

    [Fact]
    public void Finds_missing_defaults()
    {
        Check("hitPolicy='FIRST'", "a:number", "o:number", "< 10 => 1")
            .ShouldHaveSingleItem()
            .Code.ShouldBe("dmn.table.default");
        Check("hitPolicy='FIRST'", "a:number", "o:number!0", "< 10 => 1").ShouldBeEmpty();
        Check("hitPolicy='FIRST'", "a:number", "o:number!0|p:number", "- => 1|1")
            .ShouldHaveSingleItem()
            .Column.ShouldBe("p");
    }

    [Fact]
    public void A_rule_whose_cell_depends_on_more_than_its_input_is_given_the_benefit_of_the_doubt()
    {
        Check("", "a:number|b:number", "o:number", "< 10|- => 1", ">= 10|> a => 2").ShouldBeEmpty();
    }

    [Fact]
    public void Collecting_tables_may_have_gaps_and_overlaps()
    {
        Check("hitPolicy='COLLECT'", "a:number", "o:number", "< 10 => 1", "< 5 => 2").ShouldBeEmpty();
    }

    [Fact]
    public void Ranking_needs_allowed_values()
    {
        Check("hitPolicy='PRIORITY'", "a:number", "o:number", "- => 1")
            .ShouldHaveSingleItem()
            .Code.ShouldBe("dmn.table.priority");
    }
}
