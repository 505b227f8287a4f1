using System.Collections.Frozen;
using System.Globalization;
using Headroom.Primitives;

namespace Headroom.Profiles;

/// <summary>
/// The kinds of signal that are read, with the values each carries and how many of the newest are kept.
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

    // Before, no one kept facts of borrowers: such a day is one that was left out or mistyped.
    private static readonly DateTimeOffset Earliest = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly FrozenDictionary<string, KindOfSignal> Kinds = new KindOfSignal[]
    {
        new(
            "identity",
            16,
            [
                ("verified", Takes.Flag),
                ("age", Takes.Amount),
                ("education", Takes.Text),
                ("maritalStatus", Takes.Text),
                ("residenceMonths", Takes.Amount),
            ]
        ),
        new("employment", 16, [("type", Takes.Text), ("months", Takes.Amount)]),
        new("income", 16, [("monthly", Takes.Amount), ("verified", Takes.Flag)]),
        new("obligations", 16, [("monthlyDebtService", Takes.Amount), ("otherLines", Takes.Count)]),
        new(
            "bureau",
            16,
            [
                ("inquiries3m", Takes.Count),
                ("inquiries6m", Takes.Count),
                ("institutions6m", Takes.Count),
                ("nightShare", Takes.Amount),
                ("openLoans", Takes.Count),
                ("overdueAccounts", Takes.Count),
            ]
        ),
        new(
            Statement,
            36,
            [
                ("period", Takes.Text),
                ("limit", Takes.Amount),
                ("billed", Takes.Number),
                ("paid", Takes.Number),
                ("monthsLate", Takes.Count),
            ]
        ),
        new(Repayment, 64, [("amount", Takes.Amount), ("daysLate", Takes.Number)]),
        new("login", 32, [("deviceKnown", Takes.Flag), ("riskScore", Takes.Amount)]),
        new("fraud-alert", 16, [("severity", Takes.Text)]),
        new("account-takeover", 16, [("suspected", Takes.Flag)]),
        new("use-of-funds", 32, [("category", Takes.Text)]),
        new(
            "enterprise",
            16,
            [
                ("monthsInBusiness", Takes.Amount),
                ("annualRevenue", Takes.Amount),
                ("taxGrade", Takes.Text),
                ("employees", Takes.Count),
            ]
        ),
        new("court-record", 16, [("amount", Takes.Amount), ("active", Takes.Flag)]),
        new("contact", 16, [("channel", Takes.Text), ("reachable", Takes.Flag), ("timeZone", Takes.Text)]),
    }.ToFrozenDictionary(kind => kind.Name, StringComparer.Ordinal);

    /// <summary>The kinds that feed features.</summary>
    public static IReadOnlyCollection<string> KnownKinds => Kinds.Keys;

    /// <summary>
    /// What an edge asks before it records a signal. Refuses with <c>signal-kind-malformed</c>,
    /// <c>signal-source-missing</c>, <c>signal-too-early</c> (before 1900), <c>signal-known-before-it-occurred</c>,
    /// <c>signal-number-too-precise</c> (more than 15 significant digits, which a JSON reader would change),
    /// <c>signal-period-malformed</c> (a statement whose period is not yyyy-MM, or before 1900), and where the catalog
    /// knows the kind with <c>signal-value-unknown</c>, <c>signal-value-wrong-kind</c> (a value of another type),
    /// <c>signal-number-negative</c> and <c>signal-number-not-whole</c>; null where it is sound.
    /// </summary>
    public static Refusal? Check(Signal signal)
    {
        if (!IsKind(signal.Kind))
        {
            return Refusal.Invalid("signal-kind-malformed", ("kind", signal.Kind));
        }

        if (string.IsNullOrWhiteSpace(signal.Source))
        {
            return Refusal.Invalid("signal-source-missing", ("kind", signal.Kind));
        }

        if (signal.OccurredAt < Earliest)
        {
            return Refusal.Invalid(
                "signal-too-early",
                ("kind", signal.Kind),
                ("occurredAt", $"{signal.OccurredAt:O}"),
                ("earliest", Earliest.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
            );
        }

        if (signal.KnownAt < signal.OccurredAt)
        {
            return Refusal.Invalid("signal-known-before-it-occurred", ("kind", signal.Kind));
        }

        var kind = Kinds.GetValueOrDefault(signal.Kind);
        foreach (var (name, value) in signal.Values)
        {
            if ((kind?.Check(name, value) ?? CheckPrecision(signal.Kind, name, value)) is { } refusal)
            {
                return refusal;
            }
        }

        return signal.Kind == Statement && !(StatementMonths.PeriodOf(signal) >= Earliest.Year * 12)
            ? Refusal.Invalid("signal-period-malformed", ("value", signal["period"].ToString()))
            : null;
    }

    /// <summary>Whether a text can name a kind of signal: 1 to 40 lower-case letters and hyphens.</summary>
    public static bool IsKind(string text) =>
        text.Length is > 0 and <= 40 && text.All(c => char.IsAsciiLetterLower(c) || c is '-');

    /// <summary>The names of the values of a kind; null for a kind that the catalog does not know.</summary>
    public static IReadOnlyList<string>? ValueNames(string kind) =>
        Kinds.TryGetValue(kind, out var known) ? [.. known.Values.Select(value => value.Name)] : null;

    /// <summary>How many of a kind's newest signals are kept, or null for a kind that the catalog does not know.</summary>
    internal static int? Kept(string kind) => Kinds.TryGetValue(kind, out var known) ? known.Kept : null;

    private static Refusal? CheckPrecision(string kind, string name, SignalValue value) =>
        value.Kind == SignalValueKind.Number && SignificantDigits(value.AsNumber) > SignificantDigitsMax
            ? Refusal.Invalid("signal-number-too-precise", ("kind", kind), ("value", name))
            : null;

    private static int SignificantDigits(decimal number)
    {
        Span<char> text = stackalloc char[32];
        Math.Abs(number).TryFormat(text, out var length, provider: CultureInfo.InvariantCulture);
        var digits = text[..length].ToString().Replace(".", "", StringComparison.Ordinal).TrimStart('0');
        return digits.TrimEnd('0').Length;
    }

    /// <summary>What a value can be.</summary>
    private enum Takes
    {
        /// <summary>True or false.</summary>
        Flag,

        /// <summary>A text.</summary>
        Text,

        /// <summary>Any number: a balance can be in credit, a repayment early.</summary>
        Number,

        /// <summary>A number that is not below zero.</summary>
        Amount,

        /// <summary>A whole number that is not below zero. The policy's bands of counts have nothing between them.</summary>
        Count,
    }

    private sealed record KindOfSignal(string Name, int Kept, (string Name, Takes Takes)[] Values)
    {
        public Refusal? Check(string name, SignalValue value)
        {
            if (Array.FindIndex(Values, candidate => candidate.Name == name) is var at && at < 0)
            {
                var known = string.Join(", ", Values.Select(candidate => candidate.Name));
                return Refusal.Invalid("signal-value-unknown", ("kind", Name), ("value", name), ("known", known));
            }

            var takes = Values[at].Takes;
            var expected = takes switch
            {
                Takes.Flag => SignalValueKind.Flag,
                Takes.Text => SignalValueKind.Text,
                _ => SignalValueKind.Number,
            };
            if (value.Kind != expected)
            {
                return Refusal.Invalid(
                    "signal-value-wrong-kind",
                    ("kind", Name),
                    ("value", name),
                    ("expected", expected.ToString().ToLowerInvariant())
                );
            }

            return takes is Takes.Amount or Takes.Count && value.AsNumber < 0
                    ? Refusal.Invalid("signal-number-negative", ("kind", Name), ("value", name))
                : takes is Takes.Count && !decimal.IsInteger(value.AsNumber)
                    ? Refusal.Invalid("signal-number-not-whole", ("kind", Name), ("value", name))
                : null;
        }
    }
}
