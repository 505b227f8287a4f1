using System.Globalization;
using Headroom.Primitives;

namespace Headroom.Operations.Import;

/// <summary>
/// A CSV file read as borrowers, one row at a time, as often as it is asked for: a file of any length takes little memory
/// but for the identifiers seen, which tell a second row of one borrower.
/// </summary>
public sealed class PortfolioCsv : IDisposable
{
    private readonly FileStream _file;
    private readonly CsvFormat _format;
    private readonly IReadOnlyList<string> _columns;
    private readonly DraftMapper _mapper;

    private PortfolioCsv(FileStream file, CsvFormat format, IReadOnlyList<string> columns, DraftMapper mapper)
    {
        _file = file;
        _format = format;
        _columns = columns;
        _mapper = mapper;
    }

    /// <summary>How far into the file the reading is: 0 to 1.</summary>
    public double Fraction => _file.Length == 0 ? 1 : (double)_file.Position / _file.Length;

    /// <summary>The columns that the limit or the drawn amount of a line comes from, comma separated.</summary>
    internal string LineColumns(IEnumerable<string> names) => _mapper.LineColumns(names);

    /// <summary>
    /// Opens a file, reads its header and compiles the mapping for its columns. Refuses with <c>file-not-found</c>,
    /// <c>import-file-unreadable</c>, <c>csv-empty</c>, <c>csv-header-blank</c>, <c>csv-header-duplicate</c>, what ends
    /// <see cref="Rows"/>, and what is wrong with the mapping's FEEL: <c>mapping-expression-malformed</c>,
    /// <c>mapping-outcome-leaks</c>.
    /// </summary>
    public static Result<PortfolioCsv> Open(string path, ImportMapping mapping, BusinessCalendar calendar)
    {
        if (!File.Exists(path))
        {
            return Refusal.NotFound("file-not-found", ("file", path));
        }

        FileStream? file = null;
        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            var opened = Header(file, mapping.Format)
                .Then(columns =>
                    DraftMapper
                        .Compile(mapping, columns, calendar)
                        .Then<PortfolioCsv>(mapper => new PortfolioCsv(file, mapping.Format, columns, mapper))
                );
            file = opened.IsOk ? null : file;
            return opened;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Refusal.Unavailable("import-file-unreadable", ("file", path), ("cause", failure.Message));
        }
        finally
        {
            file?.Dispose();
        }
    }

    /// <summary>
    /// The rows from the first on. Where the file cannot be read further they end with a refusal that is no row's alone:
    /// <c>csv-quote-unclosed</c>, <c>csv-field-too-long</c> or <c>csv-encoding</c>.
    /// </summary>
    public IEnumerable<Result<PortfolioRow>> Rows()
    {
        using var rows = new CsvRows(_file, _format);
        if (_format.Columns is null)
        {
            rows.Read();
        }

        var lineOfId = new Dictionary<BorrowerId, long>();
        for (long number = 1; ; number++)
        {
            switch (rows.Read())
            {
                case CsvRead.End:
                    yield break;
                case CsvRead.Broken:
                    yield return rows.Broken!;
                    yield break;
                default:
                    yield return One(rows, number, lineOfId);
                    break;
            }
        }
    }

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();

    private static Result<string[]> Header(FileStream file, CsvFormat format)
    {
        using var rows = new CsvRows(file, format);
        switch (rows.Read())
        {
            case CsvRead.End:
                return Refusal.Invalid("csv-empty", ("file", file.Name));
            case CsvRead.Broken:
                return rows.Broken!;
        }

        var columns = (format.Columns ?? rows.Fields).Select(name => name.Trim()).ToArray();
        if (Array.FindIndex(columns, name => name.Length == 0) is var blank and >= 0)
        {
            return Refusal.Invalid("csv-header-blank", ("column", Text(blank + 1)));
        }

        return columns.CountBy(name => name).FirstOrDefault(name => name.Value > 1).Key is { } twice
            ? Refusal.Invalid("csv-header-duplicate", ("name", twice))
            : columns;
    }

    private PortfolioRow One(CsvRows rows, long number, Dictionary<BorrowerId, long> lineOfId)
    {
        if (rows.HasMisplacedQuote)
        {
            return Bad(rows, number, Refusal.Invalid("csv-quote-misplaced"));
        }

        if (rows.Fields.Count != _columns.Count)
        {
            return Bad(
                rows,
                number,
                Refusal.Invalid("csv-field-count", ("wanted", Text(_columns.Count)), ("found", Text(rows.Fields.Count)))
            );
        }

        var (draft, problems) = _mapper.Map(rows.Fields);
        if (draft is null)
        {
            var described = problems.Select(p => new RowProblem(number, rows.Line, p.Field, p.Columns, p.Why));
            return new PortfolioRow(number, rows.Line, null, [.. described]);
        }

        return lineOfId.TryAdd(draft.Id, rows.Line)
            ? new PortfolioRow(number, rows.Line, draft, [])
            : Bad(
                rows,
                number,
                Refusal.Invalid("import-id-duplicate", ("id", draft.Id.Value), ("firstLine", Text(lineOfId[draft.Id])))
            );
    }

    private static PortfolioRow Bad(CsvRows rows, long number, Refusal why) =>
        new(number, rows.Line, null, [new RowProblem(number, rows.Line, "", "", why)]);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
