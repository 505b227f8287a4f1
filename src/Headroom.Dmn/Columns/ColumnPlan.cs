namespace Headroom.Dmn;

/// <summary>The order of work for decisions over columns: each decision that they need, once, by kernel or row by row.</summary>
internal sealed class ColumnPlan
{
    private readonly List<Step> steps = [];
    private readonly List<int> inputs = [];

    public ColumnPlan(IEnumerable<DecisionElement> decisions)
    {
        var seen = new HashSet<DrgElement>();
        foreach (var decision in decisions)
        {
            Visit(decision, seen);
        }
    }

    /// <summary>Computes a block of rows for every decision of the plan.</summary>
    public void Run(DmnColumns columns, int from, int count, Block?[] blocks, Evaluation evaluation)
    {
        foreach (var slot in inputs)
        {
            columns.Load(slot, from, count, blocks[slot] ??= new Block());
        }
        foreach (var step in steps)
        {
            var block = blocks[step.Decision.Slot] ??= new Block();
            var isDone = step.Table is { } table
                ? table.TryRun(blocks, block, count, evaluation)
                : step.Formula is { } formula
                    && formula.TryRun(blocks, block, count, row => RunRow(step, row, blocks, block, evaluation));
            if (isDone)
            {
                continue;
            }
            block.BeginValues();
            for (var row = 0; row < count; row++)
            {
                block.Values[row] = RunRow(step, row, blocks, block, evaluation);
            }
        }
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

    /// <summary>Decides one row with what the decision requires taken from the blocks.</summary>
    private static FeelValue RunRow(Step step, int row, Block?[] blocks, Block block, Evaluation evaluation)
    {
        var (slots, states) = (evaluation.Slots, evaluation.States);
        foreach (var input in step.Inputs)
        {
            slots[input] = blocks[input]!.Get(row);
        }
        foreach (var decision in step.Decisions)
        {
            slots[decision] = blocks[decision]!.Get(row);
            states[decision] = blocks[decision]!.States[row];
        }
        var slot = step.Decision.Slot;
        states[slot] = SlotState.Empty;
        evaluation.BeginRun();
        var value = DmnModel.Run(step.Decision, evaluation);
        block.States[row] = states[slot];
        return value;
    }

    /// <summary>One decision: how it is decided for a block, and the slots that it reads.</summary>
    private sealed class Step(DecisionElement decision)
    {
        public DecisionElement Decision => decision;

        public TableKernel? Table { get; } = TableKernel.Of(decision);

        public FormulaKernel? Formula { get; } = FormulaKernel.Of(decision);

        public int[] Inputs { get; } =
        [.. decision.Requirements.Select(r => r.Element).OfType<InputElement>().Select(e => e.Slot).Distinct()];

        public int[] Decisions { get; } =
        [.. decision.Requirements.Select(r => r.Element).OfType<DecisionElement>().Select(e => e.Slot).Distinct()];
    }
}
