using System.Collections;

namespace Headroom.Dmn;

/// <summary>An immutable context: named values in the order in which they were written.</summary>
public sealed class FeelContext : IReadOnlyCollection<KeyValuePair<string, FeelValue>>
{
    private const int LinearSearchLimit = 8;
    private readonly string[] names;
    private readonly FeelValue[] values;
    private readonly Dictionary<string, int>? index;

    /// <summary>The context of no entries.</summary>
    public static FeelContext Empty { get; } = new([], []);

    /// <summary>A context of these entries; a later entry of the same name replaces the earlier one.</summary>
    public FeelContext(IEnumerable<KeyValuePair<string, FeelValue>> entries)
    {
        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        var nameList = new List<string>();
        var valueList = new List<FeelValue>();
        foreach (var (name, value) in entries)
        {
            if (positions.TryAdd(name, nameList.Count))
            {
                nameList.Add(name);
                valueList.Add(value);
            }
            else
            {
                valueList[positions[name]] = value;
            }
        }
        names = [.. nameList];
        values = [.. valueList];
        index = names.Length > LinearSearchLimit ? positions : null;
    }

    /// <summary>A context over distinct names; the arrays are not copied.</summary>
    internal FeelContext(string[] names, FeelValue[] values)
    {
        this.names = names;
        this.values = values;
        if (names.Length > LinearSearchLimit)
        {
            index = new Dictionary<string, int>(names.Length, StringComparer.Ordinal);
            for (var i = 0; i < names.Length; i++)
            {
                index[names[i]] = i;
            }
        }
    }

    /// <summary>How many entries there are.</summary>
    public int Count => names.Length;

    /// <summary>The names, in order.</summary>
    public IReadOnlyList<string> Names => names;

    /// <summary>The values, in the order of the names.</summary>
    public IReadOnlyList<FeelValue> Values => values;

    /// <summary>The entry's value, or null where there is no such entry.</summary>
    public FeelValue this[string name] => TryGet(name, out var value) ? value : default;

    /// <summary>Finds an entry by name.</summary>
    public bool TryGet(string name, out FeelValue value)
    {
        var at = IndexOf(name);
        value = at < 0 ? default : values[at];
        return at >= 0;
    }

    /// <summary>The same context with one entry replaced or added at the end.</summary>
    public FeelContext With(string name, FeelValue value)
    {
        var at = IndexOf(name);
        if (at < 0)
        {
            return new FeelContext([.. names, name], [.. values, value]);
        }
        var copy = (FeelValue[])values.Clone();
        copy[at] = value;
        return new FeelContext(names, copy);
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, FeelValue>> GetEnumerator()
    {
        for (var i = 0; i < names.Length; i++)
        {
            yield return new(names[i], values[i]);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int IndexOf(string name)
    {
        if (index is not null)
        {
            return index.TryGetValue(name, out var at) ? at : -1;
        }
        for (var i = 0; i < names.Length; i++)
        {
            if (string.Equals(names[i], name, StringComparison.Ordinal))
            {
                return i;
            }
        }
        return -1;
    }
}
