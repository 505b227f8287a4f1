namespace Headroom.Dmn;

/// <summary>The order of work for one decision over columns: each decision that it needs, by table kernel or row by row.</summary>
internal sealed class ColumnPlan
{
    private readonly List<Step> steps = [];
    private readonly List<int> inputs = [];

    public ColumnPlan(DecisionElement decision)
    {
        Visit(decision, []);
    }

    /// <summary>Computes a block of rows; the last block is the decision's own.</summary>
    public Block Run(DmnColumns columns, int from, int count, Block?[] blocks, Evaluation evaluation)
    {
        foreach (var slot in inputs)
        {
            columns.Load(slot, from, count, blocks[slot] ??= new Block());
        }
        foreach (var step in steps)
        {
            var block = blocks[step.Decision.Slot] ??= new Block();
            if (step.Kernel is not { } kernel || !kernel.TryRun(blocks, block, count))
            {
                RunRows(step, count, blocks, block, evaluation);
            }
        }
        return blocks[steps[^1].Decision.Slot]!;
    }

    private void Visit(DrgElement element, HashSet<DrgElement> seen)
    {
        if (!seen.Add(element))
        {
            return;
        }
        foreach (var (_, required) in element.Requirements)
        {
            // A function decides by its own arguments; only data and decisions are columns.
            if (required is not FunctionElement)
            {
                Visit(required, seen);
            }
        }
        switch (element)
        {
            case InputElement input:
                inputs.Add(input.Slot);
                break;
            case DecisionElement decision:
                steps.Add(new Step(decision));
                break;
            default:
                break;
        }
    }

    /// <summary>Decides row by row with what the decision requires taken from the blocks.</summary>
    private static void RunRows(Step step, int count, Block?[] blocks, Block block, Evaluation evaluation)
    {
        block.BeginValues();
        var slot = step.Decision.Slot;
        var (slots, states) = (evaluation.Slots, evaluation.States);
        for (var row = 0; row < count; row++)
        {
            foreach (var input in step.Inputs)
            {
                slots[input] = blocks[input]!.Get(row);
            }
            foreach (var decision in step.Decisions)
            {
                slots[decision] = blocks[decision]!.Get(row);
                states[decision] = blocks[decision]!.States[row];
            }
            states[slot] = SlotState.Empty;
            evaluation.BeginRun();
            block.Values[row] = DmnModel.Run(step.Decision, evaluation);
            block.States[row] = states[slot];
        }
    }

    /// <summary>One decision: how it is decided for a block, and the slots that it reads.</summary>
    private sealed class Step(DecisionElement decision)
    {
        public DecisionElement Decision => decision;

        public TableKernel? Kernel { get; } = TableKernel.Of(decision);

        public int[] Inputs { get; } =
        [.. decision.Requirements.Select(r => r.Element).OfType<InputElement>().Select(e => e.Slot).Distinct()];

        public int[] Decisions { get; } =
        [.. decision.Requirements.Select(r => r.Element).OfType<DecisionElement>().Select(e => e.Slot).Distinct()];
    }
}
