using System.Numerics;

namespace Headroom.Dmn;

/// <summary>
/// One input column in matching form: the values that its cells mention cut the input's domain into positions, and each position has
/// the set of rules that its values pass, as a row of bits. Matching an input is finding its position.
/// </summary>
internal abstract class TableColumn
{
    protected const int BitsPerWord = 64;
    private readonly CellTest?[] tests;

    protected TableColumn(CellTest?[] tests, int positions)
    {
        this.tests = tests;
        Words = (tests.Length + BitsPerWord - 1) / BitsPerWord;
        Masks = new ulong[positions * Words];
        NullMask = new ulong[Words];
        // A test that fails on null simply does not match; that is no error of the model.
        var quiet = new Evaluation(DmnLimits.Default);
        for (var rule = 0; rule < tests.Length; rule++)
        {
            if (tests[rule] is not { } test || test.Evaluate(FeelValue.Null, quiet).IsTrue)
            {
                NullMask[rule / BitsPerWord] |= 1UL << (rule % BitsPerWord);
            }
        }
    }

    public int Words { get; }

    public ulong[] Masks { get; }

    public ulong[] NullMask { get; }

    public CellTest?[] Tests => tests;

    /// <summary>Which position a value falls in; -1 where the value is of another kind than the column's.</summary>
    public abstract int Position(in FeelValue input);

    /// <summary>The rules that pass, for a table of at most 64.</summary>
    public ulong Mask(in FeelValue input, Evaluation evaluation)
    {
        if (input.IsNull)
        {
            return NullMask[0];
        }
        var position = Position(input);
        if (position >= 0)
        {
            return Masks[position];
        }
        Span<ulong> bits = [ulong.MaxValue];
        Slowly(input, bits, evaluation);
        return bits[0];
    }

    /// <summary>Clears the bits of the rules that do not pass.</summary>
    public void Narrow(in FeelValue input, Span<ulong> bits, Evaluation evaluation)
    {
        if (input.IsNull)
        {
            And(bits, NullMask);
            return;
        }
        var position = Position(input);
        if (position >= 0)
        {
            And(bits, Masks.AsSpan(position * Words, Words));
        }
        else
        {
            Slowly(input, bits, evaluation);
        }
    }

    protected void Set(int position, int rule) =>
        Masks[(position * Words) + (rule / BitsPerWord)] |= 1UL << (rule % BitsPerWord);

    private static void And(Span<ulong> bits, ReadOnlySpan<ulong> mask)
    {
        var i = 0;
        for (; i <= bits.Length - Vector<ulong>.Count; i += Vector<ulong>.Count)
        {
            (new Vector<ulong>(bits[i..]) & new Vector<ulong>(mask[i..])).CopyTo(bits[i..]);
        }
        for (; i < bits.Length; i++)
        {
            bits[i] &= mask[i];
        }
    }

    /// <summary>An input of a kind that the column does not expect is put to each test.</summary>
    private void Slowly(in FeelValue input, Span<ulong> bits, Evaluation evaluation)
    {
        for (var rule = 0; rule < tests.Length; rule++)
        {
            var word = rule / BitsPerWord;
            var bit = 1UL << (rule % BitsPerWord);
            if ((bits[word] & bit) != 0 && tests[rule] is { } test && !test.Evaluate(input, evaluation).IsTrue)
            {
                bits[word] &= ~bit;
            }
        }
    }
}

/// <summary>A column over an ordered kind that fits a decimal: position 2i + 1 is the i-th bound itself, 2i lies below it.</summary>
internal sealed class OrderedColumn : TableColumn
{
    private readonly decimal[] bounds;

    public OrderedColumn(FeelKind kind, CellTest?[] tests, decimal[] bounds)
        : base(tests, (2 * bounds.Length) + 1)
    {
        Kind = kind;
        this.bounds = bounds;
        Search = new ScaledSearch(bounds);
        for (var rule = 0; rule < tests.Length; rule++)
        {
            foreach (var interval in IntervalSet.Of(tests[rule], kind)!.Intervals)
            {
                var first = interval.LowOpenEnd ? 0 : PositionOf(interval.Low) + (interval.LowIncluded ? 0 : 1);
                var last = interval.HighOpenEnd
                    ? 2 * bounds.Length
                    : PositionOf(interval.High) - (interval.HighIncluded ? 0 : 1);
                for (var position = first; position <= last; position++)
                {
                    Set(position, rule);
                }
            }
        }
    }

    public FeelKind Kind { get; }

    public ScaledSearch Search { get; }

    public IReadOnlyList<decimal> Bounds => bounds;

    public override int Position(in FeelValue input) => input.Kind == Kind ? Search.Position(input.Scalar) : -1;

    public int PositionOf(decimal value) => Search.Position(value);
}

/// <summary>A column over strings: one position for each that is mentioned, the last for all others.</summary>
internal sealed class TextColumn : TableColumn
{
    private readonly Dictionary<string, int> positions;

    public TextColumn(CellTest?[] tests, Dictionary<string, int> positions, string unmentioned)
        : base(tests, positions.Count + 1)
    {
        this.positions = positions;
        var quiet = new Evaluation(DmnLimits.Default);
        // Rules are set value by value: only negated and open tests pass the values that they do not mention.
        for (var rule = 0; rule < tests.Length; rule++)
        {
            var test = tests[rule];
            var open = test is null || test.Evaluate(FeelValue.String(unmentioned), quiet).IsTrue;
            if (!open)
            {
                foreach (var text in TextSet.Mentioned(test!))
                {
                    if (test!.Evaluate(FeelValue.String(text), quiet).IsTrue)
                    {
                        Set(positions[text], rule);
                    }
                }
                continue;
            }
            Set(positions.Count, rule);
            foreach (var (text, position) in positions)
            {
                if (test is null or CellTest.AnyValue || test.Evaluate(FeelValue.String(text), quiet).IsTrue)
                {
                    Set(position, rule);
                }
            }
        }
    }

    public IReadOnlyDictionary<string, int> Positions => positions;

    public override int Position(in FeelValue input)
    {
        if (input.Kind != FeelKind.String)
        {
            return -1;
        }
        return positions.TryGetValue(input.Text, out var position) ? position : positions.Count;
    }
}

/// <summary>A column over booleans.</summary>
internal sealed class BooleanColumn : TableColumn
{
    public BooleanColumn(CellTest?[] tests)
        : base(tests, 2)
    {
        var quiet = new Evaluation(DmnLimits.Default);
        for (var rule = 0; rule < tests.Length; rule++)
        {
            for (var position = 0; position < 2; position++)
            {
                if (tests[rule] is not { } test || test.Evaluate(FeelValue.Boolean(position == 1), quiet).IsTrue)
                {
                    Set(position, rule);
                }
            }
        }
    }

    public override int Position(in FeelValue input) =>
        input.Kind != FeelKind.Boolean ? -1
        : input.IsTrue ? 1
        : 0;
}
