namespace Headroom.Primitives;

/// <summary>What sort of party acted.</summary>
public enum ActorKind
{
    /// <summary>The lender's own system: a policy, a schedule, an import.</summary>
    System,

    /// <summary>A member of the lender's staff.</summary>
    Staff,

    /// <summary>The borrower.</summary>
    Borrower,

    /// <summary>Another system with a key: a bureau, a core bank, a shop.</summary>
    Partner,
}

/// <summary>Who did it: the kind and an identifier that is no personal data, written <c>staff:li.wei</c>.</summary>
public readonly record struct Actor(ActorKind Kind, string Name)
{
    /// <summary>The lender's system in one of its roles, such as <c>system:import</c>.</summary>
    public static Actor System(string role) => new(ActorKind.System, role);

    /// <summary>Reads <c>kind:name</c>. Refuses with <c>actor-malformed</c>.</summary>
    public static Result<Actor> Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return
            colon > 0
            && colon < text.Length - 1
            && text.Length <= 80
            && Enum.TryParse<ActorKind>(text[..colon], ignoreCase: true, out var kind)
            && char.IsAsciiLetter(text[0])
            ? new Actor(kind, text[(colon + 1)..])
            : Refusal.Invalid("actor-malformed", ("value", text));
    }

    /// <inheritdoc />
    public override string ToString() =>
        Kind switch
        {
            ActorKind.System => "system:",
            ActorKind.Staff => "staff:",
            ActorKind.Borrower => "borrower:",
            _ => "partner:",
        } + Name;
}
