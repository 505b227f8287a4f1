namespace Headroom.Assessment;

/// <summary>Something that a borrower can do, which the engine itself confirms would better the outcome.</summary>
/// <param name="Code">The lever's name in the pack.</param>
/// <param name="Parameters">The values that its text shows.</param>
/// <param name="Changes">The features as they would be; amounts in the line's currency.</param>
/// <param name="Outcome">What the policy would then say, everything else being as it is.</param>
public sealed record Remedy(
    string Code,
    IReadOnlyList<TextParameter> Parameters,
    IReadOnlyList<FeatureUsed> Changes,
    Assessment Outcome
)
{
    /// <summary>The key of its text in the pack.</summary>
    public string TextKey => "remedy." + Code;
}
