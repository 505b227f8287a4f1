namespace Headroom.Dmn;

/// <summary>Why an expression has no value: FEEL gives null for it, and this says what happened.</summary>
/// <param name="Code">Stable code, such as <c>feel.type</c>, <c>feel.domain</c>, <c>feel.limit</c>, <c>dmn.table.several</c>.</param>
/// <param name="Message">What was wrong, in a sentence.</param>
/// <param name="Decision">The decision or function that was being evaluated; empty for a standalone expression.</param>
/// <param name="Position">The character in the expression's text where it happened, from 0; -1 where there is none.</param>
public sealed record FeelError(string Code, string Message, string Decision = "", int Position = -1)
{
    /// <inheritdoc/>
    public override string ToString() =>
        Decision.Length == 0 ? $"{Code}: {Message}" : $"{Code} in '{Decision}': {Message}";
}
