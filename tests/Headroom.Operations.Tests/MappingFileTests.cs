using Headroom.Operations.Import;
using Headroom.Primitives;

namespace Headroom.Operations.Tests;

public class MappingFileTests
{
    private const string Small = """
        format: { delimiter: ";", header: true }
        currency: CNY
        asOf: 2024-06-30
        borrower: { id: ID, kind: '"person"' }
        signals: []
        """;

    [Fact]
    public void A_mapping_without_line_and_outcome_is_read()
    {
        var mapping = MappingFile.Parse(Small, "m.yaml").Value;
        mapping.Format.Delimiter.ShouldBe(';');
        mapping.Currency.ShouldBe(Currency.CNY);
        mapping.AsOf.ShouldBe(new DateOnly(2024, 6, 30));
        mapping.BorrowerId.ShouldBe(new MappingExpression("borrower.id", "ID", 4, 17));
        mapping.BorrowerKind.Text.ShouldBe("\"person\"");
        mapping.Line.ShouldBeNull();
        mapping.Outcome.ShouldBeNull();
    }

    [Fact]
    public void A_signal_is_repeated_for_months_with_names_of_their_own()
    {
        var mapping = MappingFile
            .Parse(
                Small.Replace("signals: []", "", StringComparison.Ordinal)
                    + """
                    signals:
                      - kind: statement
                        source: file
                        occurredAt: monthEnd
                        values: { period: month, billed: bill }
                        forEachMonth:
                          - { month: 2024-05, bill: BILL_5 }
                          - { month: 2024-06, bill: BILL_6 }
                    """,
                "m.yaml"
            )
            .Value;
        var signal = mapping.Signals.ShouldHaveSingleItem();
        signal.Values["billed"].ShouldBe(new MappingExpression("statement.billed", "bill", 9, 38));
        signal.Months.Select(month => month.FirstDay).ShouldBe([new(2024, 5, 1), new(2024, 6, 1)]);
        signal.Months[1].Names["bill"].Text.ShouldBe("BILL_6");
    }

    [Fact]
    public void A_text_that_ends_too_soon_or_nests_without_end_is_refused_with_its_place()
    {
        foreach (var text in new[] { "a: [1\nb: {", new string('[', 100_000) })
        {
            MappingFile.Parse(text, "m.yaml").TryGet(out _, out var refusal).ShouldBeFalse();
            refusal!.Code.ShouldBe("mapping-yaml-malformed");
            refusal.ShouldBeSaid().ShouldContain("m.yaml, line");
        }
    }

    public static TheoryData<string, string, string, string> WrongFiles() =>
        new()
        {
            {
                "",
                "format: { delimiter: \";\", header: true }",
                "mapping-value-malformed",
                "line=1 column=1 key=the file"
            },
            {
                "currency: CNY",
                "currency: XYZ",
                "mapping-currency-unknown",
                "line=2 column=1 currency=XYZ known=CNY, EUR"
            },
            { "currency: CNY\n", "", "mapping-key-missing", "line=1 column=1 key=currency" },
            {
                "currency: CNY",
                "currency: ''",
                "mapping-value-malformed",
                "line=2 column=11 key=currency value= wanted=a text"
            },
            {
                "currency: CNY",
                "currency: [CNY]",
                "mapping-value-malformed",
                "line=2 column=11 key=currency value=sequence"
            },
            {
                "currency: CNY",
                "curency: CNY",
                "mapping-key-unknown",
                "line=2 column=1 key=curency known=format, currency, asOf"
            },
            { "currency: CNY", "currency: CNY\ncurrency: USD", "mapping-yaml-malformed", "line=3 column=1" },
            { "currency: CNY", "currency: \"CNY", "mapping-yaml-malformed", "line=" },
            { "currency: CNY", "---\ncurrency: CNY", "mapping-value-malformed", "wanted=one document" },
            {
                "2024-06-30",
                "30.06.2024",
                "mapping-value-malformed",
                "line=3 column=7 key=asOf value=30.06.2024 wanted=a date yyyy-MM-dd"
            },
            {
                "{ id: ID, kind: '\"person\"' }",
                "ID",
                "mapping-value-malformed",
                "line=4 column=11 key=borrower value=ID wanted=keys with values"
            },
            { "id: ID, ", "", "mapping-key-missing", "line=4 column=11 key=borrower.id" },
            { "\";\"", "\"--\"", "mapping-value-malformed", "key=format.delimiter value=-- wanted=one character" },
            {
                "header: true",
                "header: perhaps",
                "mapping-value-malformed",
                "key=format.header value=perhaps wanted=true or false"
            },
            { "header: true", "header: false", "mapping-key-missing", "key=format.columns" },
            {
                "header: true",
                "header: true, columns: [a]",
                "mapping-value-malformed",
                "key=format.columns value=sequence wanted=nothing"
            },
            {
                "header: true",
                "header: false, columns: [{}]",
                "mapping-value-malformed",
                "key=format.columns value=sequence wanted=a list of texts"
            },
            {
                "header: true",
                "header: true, encoding: latin1",
                "mapping-value-malformed",
                "key=format.encoding value=latin1 wanted=utf-8 or gb18030"
            },
            {
                "signals: []",
                "signals: {}",
                "mapping-value-malformed",
                "line=5 column=10 key=signals value=mapping wanted=a list"
            },
            {
                "signals: []",
                "signals: [{ kind: outcome, source: f, occurredAt: asOf, values: {} }]",
                "mapping-outcome-kind",
                "line=5 column=13"
            },
            {
                "signals: []",
                "signals: [{ kind: income, occurredAt: asOf, values: {} }]",
                "mapping-key-missing",
                "line=5 column=11 key=signals.source"
            },
            {
                "signals: []",
                "signals: [{ kind: income, source: f, at: asOf, values: {} }]",
                "mapping-key-unknown",
                "key=signals.at known=kind, source, occurredAt"
            },
            {
                "signals: []",
                "signals: []\nline: { product: p, limit: L, drawn: D }",
                "mapping-key-missing",
                "line=6 column=7 key=line.openedOn"
            },
            {
                "signals: []",
                "signals: []\noutcome: { defaulted: D }",
                "mapping-key-missing",
                "key=outcome.occurredAt"
            },
            {
                "signals: []",
                "signals: [{ kind: income, source: f, occurredAt: asOf, values: { montly: X } }]",
                "mapping-key-unknown",
                "line=5 column=66 key=signals.values.montly known=monthly, verified"
            },
            {
                "signals: []",
                "signals: [{ kind: Income, source: f, occurredAt: asOf, values: {} }]",
                "mapping-value-malformed",
                "key=signals.kind value=Income wanted=a kind of signal in lower-case letters and hyphens"
            },
            {
                "signals: []",
                Months("[]"),
                "mapping-value-malformed",
                "key=signals.forEachMonth value=sequence wanted=at least one month"
            },
            {
                "signals: []",
                Months("[{ month: 2024-13, a: B }]"),
                "mapping-value-malformed",
                "key=forEachMonth.month value=2024-13 wanted=a month yyyy-MM"
            },
            { "signals: []", Months("[{ a: B }]"), "mapping-key-missing", "key=forEachMonth.month" },
            {
                "signals: []",
                Months("[{ month: 2024-05, a: B }, { month: 2024-06 }]"),
                "mapping-key-missing",
                "key=forEachMonth.a"
            },
            {
                "signals: []",
                Months("[{ month: 2024-05 }, { month: 2024-06, a: B }]"),
                "mapping-key-unknown",
                "key=forEachMonth.a known=month"
            },
        };

    [Theory]
    [MemberData(nameof(WrongFiles))]
    public void A_wrong_file_is_refused_with_its_place(string right, string wrong, string code, string parts)
    {
        var yaml = right.Length == 0 ? "" : Small.Replace(right, wrong, StringComparison.Ordinal);
        var refusal = MappingFile.Parse(yaml, "m.yaml").Refusal.ShouldNotBeNull();
        refusal.Code.ShouldBe(code);
        refusal.ShouldBeSaid();
        refusal.Kind.ShouldBe(RefusalKind.Invalid);
        var said = string.Join(" ", refusal.Parameters.Select(p => $"{p.Name}={p.Value}"));
        said.ShouldStartWith("file=m.yaml line=");
        said.ShouldContain(parts);
    }

    [Fact]
    public void A_signal_of_a_kind_that_no_feature_reads_may_have_any_values() =>
        MappingFile
            .Parse(
                Small.Replace(
                    "signals: []",
                    "signals: [{ kind: branch-visit, source: f, occurredAt: asOf, values: { mood: X } }]",
                    StringComparison.Ordinal
                ),
                "m.yaml"
            )
            .Value.Signals[0]
            .Values.Keys.ShouldHaveSingleItem()
            .ShouldBe("mood");

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var refusal = MappingFile.Read("no/such/mapping.yaml").Refusal.ShouldNotBeNull();
        refusal.ShouldBe(Refusal.NotFound("mapping-not-found", ("file", "no/such/mapping.yaml")));
    }

    [Fact]
    public void A_file_that_is_no_text_is_refused()
    {
        using var files = new ImportFiles("");
        File.WriteAllBytes(files.Yaml, [0x66, 0xFF, 0xFE, 0x00]);
        MappingFile.Read(files.Yaml).Refusal.ShouldNotBeNull().Code.ShouldBe("mapping-unreadable");
    }

    private static string Months(string months) =>
        $"signals: [{{ kind: statement, source: f, occurredAt: monthEnd, values: {{}}, forEachMonth: {months} }}]";
}
