using System.Globalization;
using Headroom.Scoring.Data;

namespace Headroom.Scoring.Development.Binning;

internal static class BinLabel
{
    public static string Of(Bin bin) =>
        bin.Kind == BinKind.Values ? string.Join(", ", bin.Texts) : Range(bin.Low, bin.High);

    public static Remark? Naming(Bin bin) =>
        bin.Kind switch
        {
            BinKind.Missing => Remark.Of("missing", "missing"),
            BinKind.Special => Remark.Of(
                "special",
                "special {value}",
                ("value", bin.Low.ToString(CultureInfo.InvariantCulture))
            ),
            BinKind.Other when bin.Texts.Count == 0 => Remark.Of("other", "other"),
            BinKind.Other => Remark.Of(
                "other-such-as",
                "other, such as {values}",
                ("values", string.Join(", ", bin.Texts.Take(3)))
            ),
            BinKind.Values => null,
            _ when double.IsInfinity(bin.Low) && double.IsInfinity(bin.High) => Remark.Of("all", "all"),
            _ => null,
        };

    private static string Range(double low, double high) =>
        (double.IsInfinity(low), double.IsInfinity(high)) switch
        {
            (true, _) => string.Create(CultureInfo.InvariantCulture, $"< {high}"),
            (false, true) => string.Create(CultureInfo.InvariantCulture, $"≥ {low}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"[{low}, {high})"),
        };
}
