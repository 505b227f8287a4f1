namespace Headroom.Dmn.Tests;

/// <summary>Cells of decision tables, one row each: the input's type, its value, the cell, and whether it passes.</summary>
public class CellCaseTests
{
    public static TheoryData<string, string, string, string> Cells()
    {
        var data = new TheoryData<string, string, string, string>();
        const string Rows = """
            number | 5 | 5 => yes
            number | 5 | 5.0 => yes
            number | 5 | 4, 5 => yes
            number | 5 | (4, 5) => no
            number | 5 | - => yes
            number | null | - => yes
            number | null | null => yes
            number | 5 | null => no
            number | null | 5 => no
            number | null | < 5 => no
            number | null | not(5) => yes
            number | null | not(null) => no
            number | 5 | not(null) => yes
            number | 5 | not(5) => no
            number | 5 | not(4) => yes
            number | 5 | not(1, 2, [4..6]) => no
            number | 5 | not(< 3, > 7) => yes
            number | 5 | < 5 => no
            number | 5 | <= 5 => yes
            number | 5 | > 4.99 => yes
            number | 5 | >= 5.01 => no
            number | 5 | = 5 => yes
            number | 5 | != 5 => no
            number | 5 | != 6 => yes
            number | 5 | [1..5] => yes
            number | 5 | [1..5) => no
            number | 5 | (5..6] => no
            number | 5 | ]4..6[ => yes
            number | 5 | [5..5] => yes
            number | 5 | [6..4] => no
            number | -5 | -5 => yes
            number | -5 | < -4 => yes
            number | -5 | [-6..-4] => yes
            number | 5 | limit => yes
            number | 5 | < limit => no
            number | 5 | <= limit => yes
            number | 5 | limit - 1, limit => yes
            number | 5 | [limit..limit + 1] => yes
            number | 5 | allowed => yes
            number | 6 | allowed => no
            number | 5 | not(allowed) => no
            number | 5 | span => yes
            number | 8 | span => no
            number | 5 | ? = 5 => yes
            number | 5 | ? > 4 and ? < 6 => yes
            number | 5 | ? < 4 or ? > 6 => no
            number | 5 | odd(?) => yes
            number | 4 | odd(?) => no
            number | 5 | not(odd(?)) => no
            number | 5 | ? in [1..5] => yes
            number | 5 | ? between 1 and 4 => no
            number | 5 | list contains(allowed, ?) => yes
            number | 5 | some x in allowed satisfies x = ? => yes
            number | 5 | if ? > 4 then true else false => yes
            number | 5 | 2 + 3 => yes
            number | 5 | 2 ** 2 => no
            number | 5 | "5" => no
            number | 5 | true => yes
            number | 5 | [4, 5] => yes
            number | 5 | [[4, 5]] => no
            number | 5 | 1, < 2, ? = 5 => yes
            number | 5 | max(allowed) => yes
            number | 0.1 + 0.2 | 0.3 => yes
            string | "a" | "a" => yes
            string | "a" | "A" => no
            string | "a" | "a", "b" => yes
            string | "a,b" | "a,b" => yes
            string | "c" | not("a", "b") => yes
            string | "a" | < "b" => yes
            string | "b" | ["a".."c"] => yes
            string | "say \"hi\"" | "say \"hi\"" => yes
            string | "" | "" => yes
            string | null | "" => no
            string | "abc" | starts with(?, "a") => yes
            string | "abc" | string length(?) > 3 => no
            string | "abc" | matches(?, "^a.c$") => yes
            string | "a" | word => yes
            string | "b" | word, "b" => yes
            boolean | true | true => yes
            boolean | false | true => no
            boolean | false | false => yes
            boolean | null | false => no
            boolean | null | true => no
            boolean | true | not(false) => yes
            boolean | true | not(true) => no
            boolean | true | ? => yes
            boolean | false | ? => no
            boolean | true | flag => yes
            boolean | false | - => yes
            boolean | false | ? = false => yes
            date | date("2024-05-17") | date("2024-05-17") => yes
            date | date("2024-05-17") | @"2024-05-17" => yes
            date | date("2024-05-17") | > date("2024-05-16") => yes
            date | date("2024-05-17") | [date("2024-01-01")..date("2024-12-31")] => yes
            date | date("2024-05-17") | not(< @"2024-01-01") => yes
            date | date("2024-05-17") | ?.year = 2024 => yes
            date | date("2024-05-17") | ? + duration("P1D") = @"2024-05-18" => yes
            date | date("2024-05-17") | @"2024-05-17T00:00:00" => no
            dateTime | date and time("2024-05-17T10:00:00Z") | > @"2024-05-17T09:00:00Z" => yes
            dateTime | date and time("2024-05-17T10:00:00Z") | @"2024-05-17T18:00:00+08:00" => yes
            time | time("10:00:00") | [@"09:00:00"..@"11:00:00"] => yes
            time | time("10:00:00Z") | @"11:00:00+01:00" => yes
            dayTimeDuration | duration("P1D") | duration("PT24H") => yes
            dayTimeDuration | duration("P1D") | < @"P2D" => yes
            yearMonthDuration | duration("P1Y") | [@"P6M"..@"P18M"] => yes
            Any | [1, 2] | [1, 2] => yes
            Any | [1, 2] | [[1, 2], 3] => yes
            Any | [1, 2] | list contains(?, 2) => yes
            Any | [1, 2] | count(?) > 2 => no
            Any | [1, 2] | every x in ? satisfies x > 0 => yes
            Any | {a: 1} | {a: 1} => yes
            Any | {a: 1} | ?.a = 1 => yes
            Any | {a: 1} | ?.a > 1 => no
            Any | 5 | "a", 5, true => yes
            Any | "a" | "a", 5, true => yes
            Any | [1..5] | [1..5] => yes
            """;
        foreach (var row in Rows.Split('\n', StringSplitOptions.TrimEntries))
        {
            var (bar, at) = (row.Split(" | ", 3), row.LastIndexOf("=>", StringComparison.Ordinal));
            data.Add(bar[0], bar[1], bar[2][..(bar[2].Length - (row.Length - at))].Trim(), row[(at + 2)..].Trim());
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Passes_or_not(string type, string input, string cell, string expected)
    {
        var model = new TestModel()
            .Decision("limit", "number", TestModel.Literal("5"))
            .Decision("allowed", "Any", TestModel.Literal("[3, 4, 5]"))
            .Decision("span", "Any", TestModel.Literal("[4..6]"))
            .Decision("word", "string", TestModel.Literal("\"a\""))
            .Decision("flag", "boolean", TestModel.Literal("true"))
            .Decision("value", type, TestModel.Literal(input))
            .Decision("D", "string", Table(type, cell), "value", "limit", "allowed", "span", "word", "flag")
            .Compile(new DmnOptions(DmnLimits.Default, DeferExpressionErrors: true));
        model.Diagnostics.Where(d => d.Severity == DmnSeverity.Error).ShouldBeEmpty();

        model
            .Model!.Evaluate(model.Model.Decision("D"), model.Model.CreateFrame())
            .ToString()
            .ShouldBe(expected, $"{input} in {cell}");
    }

    private static string Table(string type, string cell) =>
        $"<decisionTable hitPolicy='FIRST'><input label='value'><inputExpression typeRef='{type}'><text>value</text></inputExpression></input>"
        + "<output typeRef='string'><defaultOutputEntry><text>\"no\"</text></defaultOutputEntry></output>"
        + $"<rule><inputEntry><text>{System.Security.SecurityElement.Escape(cell)}</text></inputEntry><outputEntry><text>\"yes\"</text></outputEntry></rule></decisionTable>";
}
