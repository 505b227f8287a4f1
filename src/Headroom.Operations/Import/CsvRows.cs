using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Headroom.Primitives;

namespace Headroom.Operations.Import;

/// <summary>What the next row of a CSV file is.</summary>
internal enum CsvRead
{
    /// <summary>A row; <see cref="CsvRows.Fields"/> holds it.</summary>
    Row,

    /// <summary>There is none.</summary>
    End,

    /// <summary>The file cannot be read further; <see cref="CsvRows.Broken"/> says why.</summary>
    Broken,
}

/// <summary>The rows of a CSV file (RFC 4180), with the line on which each begins and what is wrong with its quotes.</summary>
internal sealed class CsvRows : IDisposable
{
    // An unclosed quote swallows all that follows; no honest field is so long.
    private const int FieldCharactersMax = 1_000_000;

    private readonly CsvFormat _format;
    private readonly CsvParser _parser;
    private string? _badField;

    /// <summary>Reads from the start of a file, which it leaves open.</summary>
    public CsvRows(FileStream file, CsvFormat format)
    {
        _format = format;
        file.Position = 0;
        _parser = new CsvParser(
            new StreamReader(file, format.Encoding, detectEncodingFromByteOrderMarks: true, 1 << 16, leaveOpen: true),
            new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                Delimiter = format.Delimiter.ToString(),
                BadDataFound = bad => _badField ??= bad.Field,
                MaxFieldSize = FieldCharactersMax,
            }
        );
    }

    /// <summary>The row's fields.</summary>
    public IReadOnlyList<string> Fields { get; private set; } = [];

    /// <summary>The line on which the row begins, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>Whether a quote stands where none may: inside a field without quotes, or before its end.</summary>
    public bool HasMisplacedQuote => _badField is not null;

    /// <summary>Why the file cannot be read further.</summary>
    public Refusal? Broken { get; private set; }

    /// <summary>Goes on to the next row; blank lines are passed over.</summary>
    public CsvRead Read()
    {
        _badField = null;
        var lineBefore = _parser.RawRow;
        try
        {
            if (!_parser.Read())
            {
                return CsvRead.End;
            }

            // The fields are unquoted, and their quotes checked, as they are taken.
            var fields = new string[_parser.Count];
            for (var i = 0; i < fields.Length; i++)
            {
                fields[i] = _parser[i];
            }

            Fields = fields;
            var raw = _parser.RawRecord;
            if (_badField is { } bad && IsUnclosed(bad) && !_parser.Read())
            {
                return Break("csv-quote-unclosed", lineBefore + 1);
            }

            Line = _parser.RawRow - raw.AsSpan().TrimEnd("\r\n").Count('\n');
            return CsvRead.Row;
        }
        catch (MaxFieldSizeException)
        {
            return Break("csv-field-too-long", lineBefore + 1);
        }
        catch (DecoderFallbackException)
        {
            return Break("csv-encoding", lineBefore + 1, ("encoding", _format.Encoding.WebName));
        }
    }

    /// <inheritdoc />
    public void Dispose() => _parser.Dispose();

    private static bool IsUnclosed(string rawField) => rawField[0] == '"' && rawField.AsSpan().Count('"') % 2 == 1;

    private CsvRead Break(string code, long line, params (string, string)[] more)
    {
        Broken = Refusal.Invalid(code, [("line", line.ToString(CultureInfo.InvariantCulture)), .. more]);
        return CsvRead.Broken;
    }
}
