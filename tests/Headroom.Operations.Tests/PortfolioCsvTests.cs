using System.Text;
using Headroom.Assessment;
using Headroom.Operations.Borrowers;
using Headroom.Primitives;
using Headroom.Profiles;

namespace Headroom.Operations.Tests;

public class PortfolioCsvTests
{
    private const string Good = "A-1,person,5000,12.5,2020-01-31,900\n";

    [Fact]
    public void A_row_becomes_a_borrower_with_line_and_signals()
    {
        using var files = new ImportFiles(ImportFiles.Header + Good);
        var row = files.Rows().ShouldHaveSingleItem();
        row.Row.ShouldBe(1);
        row.Line.ShouldBe(2);
        var draft = row.Draft.ShouldNotBeNull();
        draft.Id.Value.ShouldBe("A-1");
        draft.Kind.ShouldBe(BorrowerKind.Person);
        draft.Line.ShouldBe(
            new LineDraft(
                "consumer",
                new Money(500_000, Currency.CNY),
                new Money(1_250, Currency.CNY),
                new(2020, 1, 31)
            )
        );
        var income = draft.Signals.ShouldHaveSingleItem();
        income.OccurredAt.ShouldBe(BusinessCalendar.Default.StartOf(new(2024, 6, 30)));
        income.Values["monthly"].ShouldBe(SignalValue.Number(900));
    }

    [Fact]
    public void A_signal_that_comes_in_again_is_the_same_signal_and_another_is_not()
    {
        using var first = new ImportFiles(ImportFiles.Header + Good);
        using var again = new ImportFiles(
            ImportFiles.Header
                + "B-2,person,1,0,2020-01-31,900\n"
                + Good.Replace("5000", "6000", StringComparison.Ordinal)
        );
        var id = IdOf(first.Rows()[0].Draft!);
        IdOf(again.Rows()[1].Draft!).ShouldBe(id);
        IdOf(again.Rows()[0].Draft!).ShouldNotBe(id);

        static SignalId IdOf(BorrowerDraft draft) => draft.Signals[0].IdFor(draft.Id);
    }

    [Fact]
    public void An_empty_field_is_left_out_of_its_signal_and_is_never_zero()
    {
        using var files = new ImportFiles(ImportFiles.Header + "A-1,person,5000,0,2020-01-31,\n");
        files.Rows()[0].Draft.ShouldNotBeNull().Signals[0].Values.ShouldBeEmpty();
    }

    public static TheoryData<string, string, string, string, string> BadRows() =>
        new()
        {
            { "A-1,person,5000\n", "csv-field-count", "", "", "wanted=6 found=3" },
            { "A-1,person,5000,1,2020-01-31,900,\n", "csv-field-count", "", "", "wanted=6 found=7" },
            { "A-1,per\"son,5000,1,2020-01-31,900\n", "csv-quote-misplaced", "", "", "" },
            { "\"A\"-1,person,5000,1,2020-01-31,900\n", "csv-quote-misplaced", "", "", "" },
            { ",person,5000,1,2020-01-31,900\n", "import-value-missing", "borrower.id", "id", "" },
            { "A 1,person,5000,1,2020-01-31,900\n", "borrower-id-malformed", "borrower.id", "id", "value=A 1" },
            { "A-1,robot,5000,1,2020-01-31,900\n", "import-kind-unknown", "borrower.kind", "kind", "value=robot" },
            {
                "A-1,person,\"5,000\",1,2020-01-31,900\n",
                "import-number-malformed",
                "line.limit",
                "limit",
                "value=5,000"
            },
            { "A-1,person,-5000,1,2020-01-31,900\n", "import-amount-negative", "line.limit", "limit", "value=-5000" },
            { "A-1,person,,1,2020-01-31,900\n", "import-value-missing", "line.limit", "limit", "" },
            {
                "A-1,person,1234567890123456,1,2020-01-31,900\n",
                "import-number-too-precise",
                "line.limit",
                "limit",
                "value=1234567890123456"
            },
            {
                "A-1,person,5000,0.001,2020-01-31,900\n",
                "money-too-precise",
                "line.drawn",
                "drawn",
                "value=0.001 currency=CNY digits=2"
            },
            {
                "A-1,person,900000000000000,1,2020-01-31,900\n",
                "money-out-of-range",
                "line.limit",
                "limit",
                "value=900000000000000"
            },
            {
                "A-1,person,5000,1,31/01/2020,900\n",
                "import-date-malformed",
                "line.openedOn",
                "opened",
                "value=31/01/2020"
            },
            {
                "A-1,person,5000,1,2020-02-30,900\n",
                "import-date-malformed",
                "line.openedOn",
                "opened",
                "value=2020-02-30"
            },
            {
                "A-1,person,5000,1,2020-01-31,much\n",
                "signal-value-wrong-kind",
                "income.monthly",
                "income",
                "kind=income value=monthly expected=number"
            },
            {
                "A-1,person,5000,1,2020-01-31,0.1234567890123456\n",
                "import-number-too-precise",
                "income.monthly",
                "income",
                "value=0.1234567890123456"
            },
        };

    [Theory]
    [MemberData(nameof(BadRows))]
    public void A_bad_row_is_reported_with_line_column_and_why(
        string bad,
        string code,
        string field,
        string columns,
        string parts
    )
    {
        using var files = new ImportFiles(
            ImportFiles.Header + "Z-1,person,5000,12.5,2020-01-31,900\n\n" + bad + "Z-2,enterprise,1,0,2020-01-31,1\n"
        );
        var rows = files.Rows();
        rows.Length.ShouldBe(3);
        rows[0].Draft.ShouldNotBeNull();
        rows[2].Draft.ShouldNotBeNull().Kind.ShouldBe(BorrowerKind.Enterprise);
        rows[1].Draft.ShouldBeNull();
        var problem = rows[1].Problems.ShouldHaveSingleItem();
        problem.Row.ShouldBe(2);
        problem.Line.ShouldBe(4);
        problem.Field.ShouldBe(field);
        problem.Columns.ShouldBe(columns);
        problem.Why.Code.ShouldBe(code);
        problem.Why.ShouldBeSaid();
        string.Join(" ", problem.Why.Parameters.Select(p => $"{p.Name}={p.Value}")).ShouldBe(parts);
    }

    [Fact]
    public void All_that_is_wrong_with_a_row_is_reported_at_once()
    {
        using var files = new ImportFiles(ImportFiles.Header + "A 1,robot,x,-1,,y\n");
        files
            .Rows()[0]
            .Problems.Select(problem => $"{problem.Field} {problem.Why.Code}")
            .ShouldBe([
                "borrower.id borrower-id-malformed",
                "borrower.kind import-kind-unknown",
                "line.limit import-number-malformed",
                "line.drawn import-amount-negative",
                "line.openedOn import-value-missing",
                "income.monthly signal-value-wrong-kind",
            ]);
    }

    [Fact]
    public void A_second_row_of_a_borrower_is_bad_and_names_the_first()
    {
        using var files = new ImportFiles(ImportFiles.Header + Good + Good);
        var problem = files.Rows()[1].Problems.ShouldHaveSingleItem();
        problem.Why.ShouldBe(Refusal.Invalid("import-id-duplicate", ("id", "A-1"), ("firstLine", "2")));
        problem.Line.ShouldBe(3);
    }

    [Fact]
    public void A_quoted_field_may_hold_delimiters_quotes_and_lines()
    {
        var mapping = ImportFiles.Mapping.Replace(
            "source: file",
            "source: file\n    when: kind != \"x\"",
            StringComparison.Ordinal
        );
        using var files = new ImportFiles(
            "id,kind,limit,drawn,opened,income\r\n\"A-1\",\"per\"\"\r\nson,\",1,1,2020-01-31,1\r\n" + Good,
            mapping
        );
        var rows = files.Rows();
        rows[0].Line.ShouldBe(2);
        rows[0]
            .Problems.ShouldHaveSingleItem()
            .Why.ShouldBe(Refusal.Invalid("import-kind-unknown", ("value", "per\"\r\nson,")));
        rows[1].Line.ShouldBe(4);
        rows[1].Draft.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(
        "A-1,person,5000,1,2020-01-31,900\n\"A-2,person,5000,1,2020-01-31,900\nA-3,person,5000,1,2020-01-31,900\n",
        3
    )]
    [InlineData("A-1,person,5000,1,2020-01-31,\"900", 2)]
    public void An_unclosed_quote_ends_the_file_and_says_where_it_opens(string rows, int line)
    {
        using var files = new ImportFiles(ImportFiles.Header + rows);
        files.Results()[^1].Refusal.ShouldBe(Refusal.Invalid("csv-quote-unclosed", ("line", $"{line}")));
    }

    [Fact]
    public void A_field_longer_than_any_honest_one_ends_the_file()
    {
        using var files = new ImportFiles(ImportFiles.Header + Good + "\"" + new string('x', 3_000_000));
        files.Results()[^1].Refusal.ShouldBe(Refusal.Invalid("csv-field-too-long", ("line", "3")));
    }

    [Fact]
    public void Text_of_another_encoding_is_refused()
    {
        using var files = new ImportFiles([.. Encoding.UTF8.GetBytes(ImportFiles.Header + Good), 0xFF, 0xFE, 0x0A]);
        var refusal = files.OpeningRefusal();
        refusal.Code.ShouldBe("csv-encoding");
        refusal.Parameters.ShouldContain(("encoding", "utf-8"));
    }

    [Fact]
    public void A_file_in_gb18030_is_read_where_the_mapping_says_so()
    {
        var mapping = ImportFiles
            .Mapping.Replace("header: true", "header: true, encoding: gb18030", StringComparison.Ordinal)
            .Replace("income }", "月收入 }", StringComparison.Ordinal);
        var bytes = CodePagesEncodingProvider
            .Instance.GetEncoding("GB18030")!
            .GetBytes("id,kind,limit,drawn,opened,月收入\n" + Good);
        using var files = new ImportFiles(bytes, mapping);
        files.Rows()[0].Draft.ShouldNotBeNull().Signals[0].Values["monthly"].AsNumber.ShouldBe(900);
    }

    [Fact]
    public void A_byte_order_mark_is_not_part_of_the_first_name()
    {
        using var files = new ImportFiles([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(ImportFiles.Header + Good)]);
        files.Rows()[0].Draft.ShouldNotBeNull().Id.Value.ShouldBe("A-1");
    }

    [Fact]
    public void Without_a_header_the_mapping_names_the_columns()
    {
        var mapping = ImportFiles.Mapping.Replace(
            "header: true",
            "header: false, columns: [id, kind, limit, drawn, opened, income]",
            StringComparison.Ordinal
        );
        using var files = new ImportFiles(Good, mapping);
        var row = files.Rows().ShouldHaveSingleItem();
        row.Line.ShouldBe(1);
        row.Draft.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("", "csv-empty", "file=")]
    [InlineData("\n\n", "csv-empty", "file=")]
    [InlineData("id,kind,,drawn\n", "csv-header-blank", "column=3")]
    [InlineData("id,kind,limit,id\n", "csv-header-duplicate", "name=id")]
    [InlineData("\"id,kind\n", "csv-quote-unclosed", "line=1")]
    public void A_header_that_does_not_name_each_column_once_is_refused(string csv, string code, string parts)
    {
        using var files = new ImportFiles(csv);
        var refusal = files.OpeningRefusal();
        refusal.Code.ShouldBe(code);
        refusal.ShouldBeSaid();
        string.Join(" ", refusal.Parameters.Select(p => $"{p.Name}={p.Value}")).ShouldStartWith(parts);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        using var files = new ImportFiles("");
        File.Delete(files.Csv);
        files.OpeningRefusal().ShouldBe(Refusal.NotFound("file-not-found", ("file", files.Csv)));
    }
}
