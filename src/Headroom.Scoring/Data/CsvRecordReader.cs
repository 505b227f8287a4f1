using System.Globalization;

namespace Headroom.Scoring.Data;

/// <summary>
/// Reads records of RFC 4180 text one at a time: quoted cells may hold delimiters, line ends and doubled quotes. The cells of the
/// current record stand in one buffer, so that reading allocates nothing per cell.
/// </summary>
internal sealed class CsvRecordReader(TextReader reader, int firstLine = 1)
{
    private readonly char[] _block = new char[1 << 16];
    private int _blockLength;
    private int _blockPosition;
    private char[] _text = new char[1024];
    private int _textLength;
    private int[] _ends = new int[64];

    public char Delimiter { get; set; } = ',';

    /// <summary>Cells of the current record.</summary>
    public int CellCount { get; private set; }

    /// <summary>The 1-based line on which the current record begins.</summary>
    public int Line { get; private set; }

    private int NextLine { get; set; } = firstLine;

    /// <summary>True where the current record's only cell is empty: a blank line.</summary>
    public bool IsBlank => CellCount == 1 && _ends[0] == 0;

    public ReadOnlySpan<char> Cell(int index)
    {
        int start = index == 0 ? 0 : _ends[index - 1];
        return _text.AsSpan(start, _ends[index] - start);
    }

    /// <summary>Reads the next record; false at the end.</summary>
    public bool Read()
    {
        Line = NextLine;
        CellCount = 0;
        _textLength = 0;
        int next = Next();
        if (next < 0)
            return false;
        while (true)
        {
            next = next == '"' ? ReadQuoted() : ReadBare(next);
            EndCell();
            if (next != Delimiter)
                break;
            next = Next();
        }

        if (next == '\r')
        {
            next = Next();
            if (next >= 0 && next != '\n')
                _blockPosition--;
        }

        NextLine++;
        return true;
    }

    private int ReadBare(int next)
    {
        char delimiter = Delimiter;
        while (next >= 0 && next != delimiter && next != '\n' && next != '\r')
        {
            Append((char)next);
            next = Next();
        }

        return next;
    }

    private int ReadQuoted()
    {
        while (true)
        {
            int next = Next();
            if (next < 0)
            {
                string line = Line.ToString(CultureInfo.InvariantCulture);
                throw new DataException(
                    "data-open-quote",
                    Remark.Of(
                        "data-open-quote",
                        "line {line}: a quoted cell has no closing quote before the end; the file may be cut short.",
                        ("line", line)
                    )
                );
            }

            if (next == '"')
            {
                next = Next();
                if (next != '"')
                    return ReadBare(next);
            }
            else if (next == '\n')
            {
                NextLine++;
            }

            Append((char)next);
        }
    }

    private void EndCell()
    {
        if (CellCount == _ends.Length)
            Array.Resize(ref _ends, _ends.Length * 2);
        _ends[CellCount++] = _textLength;
    }

    private void Append(char character)
    {
        if (_textLength == _text.Length)
            Array.Resize(ref _text, _text.Length * 2);
        _text[_textLength++] = character;
    }

    private int Next()
    {
        if (_blockPosition < _blockLength)
            return _block[_blockPosition++];
        _blockLength = reader.Read(_block, 0, _block.Length);
        _blockPosition = 0;
        return _blockLength == 0 ? -1 : _block[_blockPosition++];
    }
}
