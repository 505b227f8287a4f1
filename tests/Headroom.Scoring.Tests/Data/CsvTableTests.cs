using Headroom.Scoring.Data;

namespace Headroom.Scoring.Tests.Data;

public class CsvTableTests
{
    [Fact]
    public void Types_are_inferred_and_missing_tokens_are_missing()
    {
        DataTable table = Read("age,home,note\n30,own,x\nNA,\"rent, shared\",\n1.5e1,,\"a \"\"b\"\"\nc\"\n");

        table.RowCount.ShouldBe(3);
        table.Column("age").ShouldBeOfType<DataColumn.Numeric>().Values.ShouldBe([30, double.NaN, 15]);
        Texts(table, "home").ShouldBe(["own", "rent, shared", null]);
        Texts(table, "note").ShouldBe(["x", null, "a \"b\"\nc"]);
        table.Column("home").MissingCount.ShouldBe(1);
    }

    [Theory]
    [InlineData("a;b\n1;2\n")]
    [InlineData("a\tb\r\n1\t2\r\n")]
    [InlineData("a|b\r1|2")]
    [InlineData("\uFEFFa,b\n\n1,2\n\n")]
    public void Delimiters_and_line_ends_are_recognised(string text)
    {
        DataTable table = Read(text);

        table.Columns.Select(column => column.Name).ShouldBe(["a", "b"]);
        table.Column("b").TextAt(0).ShouldBe("2");
    }

    [Fact]
    public void A_declared_type_wins_over_the_inferred_one()
    {
        CsvOptions options = new() { Types = new Dictionary<string, ColumnType> { ["code"] = ColumnType.Text } };

        DataTable table = CsvTable.Read(new StringReader("code\n007\n7\n"), options);

        Texts(table, "code").ShouldBe(["007", "7"]);
    }

    [Fact]
    public void A_column_of_many_numbers_stays_numeric_and_reports_what_it_cannot_read()
    {
        string rows = string.Join('\n', Enumerable.Range(0, 5000));

        DataTable table = Read($"amount\n{rows}\noops\n-Infinity\n");

        DataColumn.Numeric column = table.Column("amount").ShouldBeOfType<DataColumn.Numeric>();
        column.Values[4999].ShouldBe(4999);
        column.MissingCount.ShouldBe(2);
        table.Notices.Select(notice => notice.Code).ShouldBe(["data-unreadable", "data-infinite"]);
        table.Notices[0].Message.ShouldContain("'oops'");
    }

    [Fact]
    public void A_few_texts_among_many_numbers_are_read_as_missing_and_pointed_out()
    {
        string rows = string.Join('\n', Enumerable.Range(0, 50));

        DataTable table = Read($"amount\n{rows}\nmissing!\n");

        table.Notices.ShouldHaveSingleItem().Code.ShouldBe("data-unreadable");
        table.Column("amount").ShouldBeOfType<DataColumn.Numeric>().MissingCount.ShouldBe(1);
    }

    [Theory]
    [InlineData("13.5%", ',', 13.5)]
    [InlineData("-0.4 %", ',', -0.4)]
    [InlineData("$1,234,567.50", ',', 1234567.5)]
    [InlineData("€25", ',', 25.0)]
    [InlineData("1e3", ',', 1000.0)]
    [InlineData("1.234,50", ';', 1234.5)]
    [InlineData("12,5", ';', 12.5)]
    [InlineData("12,5", ',', null)]
    [InlineData("1,23,456", ',', null)]
    [InlineData("36 months", ',', null)]
    [InlineData("1-2", ',', null)]
    [InlineData("%", ',', null)]
    public void Numbers_are_recognised_as_files_write_them(string cell, char delimiter, double? value)
    {
        DataTable table = Read($"a{delimiter}b\n\"{cell}\"{delimiter}x\n");

        if (value is { } number)
            table.Column("a").ShouldBeOfType<DataColumn.Numeric>().Values[0].ShouldBe(number, 1e-12);
        else
            table.Column("a").ShouldBeOfType<DataColumn.Text>();
    }

    [Theory]
    [InlineData("", "data-empty")]
    [InlineData("a,a\n1,2\n", "data-duplicate-column")]
    [InlineData("a,b\n1,2\n3\n", "data-cell-count")]
    [InlineData("a,b\n1,2\n3,\"4\n", "data-open-quote")]
    public void A_file_that_is_not_sound_is_refused(string text, string code) =>
        Should.Throw<DataException>(() => Read(text)).Code.ShouldBe(code);

    [Fact]
    public void A_short_row_is_named_by_its_line()
    {
        Should
            .Throw<DataException>(() => Read("a,b\n1,2\n3\n"))
            .Message.ShouldStartWith("line 3 has 1 cells where the header has 2");

        DataTable table = CsvTable.Read(
            new StringReader("a,b\n1,2\n3\n4,5\n"),
            new CsvOptions { DropMalformedRows = true }
        );

        table.RowCount.ShouldBe(2);
        table
            .Notices.ShouldHaveSingleItem()
            .Message.ShouldBe("1 rows were dropped that do not have the header's 2 cells; the first: line 3.");
    }

    private static DataTable Read(string text) => CsvTable.Read(new StringReader(text));

    private static string?[] Texts(DataTable table, string column) =>
        [.. Enumerable.Range(0, table.RowCount).Select(row => table.Column(column).TextAt(row))];
}
