namespace Headroom.Scoring.Pmml.Compilation;

/// <summary>Finds which of an ordered list of conditions is the first true one.</summary>
internal abstract class AttributeSelector
{
    /// <summary>The index of the first true condition, or −1.</summary>
    public abstract int Select(double[] values);

    /// <summary>
    /// Conditions on one field become a table over that field; others are tested one after another. The table is filled by
    /// testing the conditions themselves, so that both forms answer alike.
    /// </summary>
    public static AttributeSelector Create(Condition[] conditions)
    {
        SortedDictionary<int, SortedSet<double>> constants = [];
        foreach (Condition condition in conditions)
            condition.Collect(constants);
        if (constants.Count != 1)
            return new SequentialSelector(conditions);
        (int slot, SortedSet<double> boundaries) = constants.First();
        return IntervalTable.Create(slot, conditions, [.. boundaries]);
    }
}

internal sealed class SequentialSelector(Condition[] conditions) : AttributeSelector
{
    public override int Select(double[] values)
    {
        for (int i = 0; i < conditions.Length; i++)
        {
            if (conditions[i].Test(values) == Truth.True)
                return i;
        }

        return -1;
    }
}
