using Headroom.Primitives;
using Headroom.Profiles;

namespace Headroom.Assessment;

internal sealed partial class AssessmentRun
{
    private Money Step => _currency.Step;

    /// <summary>Computes every cap and gives the least, rounded down to the step.</summary>
    private Money Target()
    {
        var matrix = Read(PolicyRole.Matrix, Answers.Number);
        AddCap(ReasonCodes.MatrixCap, matrix, CapKind.Target);
        if (Known(PolicyRole.Capacity) is { } capacity)
        {
            AddCap(ReasonCodes.CapacityCap, capacity, CapKind.Target);
        }
        else
        {
            _caps.Add(new CapAmount(ReasonCodes.CapacityCap, null, CapKind.Target));
        }

        foreach (var cap in ReadAll(PolicyRole.Caps, Answers.Caps))
        {
            AddCap(cap.Name, cap.Amount, cap.Hard ? CapKind.Product : CapKind.Target);
        }

        foreach (var cap in _policy.Caps.AmountsOn(_facts.BusinessDate, _facts.Kind, Pack.Lender))
        {
            AddCap(cap.Name, cap.Amount, CapKind.Jurisdiction);
        }

        if (_facts.Requested is { } requested)
        {
            _caps.Add(new CapAmount(ReasonCodes.RequestedCap, requested, CapKind.Target));
        }

        return Least(hardOnly: false, out _bindingCap)!.Value.RoundDownToStep(Step);
    }

    /// <summary>The least of the caps that bind at once, rounded down to the step; null where there is none.</summary>
    private Money? HardCap() => Least(hardOnly: true, out _)?.RoundDownToStep(Step);

    private Money? Least(bool hardOnly, out string? name)
    {
        Money? least = null;
        name = null;
        foreach (var cap in _caps)
        {
            if (cap.Amount is { } amount && (!hardOnly || cap.IsHard()) && (least is null || amount < least))
            {
                least = amount;
                name = cap.Name;
            }
        }

        return least;
    }

    private void AddCap(string name, decimal amount, CapKind kind) =>
        _caps.Add(new CapAmount(name, InLineCurrency(amount, name), kind));

    // Null is "not known" only where the pack says so; from any other decision it is a failure.
    private decimal? Known(PolicyRole role)
    {
        var allowed = Pack.Roles[role].UnknownAllowed;
        return Read(role, answer => answer.IsNull && allowed ? (decimal?)null : Answers.Number(answer));
    }

    /// <summary>The daily rate that the policy asks, no more than the law allows.</summary>
    private Rate DailyRate()
    {
        var fraction = Read(PolicyRole.Rate, Answers.Number);
        if (fraction is < 0 or > 0.01m)
        {
            throw new PolicyFailedException(
                "bad-answer",
                Pack.Roles[PolicyRole.Rate].Decision,
                $"A daily rate of {fraction} is not between 0 and 0.01."
            );
        }

        // A rate that the law caps is cut to eight decimals, so that rounding never lifts it above the cap.
        const int Digits = 8;
        return _policy.Caps.CostOn(_facts.BusinessDate) is { } cap && fraction > cap.DailyRate
            ? Rate.Daily(cap.DailyRate.Round(Digits, Rounding.Down))
            : Rate.Daily(fraction);
    }

    private void Refer(Money after)
    {
        _workspace.Tell(FactCatalog.LimitAfter, after);
        _workspace.Tell(FactCatalog.LimitChange, after - Before);
        foreach (var code in ReadAll(PolicyRole.Referral, Answers.Codes))
        {
            _referral ??= code;
            Because(code, ReasonKind.Rule);
        }
    }

    private DateOnly NextReview(DecisionAction action, bool frozen)
    {
        _workspace.Tell(FactCatalog.Action, SignalValue.Text(action.Code()));
        _workspace.Tell(FactCatalog.Frozen, SignalValue.Flag(frozen));
        var days = Read(PolicyRole.NextReview, Answers.Number);
        return days is >= 1 and <= 36_500
            ? _facts.BusinessDate.AddDays((int)days)
            : throw new PolicyFailedException(
                "bad-answer",
                Pack.Roles[PolicyRole.NextReview].Decision,
                $"{days} is not 1 to 36500 days."
            );
    }
}
