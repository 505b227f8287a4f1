using System.Globalization;

namespace Headroom.Scoring.Development.Binning;

internal static class BinLabel
{
    public static string Of(Bin bin) =>
        bin.Kind switch
        {
            BinKind.Missing => "missing",
            BinKind.Special => string.Create(CultureInfo.InvariantCulture, $"special {bin.Low}"),
            BinKind.Values => string.Join(", ", bin.Texts),
            BinKind.Other => bin.Texts.Count == 0 ? "other" : "other, such as " + string.Join(", ", bin.Texts.Take(3)),
            _ => Range(bin.Low, bin.High),
        };

    private static string Range(double low, double high) =>
        (double.IsInfinity(low), double.IsInfinity(high)) switch
        {
            (true, true) => "all",
            (true, false) => string.Create(CultureInfo.InvariantCulture, $"< {high}"),
            (false, true) => string.Create(CultureInfo.InvariantCulture, $"≥ {low}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"[{low}, {high})"),
        };
}
