using System.Globalization;

namespace Headroom.Scoring.Data;

/// <summary>
/// Gathers the cells of one column and finds its type: cells are kept as codes of distinct texts while these are few, and as
/// numbers once they are many and all of them numbers.
/// </summary>
internal sealed class ColumnBuilder
{
    private const int DistinctMax = 4096;

    private readonly string _name;
    private readonly ColumnType? _declared;
    private readonly bool _decimalComma;
    private readonly Dictionary<string, int> _codes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly List<string> _levels = [];
    private readonly ChunkList<int> _codeCells = new();
    private readonly HashSet<string> _missing;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _missingLookup;
    private ChunkList<double>? _numberCells;
    private int _textLevels;
    private int _unreadable;
    private string _unreadableExample = "";
    private int _infinite;
    private string? _dressedExample;
    private double _dressedValue;

    public ColumnBuilder(string name, ColumnType? declared, HashSet<string> missing, bool decimalComma)
    {
        _name = name;
        _decimalComma = decimalComma;
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
        if (_levels.Count > DistinctMax && IsNumeric())
            TurnIntoNumbers();
    }

    public DataColumn Build(List<DataNotice> notices)
    {
        if (_numberCells is null && !IsNumeric())
        {
            return new DataColumn.Text(_name, _codeCells.Drain(code => code), [.. _levels]);
        }

        if (_numberCells is null)
            TurnIntoNumbers();
        NoticeRead(notices);
        return new DataColumn.Numeric(_name, _numberCells!.Drain(value => value));
    }

    private int CodeOf(ReadOnlySpan<char> cell)
    {
        if (_lookup.TryGetValue(cell, out int code))
            return code;
        string text = cell.ToString();
        bool isNumber = NumberText.TryParse(cell, _decimalComma, out _);
        if (!isNumber)
            _textLevels++;
        _codes.Add(text, _levels.Count);
        _levels.Add(text);
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
        if (!NumberText.TryParsePlain(cell, out double value))
        {
            if (!NumberText.TryParse(cell, _decimalComma, out value))
            {
                if (_unreadable++ == 0)
                    _unreadableExample = cell.ToString();
                return double.NaN;
            }

            if (_dressedExample is null && double.IsFinite(value))
                (_dressedExample, _dressedValue) = (cell.ToString(), value);
        }

        if (!double.IsInfinity(value))
            return value;
        _infinite++;
        return double.NaN;
    }

    private void NoticeRead(List<DataNotice> notices)
    {
        if (_unreadable > 0)
        {
            string count = _unreadable.ToString("N0", CultureInfo.InvariantCulture);
            notices.Add(
                DataNotice.Of(
                    "data-unreadable",
                    _name,
                    "{count} cells of the numeric column '{column}', such as '{example}', are no numbers and were read as missing; "
                        + "declare the column as text if they mean something.",
                    ("count", count),
                    ("column", _name),
                    ("example", _unreadableExample ?? "")
                )
            );
        }

        if (_dressedExample is not null)
        {
            string value = _dressedValue.ToString("R", CultureInfo.InvariantCulture);
            notices.Add(
                DataNotice.Of(
                    "data-dressed",
                    _name,
                    "cells of column '{column}' such as '{example}' were read as numbers such as {value}.",
                    ("column", _name),
                    ("example", _dressedExample),
                    ("value", value)
                )
            );
        }

        if (_infinite > 0)
        {
            string count = _infinite.ToString("N0", CultureInfo.InvariantCulture);
            notices.Add(
                DataNotice.Of(
                    "data-infinite",
                    _name,
                    "{count} infinite cells of column '{column}' were read as missing.",
                    ("count", count),
                    ("column", _name)
                )
            );
        }
    }

    /// <summary>
    /// Many different numbers with a few texts among them are numbers with typing errors or an undeclared missing code.
    /// </summary>
    private bool IsNumeric()
    {
        int numbers = _levels.Count - _textLevels;
        return _declared is { } type
            ? type == ColumnType.Numeric
            : _textLevels == 0 || (numbers > 20 && numbers >= 10 * _textLevels);
    }
}
