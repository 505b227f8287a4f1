using System.Collections.Frozen;
using Headroom.Primitives;

namespace Headroom.Profiles;

/// <summary>
/// The kinds of signal that features are made of, with the values each carries and how many of the newest are kept.
/// Other kinds are kept too, as the record of what arrived, but feed no feature.
/// </summary>
public static class SignalCatalog
{
    /// <summary>One month's statement: <c>period</c> (yyyy-MM), <c>limit</c>, <c>billed</c>, <c>paid</c>, <c>monthsLate</c>.</summary>
    public const string Statement = "statement";

    /// <summary>One repayment: <c>amount</c>, <c>daysLate</c>.</summary>
    public const string Repayment = "repayment";

    /// <summary>Kept of all kinds that the catalog does not know, together.</summary>
    internal const int UnknownKindsKept = 64;

    private const int SignificantDigitsMax = 15;

    private static readonly FrozenDictionary<string, KindOfSignal> Kinds = new KindOfSignal[]
    {
        new(
            "identity",
            16,
            [
                ("verified", SignalValueKind.Flag),
                ("age", SignalValueKind.Number),
                ("education", SignalValueKind.Text),
                ("maritalStatus", SignalValueKind.Text),
                ("residenceMonths", SignalValueKind.Number),
            ]
        ),
        new("employment", 16, [("type", SignalValueKind.Text), ("months", SignalValueKind.Number)]),
        new("income", 16, [("monthly", SignalValueKind.Number), ("verified", SignalValueKind.Flag)]),
        new(
            "obligations",
            16,
            [("monthlyDebtService", SignalValueKind.Number), ("otherLines", SignalValueKind.Number)]
        ),
        new(
            "bureau",
            16,
            [
                ("inquiries3m", SignalValueKind.Number),
                ("inquiries6m", SignalValueKind.Number),
                ("institutions6m", SignalValueKind.Number),
                ("nightShare", SignalValueKind.Number),
                ("openLoans", SignalValueKind.Number),
                ("overdueAccounts", SignalValueKind.Number),
            ]
        ),
        new(
            Statement,
            36,
            [
                ("period", SignalValueKind.Text),
                ("limit", SignalValueKind.Number),
                ("billed", SignalValueKind.Number),
                ("paid", SignalValueKind.Number),
                ("monthsLate", SignalValueKind.Number),
            ]
        ),
        new(Repayment, 64, [("amount", SignalValueKind.Number), ("daysLate", SignalValueKind.Number)]),
        new("login", 32, [("deviceKnown", SignalValueKind.Flag), ("riskScore", SignalValueKind.Number)]),
        new("fraud-alert", 16, [("severity", SignalValueKind.Text)]),
        new("account-takeover", 16, [("suspected", SignalValueKind.Flag)]),
        new("use-of-funds", 32, [("category", SignalValueKind.Text)]),
        new(
            "enterprise",
            16,
            [
                ("monthsInBusiness", SignalValueKind.Number),
                ("annualRevenue", SignalValueKind.Number),
                ("taxGrade", SignalValueKind.Text),
                ("employees", SignalValueKind.Number),
            ]
        ),
        new("court-record", 16, [("amount", SignalValueKind.Number), ("active", SignalValueKind.Flag)]),
        new("contact", 16, [("channel", SignalValueKind.Text), ("reachable", SignalValueKind.Flag)]),
    }.ToFrozenDictionary(kind => kind.Name, StringComparer.Ordinal);

    /// <summary>The kinds that feed features.</summary>
    public static IReadOnlyCollection<string> KnownKinds => Kinds.Keys;

    /// <summary>
    /// What an edge asks before it records a signal. Refuses with <c>signal-kind-malformed</c>,
    /// <c>signal-value-wrong-kind</c> (a known value of another type), <c>signal-number-too-precise</c> (more than 15
    /// significant digits, which a JSON reader would change), <c>signal-period-malformed</c> (a statement whose period
    /// is not yyyy-MM) and <c>signal-known-before-it-occurred</c>; null where it is sound.
    /// </summary>
    public static Refusal? Check(Signal signal)
    {
        if (!IsKind(signal.Kind))
        {
            return Refusal.Invalid("signal-kind-malformed", ("kind", signal.Kind));
        }

        if (signal.KnownAt < signal.OccurredAt)
        {
            return Refusal.Invalid("signal-known-before-it-occurred", ("kind", signal.Kind));
        }

        Kinds.TryGetValue(signal.Kind, out var kind);
        foreach (var (name, value) in signal.Values)
        {
            var wanted = kind?.KindOf(name) ?? SignalValueKind.None;
            if (wanted != SignalValueKind.None && value.Kind != wanted)
            {
                return Refusal.Invalid(
                    "signal-value-wrong-kind",
                    ("kind", signal.Kind),
                    ("value", name),
                    ("expected", wanted.ToString().ToLowerInvariant())
                );
            }

            if (value.Kind == SignalValueKind.Number && SignificantDigits(value.AsNumber) > SignificantDigitsMax)
            {
                return Refusal.Invalid("signal-number-too-precise", ("kind", signal.Kind), ("value", name));
            }
        }

        return signal.Kind == Statement && StatementMonths.PeriodOf(signal) is null
            ? Refusal.Invalid("signal-period-malformed", ("value", signal["period"].ToString()))
            : null;
    }

    /// <summary>Whether a text can name a kind of signal: 1 to 40 lower-case letters and hyphens.</summary>
    public static bool IsKind(string text) =>
        text.Length is > 0 and <= 40 && text.All(c => char.IsAsciiLetterLower(c) || c is '-');

    /// <summary>The names of the values that features read of a kind; null for a kind that the catalog does not know.</summary>
    public static IReadOnlyList<string>? ValueNames(string kind) =>
        Kinds.TryGetValue(kind, out var known) ? [.. known.Values.Select(value => value.Name)] : null;

    /// <summary>How many of a kind's newest signals are kept, or null for a kind that the catalog does not know.</summary>
    internal static int? Kept(string kind) => Kinds.TryGetValue(kind, out var known) ? known.Kept : null;

    private static int SignificantDigits(decimal number)
    {
        Span<char> text = stackalloc char[32];
        Math.Abs(number).TryFormat(text, out var length, provider: System.Globalization.CultureInfo.InvariantCulture);
        var digits = text[..length].ToString().Replace(".", "", StringComparison.Ordinal).TrimStart('0');
        return digits.TrimEnd('0').Length;
    }

    private sealed record KindOfSignal(string Name, int Kept, (string Name, SignalValueKind Kind)[] Values)
    {
        public SignalValueKind KindOf(string value) =>
            Array.Find(Values, candidate => candidate.Name == value) is { Name: not null } found
                ? found.Kind
                : SignalValueKind.None;
    }
}
