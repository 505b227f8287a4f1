using System.Collections.Frozen;
using Headroom.Profiles;

namespace Headroom.Assessment;

/// <summary>
/// The facts that the engine itself knows, besides features: what decisions may ask for by these names. Amounts are in
/// the pack's currency. A fact is unknown until the step of the assessment that finds it.
/// </summary>
internal static class FactCatalog
{
    private static readonly List<string> Names = [];

    /// <summary>person or enterprise.</summary>
    public static readonly int Kind = Add("kind");

    /// <summary>Why the line is assessed, as a code.</summary>
    public static readonly int Trigger = Add("trigger");

    /// <summary>What is about to be ordered, as a code; known to the next review.</summary>
    public static readonly int Action = Add("action");

    /// <summary>Whether a hold will block draws; known to the next review.</summary>
    public static readonly int Frozen = Add("frozen");

    /// <summary>The score.</summary>
    public static readonly int Score = Add("score");

    /// <summary>The grade; known after the grade's decision.</summary>
    public static readonly int Grade = Add("grade");

    /// <summary>The approved limit; 0 where there is none yet.</summary>
    public static readonly int LimitBefore = Add("limit_before");

    /// <summary>The limit to be; known to the referral and the next review.</summary>
    public static readonly int LimitAfter = Add("limit_after");

    /// <summary>The limit to be less the limit before.</summary>
    public static readonly int LimitChange = Add("limit_change");

    /// <summary>The limit that was asked for.</summary>
    public static readonly int Requested = Add("limit_requested");

    /// <summary>Principal owed.</summary>
    public static readonly int Drawn = Add("drawn");

    /// <summary>The daily rate; unknown on a new line.</summary>
    public static readonly int RateBefore = Add("rate_before");

    /// <summary>Days since the limit last rose; unknown where it never did.</summary>
    public static readonly int DaysSinceIncrease = Add("days_since_increase");

    /// <summary>Days since the limit last fell; unknown where it never did.</summary>
    public static readonly int DaysSinceDecrease = Add("days_since_decrease");

    /// <summary>The cooldown after an increase; known to texts.</summary>
    public static readonly int IncreaseCooldown = Add("increase_cooldown_days");

    /// <summary>The cooldown after a decrease; known to texts.</summary>
    public static readonly int DecreaseCooldown = Add("decrease_cooldown_days");

    /// <summary>The least line that is granted; known to texts.</summary>
    public static readonly int LeastLimit = Add("least_limit");

    private static readonly FrozenDictionary<string, int> ByName = Names
        .Index()
        .ToFrozenDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);

    /// <summary>How many places a sheet of all facts and features has.</summary>
    public static int Count => Names.Count + FeatureCatalog.All.Count;

    /// <summary>How many of them are the engine's own; they come first.</summary>
    public static int EngineFacts => Names.Count;

    /// <summary>The names of the engine's facts.</summary>
    public static IReadOnlyList<string> EngineFactNames => Names;

    /// <summary>Whether a name is one of the engine's facts.</summary>
    public static bool IsEngineFact(string name) => ByName.ContainsKey(name);

    /// <summary>The place of one of the engine's facts, or null.</summary>
    public static int? Find(string name) => ByName.TryGetValue(name, out var place) ? place : null;

    /// <summary>The place of a feature.</summary>
    public static int PlaceOf(Feature feature) => Names.Count + feature.Ordinal;

    private static int Add(string name)
    {
        Names.Add(name);
        return Names.Count - 1;
    }
}
