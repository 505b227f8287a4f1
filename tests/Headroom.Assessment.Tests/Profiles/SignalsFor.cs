using System.Globalization;
using Headroom.Primitives;
using Headroom.Profiles;

namespace Headroom.Assessment.Tests.Profiles;

/// <summary>Signals for tests, with identifiers that tell them apart.</summary>
internal static class SignalsFor
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static Signal Of(int number, string kind, int daysAgo, params (string Name, SignalValue Value)[] values) =>
        Of(number, kind, Noon.AddDays(-daysAgo), Noon.AddDays(-daysAgo), values);

    public static Signal Of(
        int number,
        string kind,
        DateTimeOffset occurredAt,
        DateTimeOffset knownAt,
        params (string Name, SignalValue Value)[] values
    ) =>
        new(
            new SignalId(SortableId.Of(DateTimeOffset.UnixEpoch, new byte[10]).Derive(number)),
            kind,
            occurredAt,
            knownAt,
            "test",
            values.ToDictionary(value => value.Name, value => value.Value, StringComparer.Ordinal)
        );

    /// <summary>A statement of a month back from February 2026; what is null is not given.</summary>
    public static Signal Statement(
        int monthsBack,
        decimal? late,
        decimal? billed = null,
        decimal? paid = null,
        decimal? limit = null
    )
    {
        var end = new DateTimeOffset(2026, 2, 28, 0, 0, 0, TimeSpan.Zero).AddMonths(-monthsBack);
        (string, SignalValue)[] given =
        [
            ("period", SignalValue.Text(end.ToString("yyyy-MM", CultureInfo.InvariantCulture))),
            .. Given("monthsLate", late),
            .. Given("billed", billed),
            .. Given("paid", paid),
            .. Given("limit", limit),
        ];
        return Of(1000 + monthsBack, SignalCatalog.Statement, end, end, given);
    }

    public static Profile Profile(params Signal[] signals) =>
        ProfileBuilder.Build(SignalHistory.Of(signals), Noon, Noon);

    private static (string, SignalValue)[] Given(string name, decimal? value) =>
        value is { } number ? [(name, SignalValue.Number(number))] : [];
}
