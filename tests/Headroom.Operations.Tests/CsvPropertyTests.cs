using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace Headroom.Operations.Tests;

public class CsvPropertyTests
{
    private static readonly string Notes = ImportFiles
        .Mapping.Replace("kind: income", "kind: note", StringComparison.Ordinal)
        .Replace("monthly: income", "text: income", StringComparison.Ordinal);

    [Fact]
    public void Whatever_stands_in_a_quoted_field_is_read_as_it_was_written() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<UnicodeString[]>(),
                texts =>
                {
                    // Blanks around a field are not part of it, and what is wholly a number is one.
                    var written = texts.Select(text => $"<{WellFormed(text.Get)}>").ToArray();
                    var rows = written.Select(
                        (text, i) =>
                            $"A-{i},person,1,0,2020-01-31,\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\n"
                    );
                    using var files = new ImportFiles(ImportFiles.Header + string.Concat(rows), Notes);
                    files.Rows().Select(row => row.Draft!.Signals[0].Values["text"].AsText).ShouldBe(written);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Every_amount_of_a_currency_is_read_exactly() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<NonNegativeInt>(),
                minorUnits =>
                {
                    var amount = ((decimal)minorUnits.Get / 100).ToString("F2", CultureInfo.InvariantCulture);
                    using var files = new ImportFiles(ImportFiles.Header + $"A-1,person,{amount},0,2020-01-31,1\n");
                    files.Rows()[0].Draft!.Line!.Limit.MinorUnits.ShouldBe(minorUnits.Get);
                }
            )
            .QuickCheckThrowOnFailure();

    // Text that UTF-8 can hold: no half of a surrogate pair.
    private static string WellFormed(string text) => string.Concat(text.EnumerateRunes());
}
