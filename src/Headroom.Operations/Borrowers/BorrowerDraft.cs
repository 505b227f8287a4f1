using Headroom.Assessment;
using Headroom.Primitives;
using Headroom.Profiles;

namespace Headroom.Operations.Borrowers;

/// <summary>
/// All that comes in about one borrower at once, from an import or a generator, before any of it is stored.
/// <see cref="Line"/> is null for an applicant who has none yet.
/// </summary>
public sealed record BorrowerDraft(
    BorrowerId Id,
    BorrowerKind Kind,
    Currency Currency,
    LineDraft? Line,
    IReadOnlyList<SignalDraft> Signals
);

/// <summary>A line that the lender already keeps elsewhere: its product, limit, what is drawn on it, and since when.</summary>
public sealed record LineDraft(string Product, Money Limit, Money Drawn, DateOnly OpenedOn);

/// <summary>
/// A signal before it is recorded. When it became known is the instant at which it is stored; without an
/// <paramref name="Id"/> one is derived from the command that stores it.
/// </summary>
public sealed record SignalDraft(
    string Kind,
    DateTimeOffset OccurredAt,
    string Source,
    IReadOnlyDictionary<string, SignalValue> Values,
    SignalId? Id = null
);
