using Headroom.Dmn;
using Headroom.Lending;
using Headroom.Primitives;
using Headroom.Profiles;
using Headroom.Scoring;

namespace Headroom.Assessment;

/// <summary>
/// One assessment from facts to outcome. The steps stand in the order in which they are taken; whatever fails on the way
/// ends it as a referral with the failure named, and nothing is approved.
/// </summary>
internal sealed partial class AssessmentRun
{
    private readonly PolicyProgram _policy;
    private readonly PolicyWorkspace _workspace;
    private readonly DecisionFacts _facts;
    private readonly FactSheet _sheet;
    private readonly List<DecisionTrace> _trace = new(16);
    private readonly List<Reason> _reasons = [];
    private readonly List<CapAmount> _caps = new(8);
    private CurrencyRule _currency;
    private ScoreResult? _scored;
    private int? _score;
    private string? _grade;
    private decimal? _pd;
    private string? _bindingCap;
    private string? _referral;

    private AssessmentRun(PolicyProgram policy, PolicyWorkspace workspace, DecisionFacts facts)
    {
        _policy = policy;
        _workspace = workspace;
        _facts = facts;
        _sheet = workspace.Sheet;
        _currency = policy.OwnCurrency;
    }

    private PackDefinition Pack => _policy.Pack;

    private Money Before => _facts.Line.Limit;

    public static Assessment Of(PolicyProgram policy, PolicyWorkspace workspace, DecisionFacts facts)
    {
        var run = new AssessmentRun(policy, workspace, facts);
        try
        {
            return run.Run();
        }
        catch (PolicyFailedException failed)
        {
            return run.Failed(failed.Failure);
        }
    }

    private Assessment Run()
    {
        if (!Pack.Currencies.TryGetValue(Before.Currency.Code, out var currency))
        {
            throw new PolicyFailedException(
                "currency-not-in-pack",
                "",
                $"The line is in '{Before.Currency}', which the pack does not name."
            );
        }

        _currency = currency;
        _workspace.Begin(_facts, currency);
        _sheet.SetMoney(FactCatalog.LeastLimit, InLineCurrency(Pack.LeastLimit, "least limit"));
        if (_facts.Line.Status is not (LineStatus.Applied or LineStatus.Active or LineStatus.Frozen))
        {
            Because(ReasonCodes.LineNotOpen, ReasonKind.Rule);
            return Outcome(DecisionAction.NoChange, Before);
        }

        Score();
        Grade();
        return _facts.Line.Status == LineStatus.Applied ? Application() : Review();
    }

    private void Score()
    {
        _scored = _workspace.Score(_facts.Kind);
        if (_scored.IsMissing)
        {
            throw new PolicyFailedException("score-missing", PolicyProgram.ScoreName, "The model gave no score.");
        }

        var rounded = Math.Round(_scored.Score, MidpointRounding.AwayFromZero);
        _score = (int)Math.Clamp(rounded, Pack.Score.Low, Pack.Score.High);
        _workspace.Tell(FactCatalog.Score, SignalValue.Number(_score.Value));
        var attributes = new int[_scored.PartialScores.Count];
        for (var i = 0; i < attributes.Length; i++)
        {
            attributes[i] = _scored.PartialScores[i].AttributeIndex + 1;
        }

        _trace.Add(new DecisionTrace(PolicyProgram.ScoreName, attributes, FormatScore(_score.Value)));
    }

    private void Grade()
    {
        (_grade, _pd) = Read(PolicyRole.Grade, Answers.Grade);
        _workspace.Tell(FactCatalog.Grade, SignalValue.Text(_grade));
    }

    /// <summary>Asks the decision of a role and reads its answer; anything but a sound answer ends the assessment.</summary>
    private T Read<T>(PolicyRole role, Func<FeelValue, T> read)
    {
        var answer = Ask(role);
        try
        {
            return read(answer);
        }
        catch (BadAnswerException bad)
        {
            var code = answer.IsNull ? "no-answer" : "bad-answer";
            throw new PolicyFailedException(code, Pack.Roles[role].Decision, bad.Message);
        }
    }

    private List<T> ReadAll<T>(PolicyRole role, Func<FeelValue, IEnumerable<T>> read) =>
        Read(role, answer => read(answer).ToList());

    private FeelValue Ask(PolicyRole role)
    {
        var answer = _workspace.Ask(role);
        var decision = Pack.Roles[role].Decision;
        if (answer.Error is { } error)
        {
            throw new PolicyFailedException("evaluation-error", decision, error);
        }

        _trace.Add(new DecisionTrace(decision, answer.Rules, AnswerText.Of(answer.Value)));
        return answer.Value;
    }

    private void Because(string code, ReasonKind kind) =>
        _reasons.Add(_policy.Reasons.Make(code, kind, _sheet, Before.Currency.Code));

    // What kept the score down, the largest gap first: only where the score, through the grade, bears on the outcome.
    private void BecauseOfScore()
    {
        foreach (var reason in _scored!.Reasons())
        {
            Because(reason.Code, ReasonKind.Score);
        }
    }

    private Money InLineCurrency(decimal amount, string what)
    {
        // Six decimals take back what dividing by the factor on the way in left over, so that a limit kept is kept whole.
        const int Decimals = 6;
        try
        {
            var inLine = (Math.Max(amount, 0) * _currency.PerUnit).Round(Decimals, Rounding.HalfEven);
            return Money.FromAmount(inLine, _currency.Currency, Rounding.Down);
        }
        catch (OverflowException)
        {
            throw new PolicyFailedException("amount-out-of-range", what, $"The amount {amount} is out of range.");
        }
    }

    private Assessment Failed(PolicyFailure failure)
    {
        _reasons.Clear();
        Because(ReasonCodes.PolicyFailure, ReasonKind.Rule);
        return Outcome(DecisionAction.Refer, Before) with
        {
            Failure = failure,
            Referral = ReasonCodes.PolicyFailure,
            NextReview = _facts.BusinessDate.AddDays(Pack.FailureReviewDays),
        };
    }

    private Assessment Outcome(DecisionAction action, Money after) =>
        new()
        {
            Action = action,
            LimitBefore = Before,
            LimitAfter = after,
            Caps = _caps,
            BindingCap = _bindingCap,
            RateBefore = _facts.Line.Rate,
            RateAfter = _facts.Line.Rate,
            Score = _score,
            ProbabilityOfDefault = _pd,
            Grade = _grade,
            Reasons = _policy.Reasons.Rank(_reasons),
            Referral = _referral,
            Trace = _trace,
        };

    private static string FormatScore(int score) => score.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>Ends an assessment because the policy failed.</summary>
internal sealed class PolicyFailedException(string code, string decision, string message) : Exception(message)
{
    public PolicyFailure Failure { get; } = new(code, decision, message);
}
