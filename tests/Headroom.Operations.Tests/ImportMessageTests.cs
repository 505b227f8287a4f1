using Headroom.Operations.Import;
using Headroom.Operations.Texts;
using Headroom.Primitives;

namespace Headroom.Operations.Tests;

/// <summary>What a user reads when an import is refused: what was wrong, where, and what to do.</summary>
public class ImportMessageTests
{
    private const string Row = "A-1,person,5000,12.5,2020-01-31,900\n";

    [Fact]
    public void A_missing_mapping_file() =>
        MappingFile
            .Read("nowhere.yaml")
            .Refusal!.ShouldBeSaid()
            .ShouldBe("There is no mapping file nowhere.yaml. Check the path given with --mapping.");

    [Fact]
    public void A_misspelt_key() =>
        MappingFile
            .Parse("format: { delimeter: ';' }", "m.yaml")
            .Refusal!.ShouldBeSaid()
            .ShouldBe(
                "m.yaml, line 1, column 11: the key format.delimeter is not known here. Use one of: delimiter, header, columns, encoding."
            );

    [Fact]
    public void FEEL_that_names_no_column()
    {
        using var files = new ImportFiles(
            ImportFiles.Header + Row,
            ImportFiles.Mapping.Replace("monthly: income", "monthly: salary", StringComparison.Ordinal)
        );
        files
            .OpeningRefusal()
            .ShouldBeSaid()
            .ShouldBe(
                $"{files.Yaml}, line 10, column 24: the FEEL of income.monthly is wrong: There is no 'salary' here. Columns are: id, kind, limit, drawn, opened, income."
            );
    }

    [Fact]
    public void An_unclosed_quote()
    {
        using var files = new ImportFiles(ImportFiles.Header + "\"A-1,person\n");
        files
            .Results()[0]
            .Refusal!.ShouldBeSaid()
            .ShouldBe(
                "A quote that opens in the row of line 2 is never closed, so all after it cannot be told apart. Close it, or double a quote that is part of the text."
            );
    }

    [Fact]
    public void A_number_with_thousands_marks()
    {
        using var files = new ImportFiles(
            ImportFiles.Header + Row.Replace("5000", "\"5,000\"", StringComparison.Ordinal)
        );
        files
            .Rows()[0]
            .Problems[0]
            .Say(TextCatalog.Shipped, Language.En)
            .ShouldBe(
                "Line 2, column limit, for line.limit: '5,000' is not a number. Write digits and at most one point, no thousands marks."
            );
    }

    [Fact]
    public void A_row_of_too_few_fields_in_Chinese()
    {
        using var files = new ImportFiles(ImportFiles.Header + "A-1,person\n");
        files
            .Rows()[0]
            .Problems[0]
            .Say(TextCatalog.Shipped, Language.Zh)
            .ShouldBe("第 2 行：该行有 2 个字段，而列数为 6。");
    }

    [Fact]
    public void A_constant_that_no_line_can_have()
    {
        using var files = new ImportFiles(
            ImportFiles.Header + Row,
            ImportFiles.Mapping.Replace("limit: limit", "limit: '-1'", StringComparison.Ordinal)
        );
        files
            .Rows()[0]
            .Problems[0]
            .Say(TextCatalog.Shipped, Language.En)
            .ShouldBe("Line 2, for line.limit: The amount -1 is below zero.");
    }

    [Theory]
    [InlineData("2024-07-01", "which is after 2024-06-30. Give the day on which it was opened.")]
    [InlineData("0001-01-01", "Give the day on which it was opened, from 1900-01-01 on.")]
    public void A_day_on_which_no_line_can_have_been_opened(string openedOn, string end)
    {
        using var files = new ImportFiles(
            ImportFiles.Header + Row.Replace("2020-01-31", openedOn, StringComparison.Ordinal)
        );
        var said = files.Rows()[0].Problems.ShouldHaveSingleItem().Say(TextCatalog.Shipped, Language.En);
        said.ShouldStartWith(
            $"Line 2, column opened, for line.openedOn: The line would have been opened on {openedOn}"
        );
        said.ShouldEndWith(end);
    }

    [Fact]
    public void An_income_below_zero()
    {
        using var files = new ImportFiles(ImportFiles.Header + Row.Replace(",900", ",-900", StringComparison.Ordinal));
        files
            .Rows()[0]
            .Problems.ShouldHaveSingleItem()
            .Say(TextCatalog.Shipped, Language.En)
            .ShouldBe(
                "Line 2, column income, for income.monthly: The value monthly of the signal income is below zero, which it cannot be. Give zero or more, or leave it out where it is not known."
            );
    }
}
