namespace Headroom.Dmn;

/// <summary>
/// A decision that is one table of at most 64 rules over inputs and decisions, with constant tests and outputs: decided for a whole block by
/// comparing each column's numbers with its bounds, many rows at a time.
/// </summary>
internal sealed class TableKernel
{
    private const int RulesMax = 64;
    private readonly DecisionElement decision;
    private readonly CompiledTable table;
    private readonly KernelColumn[] columns;
    private readonly ulong allRules;
    private readonly AdditiveScore? additive;

    private TableKernel(DecisionElement decision, KernelColumn[] columns)
    {
        this.decision = decision;
        this.columns = columns;
        table = decision.WholeTable!;
        var rules = table.Definition.Rules.Count;
        allRules = rules == RulesMax ? ulong.MaxValue : (1UL << rules) - 1;
        var sumsPlainly = !table.HasDefault && decision.Type.IsPlain && decision.Type.Kind is null or FeelKind.Number;
        additive = sumsPlainly ? AdditiveScore.Of(table, columns) : null;
    }

    /// <summary>The kernel for a decision, or null where it must be decided row by row.</summary>
    public static TableKernel? Of(DecisionElement decision)
    {
        if (decision.WholeTable is not { } table || !IsSimple(table))
        {
            return null;
        }
        var columns = new List<KernelColumn>();
        for (var i = 0; i < table.Columns.Count; i++)
        {
            if (table.Columns[i] is not { } column)
            {
                continue;
            }
            if (table.SourceSlots[i] < 0)
            {
                return null;
            }
            columns.Add(new KernelColumn(table.SourceSlots[i], column));
        }
        return new TableKernel(decision, [.. columns]);
    }

    /// <summary>Decides a block; false where some row needs the full evaluation.</summary>
    public bool TryRun(Block?[] blocks, Block output, int count, Evaluation evaluation)
    {
        Span<int> positions = stackalloc int[Block.Rows];
        positions = positions[..count];
        return additive is not null
            ? TryScore(blocks, output, positions)
            : TryMatch(blocks, output, positions, evaluation);
    }

    private static bool IsSimple(CompiledTable table) =>
        table.Definition.Rules.Count is > 0 and <= RulesMax
        && table.LeftOvers.Count == 0
        && !table.HasAllowedInputs
        && table.HasConstantOutputs;

    private bool TryMatch(Block?[] blocks, Block output, Span<int> positions, Evaluation evaluation)
    {
        Span<ulong> masks = stackalloc ulong[Block.Rows];
        masks = masks[..positions.Length];
        masks.Fill(allRules);
        foreach (var column in columns)
        {
            if (!column.TryLocate(blocks[column.Slot]!, positions))
            {
                return false;
            }
            var byPosition = column.Masks;
            for (var i = 0; i < masks.Length; i++)
            {
                masks[i] &= byPosition[positions[i]];
            }
        }
        var outcomes = output.OutcomesOf(decision);
        var isFirst = table.Definition.HitPolicy == HitPolicy.First;
        var (codes, states) = (output.Codes, output.States);
        for (var i = 0; i < masks.Length; i++)
        {
            var mask = isFirst ? LowestBit(masks[i]) : masks[i];
            if (!outcomes.TryCodeOf(mask, evaluation, out codes[i]))
            {
                return false;
            }
            states[i] = outcomes.States[codes[i]];
        }
        output.BeginCoded(outcomes.Values, outcomes.Count);
        return true;
    }

    private bool TryScore(Block?[] blocks, Block output, Span<int> positions)
    {
        Span<int> hits = stackalloc int[Block.Rows];
        hits = hits[..positions.Length];
        hits.Fill(additive!.HitsAlways);
        output.BeginScaled(additive.Scale, hasNulls: true);
        var totals = output.Scaled.AsSpan(0, positions.Length);
        totals.Fill(additive.PointsAlways);
        for (var c = 0; c < columns.Length; c++)
        {
            if (!columns[c].TryLocate(blocks[columns[c].Slot]!, positions))
            {
                return false;
            }
            var (points, counts) = (additive.Points[c], additive.Hits[c]);
            for (var i = 0; i < totals.Length; i++)
            {
                var position = positions[i];
                totals[i] += points[position];
                hits[i] += counts[position];
            }
        }
        for (var i = 0; i < totals.Length; i++)
        {
            output.IsNull[i] = hits[i] == 0;
            output.States[i] = hits[i] == 0 ? SlotState.NoRule : SlotState.Ready;
        }
        return true;
    }

    /// <summary>Under First only the first rule that matches counts.</summary>
    private static ulong LowestBit(ulong mask) => unchecked(mask & (~mask + 1));
}
