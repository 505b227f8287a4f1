using Headroom.Lending;

namespace Headroom.Assessment;

/// <summary>Whom a line belongs to.</summary>
public enum BorrowerKind
{
    /// <summary>A natural person.</summary>
    Person,

    /// <summary>A business.</summary>
    Enterprise,
}

/// <summary>Why a line is assessed.</summary>
public enum ReviewTrigger
{
    /// <summary>The borrower applied.</summary>
    Application,

    /// <summary>A signal arrived.</summary>
    Signal,

    /// <summary>The review was due.</summary>
    Schedule,

    /// <summary>The borrower asked for another limit.</summary>
    Request,

    /// <summary>The borrower appealed against a decision.</summary>
    Appeal,

    /// <summary>A release of the policy went live.</summary>
    Release,
}

/// <summary>What a decision orders, in one word; what else it orders stands beside it.</summary>
public enum DecisionAction
{
    /// <summary>A line is granted.</summary>
    Grant,

    /// <summary>The limit rises.</summary>
    Increase,

    /// <summary>The limit falls.</summary>
    Decrease,

    /// <summary>A hold that blocks draws is placed.</summary>
    Freeze,

    /// <summary>The line is ended.</summary>
    Cancel,

    /// <summary>The last holds that blocked draws are lifted.</summary>
    Restore,

    /// <summary>Only the price of new draws changes.</summary>
    Reprice,

    /// <summary>A person decides; nothing changes in the borrower's favour before.</summary>
    Refer,

    /// <summary>What was applied or asked for is not agreed to.</summary>
    Decline,

    /// <summary>Neither limit nor price nor the right to draw changes.</summary>
    NoChange,
}

/// <summary>The kebab-case codes under which these words appear in JSON, policies and text tables.</summary>
public static class WordCodes
{
    private static readonly Dictionary<string, ReviewTrigger> Triggers = All<ReviewTrigger>(Code);
    private static readonly Dictionary<string, DecisionAction> Actions = All<DecisionAction>(Code);
    private static readonly Dictionary<string, BorrowerKind> Kinds = All<BorrowerKind>(Code);
    private static readonly Dictionary<string, HoldKind> HoldKinds = All<HoldKind>(LineCodes.Code);
    private static readonly Dictionary<string, HoldScope> HoldScopes = All<HoldScope>(Code);
    private static readonly Dictionary<string, HoldOverride> HoldOverrides = All<HoldOverride>(LineCodes.Code);
    private static readonly Dictionary<string, LineStatus> Statuses = All<LineStatus>(LineCodes.Code);

    /// <summary>The code of a kind of borrower.</summary>
    public static string Code(this BorrowerKind kind) => kind == BorrowerKind.Person ? "person" : "enterprise";

    /// <summary>The code of a trigger.</summary>
    public static string Code(this ReviewTrigger trigger) =>
        trigger switch
        {
            ReviewTrigger.Application => "application",
            ReviewTrigger.Signal => "signal",
            ReviewTrigger.Schedule => "schedule",
            ReviewTrigger.Request => "request",
            ReviewTrigger.Appeal => "appeal",
            ReviewTrigger.Release => "release",
            _ => throw new ArgumentOutOfRangeException(nameof(trigger), trigger, "Unknown trigger."),
        };

    /// <summary>The code of an action.</summary>
    public static string Code(this DecisionAction action) =>
        action switch
        {
            DecisionAction.Grant => "grant",
            DecisionAction.Increase => "increase",
            DecisionAction.Decrease => "decrease",
            DecisionAction.Freeze => "freeze",
            DecisionAction.Cancel => "cancel",
            DecisionAction.Restore => "restore",
            DecisionAction.Reprice => "reprice",
            DecisionAction.Refer => "refer",
            DecisionAction.Decline => "decline",
            DecisionAction.NoChange => "no-change",
            _ => throw new ArgumentOutOfRangeException(nameof(action), action, "Unknown action."),
        };

    /// <summary>The code of a hold's scope.</summary>
    public static string Code(this HoldScope scope) =>
        scope switch
        {
            HoldScope.Draws => "draws",
            HoldScope.Increases => "increases",
            HoldScope.DrawsAndIncreases => "draws-and-increases",
            _ => throw new ArgumentOutOfRangeException(nameof(scope), scope, "Unknown scope."),
        };

    /// <summary>The trigger of a code, or null.</summary>
    public static ReviewTrigger? TriggerOf(string code) => Find(Triggers, code);

    /// <summary>The action of a code, or null.</summary>
    public static DecisionAction? ActionOf(string code) => Find(Actions, code);

    /// <summary>The kind of borrower of a code, or null.</summary>
    public static BorrowerKind? KindOf(string code) => Find(Kinds, code);

    /// <summary>The kind of hold of a code, or null.</summary>
    public static HoldKind? HoldKindOf(string code) => Find(HoldKinds, code);

    /// <summary>The scope of a hold of a code, or null.</summary>
    public static HoldScope? HoldScopeOf(string code) => Find(HoldScopes, code);

    /// <summary>The override class of a hold of a code, or null.</summary>
    public static HoldOverride? HoldOverrideOf(string code) => Find(HoldOverrides, code);

    /// <summary>The line status of a code, or null.</summary>
    public static LineStatus? StatusOf(string code) => Find(Statuses, code);

    private static Dictionary<string, T> All<T>(Func<T, string> code)
        where T : struct, Enum => Enum.GetValues<T>().ToDictionary(code, StringComparer.Ordinal);

    private static T? Find<T>(Dictionary<string, T> all, string code)
        where T : struct => all.TryGetValue(code, out var found) ? found : null;
}
