namespace Headroom.Scoring.Pmml.Compilation;

/// <summary>
/// Where a classification leaves its results: the probability of each category, the code of the most probable one, and which
/// category the score is the probability of.
/// </summary>
internal sealed class ClassSlots
{
    private ClassSlots(string[] categories, int[] codes, int first, int categorySlot, int eventIndex)
    {
        Categories = categories;
        Codes = codes;
        First = first;
        CategorySlot = categorySlot;
        EventIndex = eventIndex;
    }

    public IReadOnlyList<string> Categories { get; }

    /// <summary>The vocabulary's code of each category.</summary>
    public int[] Codes { get; }

    /// <summary>The slot of the first category's probability; the others follow.</summary>
    public int First { get; }

    public int CategorySlot { get; }

    public int EventIndex { get; }

    public static ClassSlots Allocate(IReadOnlyList<string> categories, CompilationContext context)
    {
        int[] codes = [.. categories.Select(context.Vocabulary.Intern)];
        int first = context.SlotCount;
        foreach (string _ in categories)
            context.AllocateSlot();
        // Tools list the event last (0 then 1); where the data dictionary lists none, the model's own last category is it.
        int declared = context.EventCategory is { } named ? Array.IndexOf([.. categories], named) : -1;
        return new ClassSlots(
            [.. categories],
            codes,
            first,
            context.AllocateSlot(),
            declared >= 0 ? declared : categories.Count - 1
        );
    }

    public int SlotOf(string category)
    {
        int index = Array.IndexOf([.. Categories], category);
        return index < 0 ? -1 : First + index;
    }

    /// <summary>Chooses the most probable category, the first among equals, and gives the event's probability.</summary>
    public double Decide(double[] values)
    {
        int best = 0;
        for (int i = 1; i < Codes.Length; i++)
        {
            if (values[First + i] > values[First + best])
                best = i;
        }

        values[CategorySlot] = double.IsNaN(values[First]) ? double.NaN : Codes[best];
        return values[First + EventIndex];
    }

    public void Clear(double[] values)
    {
        Array.Fill(values, double.NaN, First, Codes.Length);
        values[CategorySlot] = double.NaN;
    }
}
