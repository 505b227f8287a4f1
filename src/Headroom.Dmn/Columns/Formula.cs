namespace Headroom.Dmn;

/// <summary>
/// A numeric expression over blocks. Everything is exact on integers: where a result could leave their bounds, the formula gives up and the
/// rows are decided one by one.
/// </summary>
internal abstract class Formula(int node)
{
    protected const int ScaleMax = 15;
    protected static readonly Int128 Most = long.MaxValue / 4;

    protected int Node => node;

    public abstract bool TryRun(FormulaScratch scratch, out ScaledBlock result);

    /// <summary>Brings two blocks to one scale.</summary>
    protected static bool TryAlign(FormulaScratch scratch, ref ScaledBlock left, ref ScaledBlock right)
    {
        var scale = Math.Max(left.Scale, right.Scale);
        return TryRescale(scratch, ref left, scale) && TryRescale(scratch, ref right, scale);
    }

    private static bool TryRescale(FormulaScratch scratch, ref ScaledBlock block, int scale)
    {
        if (block.Scale == scale)
        {
            return true;
        }
        var factor = 1L;
        for (var i = block.Scale; i < scale; i++)
        {
            factor *= 10;
        }
        if (block.Bound * factor > Most)
        {
            return false;
        }
        // Every node owns its buffer and is read once, so it may be changed in place.
        var values = block.Values.AsSpan(0, scratch.Count);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] *= factor;
        }
        block = new ScaledBlock(block.Values, scale, block.Bound * factor);
        return true;
    }

    /// <summary>A constant.</summary>
    public sealed class Constant(int node, long value, int scale) : Formula(node)
    {
        public override bool TryRun(FormulaScratch scratch, out ScaledBlock result)
        {
            var values = scratch.Numbers(Node);
            values.AsSpan(0, scratch.Count).Fill(value);
            result = new ScaledBlock(values, scale, Math.Abs(value));
            return true;
        }
    }

    /// <summary>An input or a decision, or one entry of it where a name is given.</summary>
    public sealed class Slot(int node, int slot, string? entry = null) : Formula(node)
    {
        public override bool TryRun(FormulaScratch scratch, out ScaledBlock result) =>
            entry is null
                ? scratch.TryLoad(slot, Node, out result)
                : scratch.TryLoadEntry(slot, entry, Node, out result);
    }

    /// <summary>Sum, difference, lesser or greater of two.</summary>
    public sealed class Pair(int node, PairOperation operation, Formula left, Formula right) : Formula(node)
    {
        public override bool TryRun(FormulaScratch scratch, out ScaledBlock result)
        {
            result = default;
            if (!left.TryRun(scratch, out var a) || !right.TryRun(scratch, out var b))
            {
                return false;
            }
            if (operation != PairOperation.Multiply && !TryAlign(scratch, ref a, ref b))
            {
                return false;
            }
            var bound = operation switch
            {
                PairOperation.Multiply => a.Bound * b.Bound,
                PairOperation.Add or PairOperation.Subtract => a.Bound + b.Bound,
                _ => Int128.Max(a.Bound, b.Bound),
            };
            var scale = operation == PairOperation.Multiply ? a.Scale + b.Scale : a.Scale;
            if (bound > Most || scale > ScaleMax)
            {
                return false;
            }
            Combine(a.Values.AsSpan(0, scratch.Count), b.Values);
            result = new ScaledBlock(a.Values, scale, bound);
            return true;
        }

        private void Combine(Span<long> a, ReadOnlySpan<long> b)
        {
            for (var i = 0; i < a.Length; i++)
            {
                a[i] = operation switch
                {
                    PairOperation.Add => a[i] + b[i],
                    PairOperation.Subtract => a[i] - b[i],
                    PairOperation.Multiply => a[i] * b[i],
                    PairOperation.Least => Math.Min(a[i], b[i]),
                    _ => Math.Max(a[i], b[i]),
                };
            }
        }
    }

    /// <summary>Division by a power of ten, which only moves the point.</summary>
    public sealed class Shifted(int node, Formula operand, int digits) : Formula(node)
    {
        public override bool TryRun(FormulaScratch scratch, out ScaledBlock result)
        {
            var known = operand.TryRun(scratch, out result) && result.Scale + digits <= ScaleMax;
            result = result with { Scale = result.Scale + digits };
            return known;
        }
    }

    /// <summary>Floor or ceiling.</summary>
    public sealed class Rounded(int node, Formula operand, bool isUp) : Formula(node)
    {
        public override bool TryRun(FormulaScratch scratch, out ScaledBlock result)
        {
            if (!operand.TryRun(scratch, out result))
            {
                return false;
            }
            var unit = 1L;
            for (var i = 0; i < result.Scale; i++)
            {
                unit *= 10;
            }
            var values = result.Values.AsSpan(0, scratch.Count);
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = isUp ? -Calendar.FloorDivide(-values[i], unit) : Calendar.FloorDivide(values[i], unit);
            }
            result = new ScaledBlock(result.Values, 0, (result.Bound / unit) + 1);
            return true;
        }
    }

    /// <summary>One of two, by a condition.</summary>
    public sealed class Choice(int node, Condition condition, Formula then, Formula otherwise) : Formula(node)
    {
        public override bool TryRun(FormulaScratch scratch, out ScaledBlock result)
        {
            result = default;
            if (
                !condition.TryRun(scratch, out var holds)
                || !then.TryRun(scratch, out var a)
                || !otherwise.TryRun(scratch, out var b)
                || !TryAlign(scratch, ref a, ref b)
            )
            {
                return false;
            }
            for (var i = 0; i < scratch.Count; i++)
            {
                a.Values[i] = holds[i] ? a.Values[i] : b.Values[i];
            }
            result = new ScaledBlock(a.Values, a.Scale, Int128.Max(a.Bound, b.Bound));
            return true;
        }
    }
}

/// <summary>What is done with two numbers.</summary>
internal enum PairOperation
{
    Add,
    Subtract,
    Multiply,
    Least,
    Greatest,
}
