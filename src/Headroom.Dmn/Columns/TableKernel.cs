using System.Numerics;

namespace Headroom.Dmn;

/// <summary>
/// A decision that is one table of at most 64 rules over inputs and decisions, with constant tests and outputs: decided for a whole block by
/// comparing each column's numbers with its bounds, many rows at a time.
/// </summary>
internal sealed class TableKernel
{
    private const int RulesMax = 64;
    private readonly CompiledTable table;
    private readonly KernelColumn[] columns;
    private readonly FeelValue[] outcomes;
    private readonly ulong allRules;
    private readonly AdditiveScore? additive;
    private readonly SlotState nothingMatched;

    private TableKernel(
        CompiledTable table,
        KernelColumn[] columns,
        FeelValue[] outcomes,
        AdditiveScore? additive,
        SlotState nothingMatched
    )
    {
        this.table = table;
        this.columns = columns;
        this.outcomes = outcomes;
        this.additive = additive;
        this.nothingMatched = nothingMatched;
        var rules = table.Definition.Rules.Count;
        allRules = rules == RulesMax ? ulong.MaxValue : (1UL << rules) - 1;
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
        var additive = table.Definition.HitPolicy == HitPolicy.Collect ? AdditiveScore.Of(table, columns) : null;
        if (table.Definition.HitPolicy == HitPolicy.Collect && additive is null)
        {
            return null;
        }
        // What the decision declares is checked here, once for each output.
        var outcomes = new FeelValue[table.Definition.Rules.Count + 1];
        for (var rule = 0; rule < outcomes.Length; rule++)
        {
            var output = rule < table.Definition.Rules.Count ? table.ConstantOutput(rule) : table.ConstantDefault();
            if (
                output is not { } value
                || !decision.Type.TryCoerce(value, out outcomes[rule])
                || (additive is not null && !value.IsNull && !outcomes[rule].IsNumber)
            )
            {
                return null;
            }
        }
        if (additive is not null && !ReferenceEquals(decision.Type.Unconstrained, decision.Type))
        {
            return null;
        }
        return new TableKernel(
            table,
            [.. columns],
            outcomes,
            additive,
            table.HasDefault ? SlotState.Ready : SlotState.NoRule
        );
    }

    /// <summary>Decides a block; false where some row needs the full evaluation.</summary>
    public bool TryRun(Block?[] blocks, Block output, int count)
    {
        Span<int> positions = stackalloc int[Block.Rows];
        positions = positions[..count];
        return additive is not null ? TryScore(blocks, output, positions) : TryMatch(blocks, output, positions);
    }

    private static bool IsSimple(CompiledTable table) =>
        table.Definition.Rules.Count is > 0 and <= RulesMax
        && table.LeftOvers.Count == 0
        && !table.HasAllowedInputs
        && table.Definition.Outputs.Count == 1
        && (
            table.Definition.HitPolicy is HitPolicy.First or HitPolicy.Unique
            || table.Definition is { HitPolicy: HitPolicy.Collect, Aggregation: Aggregation.Sum }
        );

    private bool TryMatch(Block?[] blocks, Block output, Span<int> positions)
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
        output.BeginCoded(outcomes);
        var (codes, states) = (output.Codes, output.States);
        var isUnique = table.Definition.HitPolicy == HitPolicy.Unique;
        for (var i = 0; i < masks.Length; i++)
        {
            var mask = masks[i];
            if (isUnique && mask != 0 && (mask & (mask - 1)) != 0)
            {
                return false;
            }
            codes[i] = mask == 0 ? outcomes.Length - 1 : BitOperations.TrailingZeroCount(mask);
            states[i] = mask == 0 ? nothingMatched : SlotState.Ready;
        }
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
        var fallback = outcomes[^1];
        for (var i = 0; i < totals.Length; i++)
        {
            output.IsNull[i] = hits[i] == 0;
            output.States[i] = hits[i] == 0 ? SlotState.NoRule : SlotState.Ready;
            if (hits[i] == 0 && !fallback.IsNull)
            {
                return false;
            }
        }
        return true;
    }
}
