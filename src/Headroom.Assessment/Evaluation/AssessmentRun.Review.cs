using Headroom.Lending;
using Headroom.Primitives;

namespace Headroom.Assessment;

internal sealed partial class AssessmentRun
{
    private Assessment Review()
    {
        var cancels = ReadAll(PolicyRole.Cancel, Answers.Cancels);
        if (cancels.Count > 0)
        {
            return Cancelled(cancels);
        }

        var holds = HoldChanges.Of(
            _facts.Line.Holds,
            ReadAll(PolicyRole.Freeze, FreshHolds),
            ReadAll(PolicyRole.Lift, Answers.Codes)
        );
        var target = Target();
        var rule = Read(PolicyRole.Movement, Answers.Movement);
        var goal = new MovementGoal(Before, target, HardCap(), Step);
        var move = Movement.Plan(goal, rule, _facts.Movements, _facts.BusinessDate, holds.BlockIncreases);
        _sheet.Set(FactCatalog.IncreaseCooldown, Profiles.SignalValue.Number(rule.IncreaseCooldownDays));
        _sheet.Set(FactCatalog.DecreaseCooldown, Profiles.SignalValue.Number(rule.DecreaseCooldownDays));
        var rate = DailyRate();
        Refer(move.Limit);
        return _referral is not null && !holds.Freezes
            ? Referred(holds)
            : Decided(holds, _referral is null ? move : move with { Limit = Money.Min(move.Limit, Before) }, rate);
    }

    private IEnumerable<HoldOrder> FreshHolds(Dmn.FeelValue answer) =>
        Answers.Holds(answer, _facts.At).Where(order => !_facts.Overruled.Contains(order.Reason));

    private Assessment Cancelled(List<CancelTrigger> cancels)
    {
        foreach (var cancel in cancels)
        {
            Because(cancel.Reason, ReasonKind.Rule);
        }

        return Outcome(DecisionAction.Cancel, Money.Zero(Before.Currency)) with
        {
            ReapplyOn = _facts.BusinessDate.AddDays(cancels.Max(cancel => cancel.Days)),
            NextReview = NextReview(DecisionAction.Cancel, false),
        };
    }

    // Until a person has looked, nothing changes in the borrower's favour; what protects is still placed.
    private Assessment Referred(HoldChanges holds) =>
        Outcome(DecisionAction.Refer, Before) with
        {
            HoldsToPlace = holds.Place,
            NextReview = NextReview(DecisionAction.Refer, holds.FrozenBefore),
        };

    private Assessment Decided(HoldChanges holds, Movement move, Rate rate)
    {
        var favours = _referral is null;
        var newRate = favours ? rate : _facts.Line.Rate ?? rate;
        var repriced = _facts.Line.Rate is { } old && newRate.Fraction != old.To(RateBasis.Daily).Fraction;
        var action = ActionOf(holds, move, repriced);
        Explain(action, holds, move, repriced);
        return Outcome(action, move.Limit) with
        {
            RateAfter = repriced || _facts.Line.Rate is null ? newRate : _facts.Line.Rate,
            HoldsToPlace = holds.Place,
            HoldsToCure = favours ? holds.Cure : [],
            NextReview = NextReview(action, favours ? holds.FrozenAfter : holds.FrozenBefore || holds.Freezes),
        };
    }

    private DecisionAction ActionOf(HoldChanges holds, Movement move, bool repriced) =>
        holds.Freezes ? DecisionAction.Freeze
        : holds.Restores ? DecisionAction.Restore
        : move.Limit < Before ? DecisionAction.Decrease
        : move.Limit > Before ? DecisionAction.Increase
        : _facts is { Trigger: ReviewTrigger.Request, Requested: { } requested } && requested > Before
            ? DecisionAction.Decline
        : repriced ? DecisionAction.Reprice
        : DecisionAction.NoChange;

    private void Explain(DecisionAction action, HoldChanges holds, Movement move, bool repriced)
    {
        foreach (var hold in holds.Place.OrderBy(hold => hold.Scope == HoldScope.Increases))
        {
            Because(hold.Reason, ReasonKind.Rule);
        }

        foreach (var cure in holds.Cure)
        {
            Because(cure.Reason, ReasonKind.Lifted);
        }

        if (holds.FrozenAfter && action != DecisionAction.Freeze)
        {
            Because(ReasonCodes.Frozen, ReasonKind.Limit);
        }

        var code = move.Code == ReasonCodes.LimitCapped ? ReasonCodes.OfCap(_bindingCap!) : move.Code;
        Because(code, ReasonKind.Limit);
        if (move.InSteps)
        {
            Because(ReasonCodes.LimitMovesInSteps, ReasonKind.Limit);
        }

        if (repriced)
        {
            Because(ReasonCodes.PriceLower, ReasonKind.Limit);
        }

        // Where nothing better was to be had, the binding cap says why; and where that is the matrix, so does the score.
        if (move.Limit <= Before)
        {
            Because(ReasonCodes.OfCap(_bindingCap!), ReasonKind.Limit);
            if (_bindingCap == ReasonCodes.MatrixCap)
            {
                BecauseOfScore();
            }
        }
    }
}
