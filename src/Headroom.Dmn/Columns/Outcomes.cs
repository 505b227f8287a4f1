using System.Numerics;

namespace Headroom.Dmn;

/// <summary>
/// What a table of constant outputs gives for each set of rules that matched, worked out by the table itself when the set is first met.
/// </summary>
internal sealed class Outcomes(DecisionElement decision)
{
    private const int CountMax = 10_000;
    private const int BitsPerWord = 64;
    private readonly Dictionary<ulong, int> codes = [];
    private readonly int[] codesOfSingles = NoCodes();

    /// <summary>The decision that these are the outcomes of.</summary>
    public DecisionElement Decision => decision;

    public FeelValue[] Values { get; private set; } = new FeelValue[16];

    public SlotState[] States { get; private set; } = new SlotState[16];

    public int Count { get; private set; }

    /// <summary>The outcome's number; false where there are too many different ones to be worth keeping.</summary>
    public bool TryCodeOf(ulong mask, Evaluation evaluation, out int code)
    {
        var isSingle = (mask & unchecked(mask - 1)) == 0;
        var at = mask == 0 ? BitsPerWord : BitOperations.TrailingZeroCount(mask);
        if (isSingle ? (code = codesOfSingles[at]) >= 0 : codes.TryGetValue(mask, out code))
        {
            return true;
        }
        if (Count == CountMax)
        {
            return false;
        }
        code = Add(mask, evaluation);
        if (isSingle)
        {
            codesOfSingles[at] = code;
        }
        else
        {
            codes[mask] = code;
        }
        return true;
    }

    private int Add(ulong mask, Evaluation evaluation)
    {
        if (Count == Values.Length)
        {
            Values = [.. Values, .. new FeelValue[Count]];
            States = [.. States, .. new SlotState[Count]];
        }
        evaluation.BeginRun();
        evaluation.Place = decision.Name;
        evaluation.NoRuleMatched = false;
        var value = evaluation.Coerce(decision.WholeTable!.Decide(mask, evaluation), decision.Type);
        evaluation.Place = "";
        Values[Count] = value;
        States[Count] = DecisionCalls.StateOf(value, evaluation);
        return Count++;
    }

    private static int[] NoCodes()
    {
        var none = new int[BitsPerWord + 1];
        Array.Fill(none, -1);
        return none;
    }
}
