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
