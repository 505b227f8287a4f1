namespace Headroom.Primitives;

/// <summary>
/// The lender's own pseudonym for a borrower: 1 to 40 letters, digits, dots, hyphens or underscores, such as <c>B000123</c>.
/// It is the unit of consistency and the first part of every table's key, so it is never a name or a document number.
/// </summary>
public readonly record struct BorrowerId : IComparable<BorrowerId>
{
    private readonly string? _value;

    private BorrowerId(string value) => _value = value;

    /// <summary>The text; empty for the default value, which names nobody.</summary>
    public string Value => _value ?? "";

    /// <summary>Reads an identifier. Refuses with <c>borrower-id-malformed</c>.</summary>
    public static Result<BorrowerId> Parse(string text) =>
        text.Length is >= 1 and <= 40 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')
            ? new BorrowerId(text)
            : Refusal.Invalid("borrower-id-malformed", ("value", text));

    /// <inheritdoc />
    public int CompareTo(BorrowerId other) => string.CompareOrdinal(Value, other.Value);

    /// <summary>Ordinal order.</summary>
    public static bool operator <(BorrowerId left, BorrowerId right) => left.CompareTo(right) < 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator >(BorrowerId left, BorrowerId right) => left.CompareTo(right) > 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator <=(BorrowerId left, BorrowerId right) => left.CompareTo(right) <= 0;

    /// <summary>Ordinal order.</summary>
    public static bool operator >=(BorrowerId left, BorrowerId right) => left.CompareTo(right) >= 0;

    /// <inheritdoc />
    public override string ToString() => Value;
}

/// <summary>One command, made at the edge; what it brings about derives its identifiers from it.</summary>
public readonly record struct CommandId(SortableId Value)
{
    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

/// <summary>One event of a borrower's history.</summary>
public readonly record struct EventId(SortableId Value)
{
    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

/// <summary>One hold on a line.</summary>
public readonly record struct HoldId(SortableId Value)
{
    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

/// <summary>One draw on a line, from its reservation on.</summary>
public readonly record struct DrawId(SortableId Value)
{
    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

/// <summary>One decision.</summary>
public readonly record struct DecisionId(SortableId Value)
{
    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

/// <summary>One signal.</summary>
public readonly record struct SignalId(SortableId Value)
{
    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}
