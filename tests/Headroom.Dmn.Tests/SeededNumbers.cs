namespace Headroom.Dmn.Tests;

/// <summary>A small generator whose numbers are the same on every machine and in every version of .NET.</summary>
internal sealed class SeededNumbers(ulong seed)
{
    private ulong state = unchecked((seed * 0x9E3779B97F4A7C15UL) + 1);

    public int Next(int below)
    {
        state = unchecked((state * 6364136223846793005UL) + 1442695040888963407UL);
        return (int)((state >> 33) % (ulong)below);
    }

    public T Pick<T>(params ReadOnlySpan<T> items) => items[Next(items.Length)];
}
