namespace Headroom.Dmn;

/// <summary>
/// A decision that is arithmetic, comparison and choice over numbers, computed for a block at a time on scaled integers. Rows with nulls are left
/// to the full evaluation, and so is a block whose numbers could leave the integers.
/// </summary>
internal sealed class FormulaKernel
{
    private static readonly FeelValue[] Truths = [FeelValue.False, FeelValue.True, FeelValue.Null];
    private readonly Formula? number;
    private readonly Condition? condition;
    private readonly int nodes;

    private FormulaKernel(Formula? number, Condition? condition, int nodes)
    {
        this.number = number;
        this.condition = condition;
        this.nodes = nodes;
    }

    /// <summary>The kernel for a decision, or null where its logic is more than a formula.</summary>
    public static FormulaKernel? Of(DecisionElement decision)
    {
        if (decision.Logic is not { } logic || !decision.Type.IsPlain || logic is Node.Name)
        {
            return null;
        }
        var builder = new FormulaBuilder(decision);
        if (decision.Type.Kind is null or FeelKind.Number && builder.Number(logic) is { } number)
        {
            return new FormulaKernel(number, null, builder.Nodes);
        }
        builder = new FormulaBuilder(decision);
        return decision.Type.Kind is null or FeelKind.Boolean && builder.Condition(logic) is { } condition
            ? new FormulaKernel(null, condition, builder.Nodes)
            : null;
    }

    /// <summary>Computes a block; false where it must be decided row by row.</summary>
    /// <param name="blocks">The blocks by slot.</param>
    /// <param name="output">The decision's own block.</param>
    /// <param name="count">How many rows.</param>
    /// <param name="decide">Decides one row in full, for rows in which something is null.</param>
    public bool TryRun(Block?[] blocks, Block output, int count, Func<int, FeelValue> decide)
    {
        var scratch = output.ScratchOf(nodes);
        scratch.Begin(blocks, count);
        if (number is not null ? !TryNumber(scratch, output) : !TryCondition(scratch, output))
        {
            return false;
        }
        output.States.AsSpan(0, count).Fill(SlotState.Ready);
        for (var row = 0; scratch.HasUnknown && row < count; row++)
        {
            if (scratch.Unknown[row] && !TryPlace(output, row, decide(row)))
            {
                return false;
            }
        }
        return true;
    }

    private bool TryNumber(FormulaScratch scratch, Block output)
    {
        if (!number!.TryRun(scratch, out var result))
        {
            return false;
        }
        output.BeginScaled(result.Scale, hasNulls: true);
        result.Values.AsSpan(0, scratch.Count).CopyTo(output.Scaled);
        output.IsNull.AsSpan(0, scratch.Count).Clear();
        return true;
    }

    private bool TryCondition(FormulaScratch scratch, Block output)
    {
        if (!condition!.TryRun(scratch, out var result))
        {
            return false;
        }
        output.BeginCoded(Truths, Truths.Length);
        for (var i = 0; i < scratch.Count; i++)
        {
            output.Codes[i] = result[i] ? 1 : 0;
        }
        return true;
    }

    private static bool TryPlace(Block output, int row, FeelValue value)
    {
        if (output.Form == BlockForm.Coded)
        {
            output.Codes[row] =
                value.IsTrue ? 1
                : value.IsFalse ? 0
                : 2;
            return value.Kind is FeelKind.Boolean or FeelKind.Null;
        }
        output.IsNull[row] = value.IsNull;
        return value.IsNull
            || (value.IsNumber && ScaledSearch.TryScale(value.Scalar, output.Scale, out output.Scaled[row]));
    }
}
