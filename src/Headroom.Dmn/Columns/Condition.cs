namespace Headroom.Dmn;

/// <summary>A condition over blocks; rows in which something is null are unknown to the scratch, so every answer here is true or false.</summary>
internal abstract class Condition(int node)
{
    protected int Node => node;

    public abstract bool TryRun(FormulaScratch scratch, out bool[] result);

    /// <summary>Two numbers compared.</summary>
    public sealed class Comparison(int node, ComparisonOperator operation, Formula difference) : Condition(node)
    {
        public override bool TryRun(FormulaScratch scratch, out bool[] result)
        {
            result = scratch.Conditions(Node);
            if (!difference.TryRun(scratch, out var numbers))
            {
                return false;
            }
            for (var i = 0; i < scratch.Count; i++)
            {
                var value = numbers.Values[i];
                result[i] = operation switch
                {
                    ComparisonOperator.Equal => value == 0,
                    ComparisonOperator.NotEqual => value != 0,
                    ComparisonOperator.Less => value < 0,
                    ComparisonOperator.LessOrEqual => value <= 0,
                    ComparisonOperator.Greater => value > 0,
                    _ => value >= 0,
                };
            }
            return true;
        }
    }

    /// <summary>A slot's value compared with a string or a boolean.</summary>
    public sealed class Match(int node, int slot, FeelValue wanted, bool isNegated) : Condition(node)
    {
        public override bool TryRun(FormulaScratch scratch, out bool[] result)
        {
            result = scratch.Conditions(Node);
            var block = scratch.Blocks[slot]!;
            if (block.Form == BlockForm.Scaled)
            {
                return false;
            }
            for (var i = 0; i < scratch.Count; i++)
            {
                ref readonly var value = ref block.Form == BlockForm.Coded
                    ? ref block.Dictionary[block.Codes[i]]
                    : ref block.Values[i];
                if (value.IsNull)
                {
                    scratch.MarkUnknown(i);
                    continue;
                }
                if (value.Kind != wanted.Kind)
                {
                    return false;
                }
                result[i] = FeelIdentity.Same(value, wanted) != isNegated;
            }
            return true;
        }
    }

    /// <summary>Both, or either, of two conditions.</summary>
    public sealed class Both(int node, bool isAnd, Condition left, Condition right) : Condition(node)
    {
        public override bool TryRun(FormulaScratch scratch, out bool[] result)
        {
            result = [];
            if (!left.TryRun(scratch, out var a) || !right.TryRun(scratch, out var b))
            {
                return false;
            }
            for (var i = 0; i < scratch.Count; i++)
            {
                a[i] = isAnd ? a[i] && b[i] : a[i] || b[i];
            }
            result = a;
            return true;
        }
    }

    /// <summary>The opposite of a condition.</summary>
    public sealed class Opposite(int node, Condition operand) : Condition(node)
    {
        public override bool TryRun(FormulaScratch scratch, out bool[] result)
        {
            if (!operand.TryRun(scratch, out result))
            {
                return false;
            }
            for (var i = 0; i < scratch.Count; i++)
            {
                result[i] = !result[i];
            }
            return true;
        }
    }
}
