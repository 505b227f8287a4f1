using Headroom.Scoring.Pmml.Definition;

namespace Headroom.Scoring.Pmml.Compilation;

internal enum Truth
{
    False,
    True,
    Unknown,
}

/// <summary>A compiled predicate over a row's slots.</summary>
internal abstract class Condition
{
    public abstract Truth Test(double[] values);

    /// <summary>The constants that this condition compares each slot with.</summary>
    public abstract void Collect(SortedDictionary<int, SortedSet<double>> constantsBySlot);

    protected static Truth From(bool value) => value ? Truth.True : Truth.False;
}

internal sealed class ConstantCondition(bool value) : Condition
{
    public bool Value => value;

    public override Truth Test(double[] values) => From(value);

    public override void Collect(SortedDictionary<int, SortedSet<double>> constantsBySlot) { }
}

internal sealed class ComparisonCondition(int slot, Comparison comparison, double constant) : Condition
{
    public override Truth Test(double[] values)
    {
        double value = values[slot];
        bool missing = double.IsNaN(value);
        if (comparison == Comparison.IsMissing)
            return From(missing);
        if (comparison == Comparison.IsNotMissing)
            return From(!missing);
        if (missing)
            return Truth.Unknown;
        return From(
            comparison switch
            {
                Comparison.Equal => value == constant,
                Comparison.NotEqual => value != constant,
                Comparison.Less => value < constant,
                Comparison.LessOrEqual => value <= constant,
                Comparison.Greater => value > constant,
                _ => value >= constant,
            }
        );
    }

    public override void Collect(SortedDictionary<int, SortedSet<double>> constantsBySlot)
    {
        SortedSet<double> constants = constantsBySlot.TryGetValue(slot, out SortedSet<double>? known)
            ? known
            : constantsBySlot[slot] = [];
        bool compares = comparison is not (Comparison.IsMissing or Comparison.IsNotMissing);
        if (compares && double.IsFinite(constant))
            constants.Add(constant);
    }
}

internal sealed class SetCondition(int slot, bool negated, IReadOnlyList<double> members) : Condition
{
    private readonly HashSet<double> _members = [.. members];

    public override Truth Test(double[] values)
    {
        double value = values[slot];
        return double.IsNaN(value) ? Truth.Unknown : From(_members.Contains(value) != negated);
    }

    public override void Collect(SortedDictionary<int, SortedSet<double>> constantsBySlot)
    {
        SortedSet<double> constants = constantsBySlot.TryGetValue(slot, out SortedSet<double>? known)
            ? known
            : constantsBySlot[slot] = [];
        constants.UnionWith(_members);
    }
}

internal sealed class CompoundCondition(Combination combination, Condition[] parts) : Condition
{
    public override Truth Test(double[] values) =>
        combination switch
        {
            Combination.And => Decide(values, Truth.False, Truth.True),
            Combination.Or => Decide(values, Truth.True, Truth.False),
            Combination.Xor => ExclusiveOr(values),
            _ => FirstKnown(values),
        };

    public override void Collect(SortedDictionary<int, SortedSet<double>> constantsBySlot)
    {
        foreach (Condition part in parts)
            part.Collect(constantsBySlot);
    }

    private Truth Decide(double[] values, Truth decisive, Truth otherwise)
    {
        Truth result = otherwise;
        foreach (Condition part in parts)
        {
            Truth truth = part.Test(values);
            if (truth == decisive)
                return decisive;
            if (truth == Truth.Unknown)
                result = Truth.Unknown;
        }

        return result;
    }

    private Truth ExclusiveOr(double[] values)
    {
        bool result = false;
        foreach (Condition part in parts)
        {
            Truth truth = part.Test(values);
            if (truth == Truth.Unknown)
                return Truth.Unknown;
            result ^= truth == Truth.True;
        }

        return From(result);
    }

    private Truth FirstKnown(double[] values)
    {
        foreach (Condition part in parts)
        {
            Truth truth = part.Test(values);
            if (truth != Truth.Unknown)
                return truth;
        }

        return Truth.Unknown;
    }
}
