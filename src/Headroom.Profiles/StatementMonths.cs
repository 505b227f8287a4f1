using System.Globalization;

namespace Headroom.Profiles;

/// <summary>
/// The statements of the twelve months that end with the newest one, by month back from it. Where two signals report
/// one month, the one that became known last is the correction and stands; of those known at one instant, the newest of
/// the history.
/// </summary>
internal sealed class StatementMonths
{
    public const int Longest = 12;

    private readonly Signal?[] _byMonthBack = new Signal?[Longest];

    /// <summary>The newest statement, or null where there is none.</summary>
    public Signal? Newest => _byMonthBack[0];

    public Signal? this[int monthsBack] => _byMonthBack[monthsBack];

    public static StatementMonths Of(SignalHistory history, DateTimeOffset asOf, DateTimeOffset knownAt)
    {
        var statements = history.Of(SignalCatalog.Statement);
        var newest = int.MinValue;
        foreach (var statement in statements)
        {
            if (Visible(statement, asOf, knownAt) && PeriodOf(statement) is { } period)
            {
                newest = Math.Max(newest, period);
            }
        }

        var months = new StatementMonths();
        foreach (var statement in statements)
        {
            if (Visible(statement, asOf, knownAt) && PeriodOf(statement) is { } period && newest - period < Longest)
            {
                ref var slot = ref months._byMonthBack[newest - period];
                slot = slot is null || statement.KnownAt > slot.KnownAt ? statement : slot;
            }
        }

        return months;
    }

    /// <summary>The month of a statement as months since year 0, or null where <c>period</c> is not yyyy-MM.</summary>
    public static int? PeriodOf(Signal statement)
    {
        var value = statement["period"];
        if (value.Kind != SignalValueKind.Text || value.AsText.Length != 7 || value.AsText[4] != '-')
        {
            return null;
        }

        var text = value.AsText.AsSpan();
        return
            int.TryParse(text[..4], NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            && int.TryParse(text[5..], NumberStyles.None, CultureInfo.InvariantCulture, out var month)
            && month is >= 1 and <= 12
            ? (year * 12) + month - 1
            : null;
    }

    public static bool Visible(Signal signal, DateTimeOffset asOf, DateTimeOffset knownAt) =>
        signal.OccurredAt <= asOf && signal.KnownAt <= knownAt;
}
