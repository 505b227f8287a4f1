using Headroom.Operations.Import;
using Headroom.Primitives;

namespace Headroom.Operations.Tests;

/// <summary>A folder of its own with a CSV file and a mapping.</summary>
internal sealed class ImportFiles : IDisposable
{
    public const string Mapping = """
        format: { delimiter: ",", header: true }
        currency: CNY
        asOf: 2024-06-30
        borrower: { id: id, kind: kind }
        line: { product: consumer, limit: limit, drawn: drawn, openedOn: opened }
        signals:
          - kind: income
            source: file
            occurredAt: asOf
            values: { monthly: income }
        """;

    public const string Header = "id,kind,limit,drawn,opened,income\n";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("headroom-import-");

    public ImportFiles(string csv, string mapping = Mapping)
        : this(System.Text.Encoding.UTF8.GetBytes(csv), mapping) { }

    public ImportFiles(byte[] csv, string mapping = Mapping)
    {
        File.WriteAllBytes(Csv, csv);
        File.WriteAllText(Yaml, mapping);
    }

    public string Csv => Path.Combine(_folder.FullName, "portfolio.csv");

    public string Yaml => Path.Combine(_folder.FullName, "mapping.yaml");

    public ImportMapping ReadMapping() => MappingFile.Read(Yaml).Value;

    /// <summary>What opening the file is refused with; fails the test if it opens.</summary>
    public Refusal OpeningRefusal()
    {
        MappingFile
            .Read(Yaml)
            .Then(m => PortfolioCsv.Open(Csv, m, BusinessCalendar.Default))
            .TryGet(out var csv, out var refusal);
        csv?.Dispose();
        refusal.ShouldNotBeNull().ShouldBeSaid();
        return refusal;
    }

    /// <summary>All rows of the file, which must be readable to its end.</summary>
    public PortfolioRow[] Rows() => [.. Results().Select(row => row.Value)];

    /// <summary>All that reading the file gives.</summary>
    public Result<PortfolioRow>[] Results()
    {
        using var csv = MappingFile
            .Read(Yaml)
            .Then(mapping => PortfolioCsv.Open(Csv, mapping, BusinessCalendar.Default))
            .Value;
        return [.. csv.Rows()];
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
