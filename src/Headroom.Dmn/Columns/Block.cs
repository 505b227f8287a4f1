namespace Headroom.Dmn;

/// <summary>How a block holds its values.</summary>
internal enum BlockForm
{
    /// <summary>Integers of one scale.</summary>
    Scaled,

    /// <summary>Indexes into a list of values.</summary>
    Coded,

    /// <summary>The values themselves.</summary>
    Values,
}

/// <summary>One input or decision over a block of rows.</summary>
internal sealed class Block
{
    public const int Rows = 1024;
    private FeelValue[]? values;
    private int[]? codes;
    private long[]? scaled;
    private Outcomes? outcomes;
    private TextCodes? texts;
    private FormulaScratch? scratch;
    private bool[]? isNull;
    private SlotState[]? states;

    public BlockForm Form { get; private set; }

    public int Scale { get; private set; }

    public bool HasNulls { get; private set; }

    public FeelValue[] Dictionary { get; private set; } = [];

    /// <summary>How many of the dictionary's values are in use.</summary>
    public int DictionaryCount { get; private set; }

    public long[] Scaled => scaled ??= new long[Rows];

    public bool[] IsNull => isNull ??= new bool[Rows];

    public int[] Codes => codes ??= new int[Rows];

    public FeelValue[] Values => values ??= new FeelValue[Rows];

    /// <summary>How each row came out; for a decision's block only.</summary>
    public SlotState[] States => states ??= new SlotState[Rows];

    /// <summary>The different strings met so far in this run of an input.</summary>
    public TextCodes Texts => texts ??= new TextCodes();

    public void BeginScaled(int scale, bool hasNulls)
    {
        Form = BlockForm.Scaled;
        Scale = scale;
        HasNulls = hasNulls;
    }

    public void BeginCoded(FeelValue[] dictionary, int count)
    {
        Form = BlockForm.Coded;
        Dictionary = dictionary;
        DictionaryCount = count;
    }

    /// <summary>The outcomes met so far in this run of a decision.</summary>
    public Outcomes OutcomesOf(DecisionElement decision) => outcomes ??= new Outcomes(decision);

    public void BeginValues() => Form = BlockForm.Values;

    /// <summary>The buffers of the decision's formula in this run.</summary>
    public FormulaScratch ScratchOf(int nodes) => scratch ??= new FormulaScratch(nodes);

    public FeelValue Get(int row) =>
        Form switch
        {
            BlockForm.Scaled => HasNulls && IsNull[row]
                ? FeelValue.Null
                : FeelValue.Number(ScaledNumber.ToDecimal(Scaled[row], Scale)),
            BlockForm.Coded => Dictionary[Codes[row]],
            _ => Values[row],
        };
}
