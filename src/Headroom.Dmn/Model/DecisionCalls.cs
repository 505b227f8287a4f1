namespace Headroom.Dmn;

/// <summary>What compiled logic calls to reach the model's other elements.</summary>
internal static class DecisionCalls
{
    public static FeelValue Input(int slot, Evaluation evaluation) => evaluation.Slots[slot];

    /// <summary>The decision's value: computed at its first use, kept afterwards.</summary>
    public static FeelValue Decide(DecisionElement decision, Evaluation evaluation) =>
        evaluation.States[decision.Slot] >= SlotState.Ready
            ? evaluation.Slots[decision.Slot]
            : Compute(decision, evaluation);

    /// <summary>How a decision of this value came out.</summary>
    public static SlotState StateOf(in FeelValue value, Evaluation evaluation) =>
        !value.IsNull ? SlotState.Ready
        : value.Error is not null ? SlotState.Failed
        : evaluation.NoRuleMatched ? SlotState.NoRule
        : SlotState.Ready;

    private static FeelValue Compute(DecisionElement decision, Evaluation evaluation)
    {
        var slot = decision.Slot;
        if (evaluation.States[slot] == SlotState.Running)
        {
            return evaluation.Fail("dmn.cycle", $"The decision '{decision.Name}' needs its own result.");
        }
        var (place, noRule) = (evaluation.Place, evaluation.NoRuleMatched);
        evaluation.Place = decision.Name;
        evaluation.NoRuleMatched = false;
        evaluation.States[slot] = SlotState.Running;
        evaluation.Enter();
        evaluation.Recorder?.Begin(decision);
        var value = decision.Body(evaluation);
        evaluation.Recorder?.End(decision, value, evaluation);
        evaluation.Leave();
        evaluation.Slots[slot] = value;
        evaluation.States[slot] = StateOf(value, evaluation);
        evaluation.Place = place;
        evaluation.NoRuleMatched = noRule;
        return value;
    }
}
