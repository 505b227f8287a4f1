using System.Globalization;

namespace Headroom.Scoring.Data;

/// <summary>Values gathered in chunks, so that growing never copies what is already there.</summary>
internal sealed class ChunkList<T>
{
    private const int ChunkLength = 1 << 16;
    private readonly List<T[]> _chunks = [];
    private int _used = ChunkLength;

    public int Count => _chunks.Count == 0 ? 0 : ((_chunks.Count - 1) * ChunkLength) + _used;

    public void Add(T value)
    {
        if (_used == ChunkLength)
        {
            _chunks.Add(new T[ChunkLength]);
            _used = 0;
        }

        _chunks[^1][_used++] = value;
    }

    /// <summary>Moves the values through a function into one array; the chunks are let go on the way.</summary>
    public TResult[] Drain<TResult>(Func<T, TResult> convert)
    {
        TResult[] result = new TResult[Count];
        for (int c = 0; c < _chunks.Count; c++)
        {
            int start = c * ChunkLength;
            int length = Math.Min(ChunkLength, result.Length - start);
            for (int i = 0; i < length; i++)
                result[start + i] = convert(_chunks[c][i]);
            _chunks[c] = [];
        }

        _chunks.Clear();
        _used = ChunkLength;
        return result;
    }
}

/// <summary>
/// Gathers the cells of one column and finds its type: cells are kept as codes of distinct texts while these are few, and as
/// numbers once they are many and all of them numbers.
/// </summary>
internal sealed class ColumnBuilder
{
    private const int DistinctMax = 4096;

    private readonly string _name;
    private readonly ColumnType? _declared;
    private readonly Dictionary<string, int> _codes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly List<string> _levels = [];
    private readonly List<double> _numbers = [];
    private readonly ChunkList<int> _codeCells = new();
    private readonly HashSet<string> _missing;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _missingLookup;
    private ChunkList<double>? _numberCells;
    private int _textLevels;
    private int _unreadable;
    private string _unreadableExample = "";
    private int _infinite;

    public ColumnBuilder(string name, ColumnType? declared, HashSet<string> missing)
    {
        _name = name;
        _declared = declared;
        _lookup = _codes.GetAlternateLookup<ReadOnlySpan<char>>();
        _missing = missing;
        _missingLookup = _missing.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public void Append(ReadOnlySpan<char> cell)
    {
        cell = cell.Trim();
        bool missing = _missingLookup.Contains(cell);
        if (_numberCells is not null)
        {
            _numberCells.Add(missing ? double.NaN : ParseCell(cell));
            return;
        }

        _codeCells.Add(missing ? -1 : CodeOf(cell));
        bool isNumeric = _declared == ColumnType.Numeric || (_declared is null && _textLevels == 0);
        if (isNumeric && _levels.Count > DistinctMax)
            TurnIntoNumbers();
    }

    public DataColumn Build(List<DataNotice> notices)
    {
        bool isText = _declared == ColumnType.Text || (_declared is null && _textLevels > 0 && _numberCells is null);
        if (isText)
        {
            NoticeMixed(notices);
            return new DataColumn.Text(_name, _codeCells.Drain(code => code), [.. _levels]);
        }

        if (_numberCells is null)
            TurnIntoNumbers();
        NoticeUnreadable(notices);
        return new DataColumn.Numeric(_name, _numberCells!.Drain(value => value));
    }

    private int CodeOf(ReadOnlySpan<char> cell)
    {
        if (_lookup.TryGetValue(cell, out int code))
            return code;
        string text = cell.ToString();
        bool isNumber = TryParse(cell, out double value);
        if (!isNumber)
            _textLevels++;
        _codes.Add(text, _levels.Count);
        _levels.Add(text);
        _numbers.Add(isNumber ? value : double.NaN);
        return _levels.Count - 1;
    }

    private void TurnIntoNumbers()
    {
        _numberCells = new ChunkList<double>();
        foreach (int code in _codeCells.Drain(code => code))
            _numberCells.Add(code < 0 ? double.NaN : ParseCell(_levels[code]));
    }

    private double ParseCell(ReadOnlySpan<char> cell)
    {
        if (!TryParse(cell, out double value))
        {
            if (_unreadable++ == 0)
                _unreadableExample = cell.ToString();
            return double.NaN;
        }

        if (!double.IsInfinity(value))
            return value;
        _infinite++;
        return double.NaN;
    }

    private static bool TryParse(ReadOnlySpan<char> cell, out double value) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    private void NoticeUnreadable(List<DataNotice> notices)
    {
        if (_unreadable > 0)
        {
            string count = _unreadable.ToString("N0", CultureInfo.InvariantCulture);
            notices.Add(
                new DataNotice(
                    "data-unreadable",
                    _name,
                    $"{count} cells of the numeric column '{_name}', such as '{_unreadableExample}', are no numbers and were "
                        + "read as missing; declare the column as text if they mean something."
                )
            );
        }

        if (_infinite > 0)
        {
            string count = _infinite.ToString("N0", CultureInfo.InvariantCulture);
            notices.Add(
                new DataNotice(
                    "data-infinite",
                    _name,
                    $"{count} infinite cells of column '{_name}' were read as missing."
                )
            );
        }
    }

    /// <summary>Mostly numbers with a few texts is more often a typing error or an undeclared missing code than a category.</summary>
    private void NoticeMixed(List<DataNotice> notices)
    {
        int numeric = _levels.Count - _textLevels;
        if (_declared is not null || numeric <= 20 || numeric < 10 * _textLevels)
            return;
        string example = _levels[_numbers.FindIndex(double.IsNaN)];
        notices.Add(
            new DataNotice(
                "data-mixed",
                _name,
                $"column '{_name}' was read as text because of cells such as '{example}', though most are numbers; declare it "
                    + "as numeric, or such cells as missing."
            )
        );
    }
}
