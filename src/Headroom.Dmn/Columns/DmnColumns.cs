namespace Headroom.Dmn;

/// <summary>
/// Inputs of many rows, one array per input; an input without an array is null in every row. The arrays are read, never copied or
/// changed. Numbers as scaled integers (amounts in minor units, for instance) are the fastest.
/// </summary>
public sealed class DmnColumns
{
    private readonly DmnModel model;
    private readonly ColumnSource?[] sources;

    /// <summary>Columns of so many rows for a model.</summary>
    public DmnColumns(DmnModel model, int rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        this.model = model;
        Rows = rows;
        sources = new ColumnSource?[model.SlotCount];
    }

    /// <summary>How many rows there are.</summary>
    public int Rows { get; }

    internal DmnModel Model => model;

    /// <summary>Numbers as integers: the value is the integer divided by ten to the scale.</summary>
    /// <param name="input">The input.</param>
    /// <param name="values">One integer per row.</param>
    /// <param name="scale">How many of the digits are decimals, 0 to 9.</param>
    /// <param name="isNull">Which rows have no value, or null where all have one.</param>
    public DmnColumns Set(DmnInput input, long[] values, int scale = 0, bool[]? isNull = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(scale);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(scale, 9);
        return Put(input, values.Length, new ColumnSource.Scaled(values, scale, isNull));
    }

    /// <summary>Numbers.</summary>
    public DmnColumns Set(DmnInput input, decimal[] values, bool[]? isNull = null) =>
        Put(input, values.Length, new ColumnSource.Decimals(values, isNull));

    /// <summary>Strings; a null reference is a missing value.</summary>
    public DmnColumns Set(DmnInput input, string?[] values) =>
        Put(input, values.Length, new ColumnSource.Texts(values));

    /// <summary>Booleans.</summary>
    public DmnColumns Set(DmnInput input, bool[] values, bool[]? isNull = null) =>
        Put(input, values.Length, new ColumnSource.Booleans(values, isNull));

    /// <summary>Values of any kind.</summary>
    public DmnColumns Set(DmnInput input, FeelValue[] values) =>
        Put(input, values.Length, new ColumnSource.Values(values));

    /// <summary>One row's value, fitted to the input's type as a frame would.</summary>
    internal FeelValue Get(int slot, int row)
    {
        var value = sources[slot] is { } source ? source.Get(row) : FeelValue.Null;
        return model.InputAt(slot).Type.TryCoerce(value, out var coerced)
            ? coerced
            : FeelValue.Failed(
                new FeelError(
                    "dmn.input.type",
                    $"The input '{model.InputAt(slot).Name}' is not of its type.",
                    model.InputAt(slot).Name
                )
            );
    }

    /// <summary>The rows of an input as a block, in the fastest form that its type allows.</summary>
    internal void Load(int slot, int from, int count, Block block)
    {
        var type = model.InputAt(slot).Type;
        var source = sources[slot];
        if (source is not null && type.IsPlain && source.TryLoad(from, count, block))
        {
            return;
        }
        block.BeginValues();
        for (var i = 0; i < count; i++)
        {
            block.Values[i] = Get(slot, from + i);
        }
    }

    private DmnColumns Put(DmnInput input, int length, ColumnSource source)
    {
        if (length != Rows)
        {
            throw new ArgumentException($"The column '{input.Name}' has {length} rows, not {Rows}.", nameof(input));
        }
        sources[input.Slot] = source;
        return this;
    }
}

/// <summary>One input's array.</summary>
internal abstract class ColumnSource
{
    private ColumnSource() { }

    public abstract FeelValue Get(int row);

    /// <summary>Fills a block without looking at values one by one, where that is possible.</summary>
    public virtual bool TryLoad(int from, int count, Block block) => false;

    public sealed class Scaled(long[] values, int scale, bool[]? isNull) : ColumnSource
    {
        public override FeelValue Get(int row) =>
            isNull is not null && isNull[row]
                ? FeelValue.Null
                : FeelValue.Number(ScaledNumber.ToDecimal(values[row], scale));

        public override bool TryLoad(int from, int count, Block block)
        {
            block.BeginScaled(scale, isNull is not null);
            values.AsSpan(from, count).CopyTo(block.Scaled);
            isNull?.AsSpan(from, count).CopyTo(block.IsNull);
            return true;
        }
    }

    public sealed class Decimals(decimal[] values, bool[]? isNull) : ColumnSource
    {
        private const int Scale = 4;

        public override FeelValue Get(int row) =>
            isNull is not null && isNull[row] ? FeelValue.Null : FeelValue.Number(values[row]);

        public override bool TryLoad(int from, int count, Block block)
        {
            block.BeginScaled(Scale, isNull is not null);
            for (var i = 0; i < count; i++)
            {
                if (!ScaledSearch.TryScale(values[from + i], Scale, out block.Scaled[i]))
                {
                    return false;
                }
            }
            isNull?.AsSpan(from, count).CopyTo(block.IsNull);
            return true;
        }
    }

    public sealed class Texts(string?[] values) : ColumnSource
    {
        public override FeelValue Get(int row) => FeelValue.String(values[row]);

        public override bool TryLoad(int from, int count, Block block)
        {
            var texts = block.Texts;
            if (texts.IsFull)
            {
                return false;
            }
            for (var i = 0; i < count; i++)
            {
                if (!texts.TryCode(values[from + i], out block.Codes[i]))
                {
                    return false;
                }
            }
            block.BeginCoded(texts.Values, texts.Count);
            return true;
        }
    }

    public sealed class Booleans(bool[] values, bool[]? isNull) : ColumnSource
    {
        private static readonly FeelValue[] Dictionary = [FeelValue.False, FeelValue.True, FeelValue.Null];

        public override FeelValue Get(int row) =>
            isNull is not null && isNull[row] ? FeelValue.Null : FeelValue.Boolean(values[row]);

        public override bool TryLoad(int from, int count, Block block)
        {
            block.BeginCoded(Dictionary, Dictionary.Length);
            for (var i = 0; i < count; i++)
            {
                block.Codes[i] =
                    isNull is not null && isNull[from + i] ? 2
                    : values[from + i] ? 1
                    : 0;
            }
            return true;
        }
    }

    public sealed class Values(FeelValue[] values) : ColumnSource
    {
        public override FeelValue Get(int row) => values[row];
    }
}

/// <summary>Integers that stand for decimals.</summary>
internal static class ScaledNumber
{
    public static decimal ToDecimal(long value, int scale)
    {
        var magnitude = value < 0 ? unchecked((ulong)-value) : (ulong)value;
        return new decimal(unchecked((int)magnitude), unchecked((int)(magnitude >> 32)), 0, value < 0, (byte)scale);
    }
}
