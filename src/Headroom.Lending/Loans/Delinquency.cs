using Headroom.Primitives;

namespace Headroom.Lending;

/// <summary>How late a loan is, by days past due of its oldest arrears.</summary>
public enum DelinquencyStage
{
    /// <summary>Nothing past due.</summary>
    Current,

    /// <summary>1 to 3 days.</summary>
    Days1To3,

    /// <summary>4 to 30 days.</summary>
    Days4To30,

    /// <summary>31 to 60 days.</summary>
    Days31To60,

    /// <summary>61 to 90 days.</summary>
    Days61To90,

    /// <summary>More than 90 days.</summary>
    Over90,
}

/// <summary>The five classes of China's rules on risk classification of financial assets (in force since 2023-07-01).</summary>
public enum FiveClass
{
    /// <summary>Normal (正常).</summary>
    Normal,

    /// <summary>Special mention (关注): anything overdue.</summary>
    SpecialMention,

    /// <summary>Substandard (次级): more than 90 days.</summary>
    Substandard,

    /// <summary>Doubtful (可疑): more than 270 days.</summary>
    Doubtful,

    /// <summary>Loss (损失): more than 360 days, or written off.</summary>
    Loss,
}

/// <summary>Classifies by days past due. Pure thresholds: counting the days is the replay's work.</summary>
public static class Delinquency
{
    private static readonly string[] Codes = ["current", "1-3", "4-30", "31-60", "61-90", "90+"];

    /// <summary>The days past due at which a class or stage begins, so a loan that is late is looked at on these alone.</summary>
    internal static ReadOnlySpan<int> Thresholds => [1, 4, 31, 61, 90, 91, 271, 361];

    /// <summary>The code of a stage: its days past due, such as <c>4-30</c>.</summary>
    public static string Code(this DelinquencyStage stage) => Codes[(int)stage];

    /// <summary>The stage of a code. Refuses an unknown one with <c>stage-unknown</c>.</summary>
    public static Result<DelinquencyStage> ParseStage(string code) =>
        Array.IndexOf(Codes, code) is >= 0 and var stage
            ? (DelinquencyStage)stage
            : Refusal.Invalid("stage-unknown", ("value", code), ("known", string.Join(", ", Codes)));

    /// <summary>The stage.</summary>
    public static DelinquencyStage Stage(int daysPastDue) =>
        daysPastDue switch
        {
            <= 0 => DelinquencyStage.Current,
            <= 3 => DelinquencyStage.Days1To3,
            <= 30 => DelinquencyStage.Days4To30,
            <= 60 => DelinquencyStage.Days31To60,
            <= 90 => DelinquencyStage.Days61To90,
            _ => DelinquencyStage.Over90,
        };

    /// <summary>The class; a restructured loan is at least special mention, one written off a loss.</summary>
    public static FiveClass Class(int daysPastDue, bool restructured, bool writtenOff) =>
        writtenOff || daysPastDue > 360 ? FiveClass.Loss
        : daysPastDue > 270 ? FiveClass.Doubtful
        : daysPastDue > 90 ? FiveClass.Substandard
        : daysPastDue > 0 || restructured ? FiveClass.SpecialMention
        : FiveClass.Normal;

    /// <summary>
    /// The IFRS 9 stage: 2 where more than 30 days past due (5.5.11) or restructured, 3 from 90 days (B5.5.37) or written
    /// off, else 1.
    /// </summary>
    public static int Ifrs9Stage(int daysPastDue, bool restructured, bool writtenOff) =>
        writtenOff || daysPastDue >= 90 ? 3
        : daysPastDue > 30 || restructured ? 2
        : 1;
}
