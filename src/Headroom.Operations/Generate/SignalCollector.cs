using Headroom.Operations.Borrowers;
using Headroom.Primitives;
using Headroom.Profiles;

namespace Headroom.Operations.Generate;

/// <summary>Gathers one borrower's signals, dated back from the day as of which the portfolio is generated.</summary>
internal sealed class SignalCollector(SplitMix64 random, DateOnly asOf, BusinessCalendar calendar)
{
    private readonly List<SignalDraft> _signals = [];

    /// <summary>The day as of which the portfolio is generated.</summary>
    public DateOnly AsOf { get; } = asOf;

    /// <summary>A signal some days before, in office hours; values that are null are left out: not known.</summary>
    public void Add(string kind, int daysBefore, string source, params (string Name, SignalValue? Value)[] values) =>
        AddAt(kind, Hour(AsOf.AddDays(-Math.Max(daysBefore, 1))), source, values);

    /// <summary>A signal on a date, at the start of that business day.</summary>
    public void AddOn(string kind, DateOnly date, string source, params (string Name, SignalValue? Value)[] values) =>
        AddAt(kind, calendar.StartOf(date), source, values);

    /// <summary>All of them, oldest first; those of one instant in the order of their kinds.</summary>
    public IReadOnlyList<SignalDraft> InOrder() =>
        [.. _signals.OrderBy(signal => signal.OccurredAt).ThenBy(signal => signal.Kind, StringComparer.Ordinal)];

    public static SignalValue Number(double value) => SignalValue.Number((decimal)value);

    public static SignalValue Flag(bool value) => SignalValue.Flag(value);

    public static SignalValue Text(string value) => SignalValue.Text(value);

    private void AddAt(
        string kind,
        DateTimeOffset occurredAt,
        string source,
        IEnumerable<(string Name, SignalValue? Value)> values
    )
    {
        var known = new SortedDictionary<string, SignalValue>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            if (value is { } given)
            {
                known.Add(name, given);
            }
        }

        _signals.Add(new SignalDraft(kind, occurredAt, source, known));
    }

    private DateTimeOffset Hour(DateOnly date) => calendar.StartOf(date).AddMinutes(random.Between(8 * 60, 20 * 60));
}
