namespace Headroom.Assessment;

internal sealed partial class AssessmentRun
{
    private Assessment Application()
    {
        var knockOuts = ReadAll(PolicyRole.KnockOuts, Answers.KnockOuts);
        if (knockOuts.Any(found => found.Declines))
        {
            foreach (var found in knockOuts.Where(found => found.Declines))
            {
                Because(found.Reason, ReasonKind.Rule);
            }

            BecauseOfScore();
            return Declined(knockOuts.Where(found => found.Declines).Max(found => found.Days));
        }

        foreach (var found in knockOuts)
        {
            _referral ??= found.Reason;
            Because(found.Reason, ReasonKind.Rule);
        }

        var limit = Target();
        if (limit < InLineCurrency(Pack.LeastLimit, "least limit"))
        {
            Because(ReasonCodes.LimitBelowMinimum, ReasonKind.Limit);
            Because(ReasonCodes.OfCap(_bindingCap!), ReasonKind.Limit);
            BecauseOfScore();
            return Declined(Pack.ReapplyDays);
        }

        var rate = DailyRate();
        Refer(limit);
        if (_referral is not null)
        {
            return Outcome(DecisionAction.Refer, Before) with { NextReview = NextReview(DecisionAction.Refer, false) };
        }

        Because(ReasonCodes.Granted, ReasonKind.Limit);
        Because(ReasonCodes.OfCap(_bindingCap!), ReasonKind.Limit);
        var nextReview = NextReview(DecisionAction.Grant, false);
        return Outcome(DecisionAction.Grant, limit) with { RateAfter = rate, NextReview = nextReview };
    }

    // A declined application leaves no line to review; what counts is when the borrower may come back.
    private Assessment Declined(int days)
    {
        _referral = null;
        return Outcome(DecisionAction.Decline, Before) with { ReapplyOn = _facts.BusinessDate.AddDays(days) };
    }
}
