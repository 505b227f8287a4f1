namespace Headroom.Dmn;

/// <summary>Numbers of one block as integers of one scale, none of them larger than a bound.</summary>
internal readonly record struct ScaledBlock(long[] Values, int Scale, Int128 Bound);

/// <summary>The buffers of one formula in one run, and the rows of the block that it cannot know.</summary>
internal sealed class FormulaScratch(int nodes)
{
    private const int ScaleMax = 6;
    private readonly long[]?[] numbers = new long[nodes][];
    private readonly bool[]?[] conditions = new bool[nodes][];

    /// <summary>The blocks of inputs and decisions by slot.</summary>
    public Block?[] Blocks { get; private set; } = [];

    public int Count { get; private set; }

    /// <summary>Rows in which something that the formula reads is null.</summary>
    public bool[] Unknown { get; } = new bool[Block.Rows];

    public bool HasUnknown { get; private set; }

    public void Begin(Block?[] blocks, int count)
    {
        (Blocks, Count) = (blocks, count);
        if (HasUnknown)
        {
            Array.Clear(Unknown);
            HasUnknown = false;
        }
    }

    public long[] Numbers(int node) => numbers[node] ??= new long[Block.Rows];

    public bool[] Conditions(int node) => conditions[node] ??= new bool[Block.Rows];

    public void MarkUnknown(int row)
    {
        Unknown[row] = true;
        HasUnknown = true;
    }

    /// <summary>A slot's numbers; rows of null become unknown. False where a value is no number, or does not fit.</summary>
    public bool TryLoad(int slot, int node, out ScaledBlock result)
    {
        var block = Blocks[slot]!;
        var target = Numbers(node);
        var scale = block.Form == BlockForm.Scaled ? block.Scale : ScaleMax;
        result = default;
        for (var i = 0; i < Count; i++)
        {
            if (block.Form == BlockForm.Scaled)
            {
                target[i] = block.Scaled[i];
                if (!block.HasNulls || !block.IsNull[i])
                {
                    continue;
                }
                target[i] = 0;
                MarkUnknown(i);
            }
            else
            {
                ref readonly var value = ref block.Form == BlockForm.Coded
                    ? ref block.Dictionary[block.Codes[i]]
                    : ref block.Values[i];
                if (value.IsNumber)
                {
                    if (!ScaledSearch.TryScale(value.Scalar, scale, out target[i]))
                    {
                        return false;
                    }
                    continue;
                }
                if (!value.IsNull)
                {
                    return false;
                }
                target[i] = 0;
                MarkUnknown(i);
            }
        }
        result = new ScaledBlock(target, scale, BoundOf(target.AsSpan(0, Count)));
        return true;
    }

    /// <summary>One entry of the contexts that a table gave. False where a value is neither a context nor null, or its entry no number.</summary>
    public bool TryLoadEntry(int slot, string entry, int node, out ScaledBlock result)
    {
        result = default;
        var block = Blocks[slot]!;
        if (block.Form != BlockForm.Coded)
        {
            return false;
        }
        // A table gives few different contexts to many rows: each is looked into once.
        var entries = new long[block.DictionaryCount];
        var isKnown = new bool[entries.Length];
        for (var code = 0; code < entries.Length; code++)
        {
            ref readonly var value = ref block.Dictionary[code];
            if (value.IsNull)
            {
                continue;
            }
            if (
                value.Kind != FeelKind.Context
                || !value.AsContext.TryGet(entry, out var part)
                || !(part.IsNull || (part.IsNumber && ScaledSearch.TryScale(part.Scalar, ScaleMax, out entries[code])))
            )
            {
                return false;
            }
            isKnown[code] = part.IsNumber;
        }
        var target = Numbers(node);
        for (var i = 0; i < Count; i++)
        {
            var code = block.Codes[i];
            target[i] = entries[code];
            if (!isKnown[code])
            {
                MarkUnknown(i);
            }
        }
        result = new ScaledBlock(target, ScaleMax, BoundOf(target.AsSpan(0, Count)));
        return true;
    }

    private static Int128 BoundOf(ReadOnlySpan<long> values)
    {
        var (low, high) = (0L, 0L);
        foreach (var value in values)
        {
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }
        return Int128.Max(-(Int128)low, high);
    }
}
