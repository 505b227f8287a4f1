using System.Globalization;
using System.Text;
using Headroom.Store;

namespace Headroom.Server.Pages.Borrower;

/// <summary>The approved limit over time, laid out as steps in the coordinates of a picture.</summary>
public sealed class LimitSteps
{
    /// <summary>The picture's width.</summary>
    public const double Width = 400;

    /// <summary>The picture's height.</summary>
    public const double Height = 120;

    /// <summary>Where zero lies.</summary>
    public const double Bottom = 110;

    private const double Top = 14;
    private const double Side = 8;

    // Room before the first decision, so that what it changed can be seen.
    private const double Before = 28;

    /// <summary>Lays out decisions, the newest first, up to an instant.</summary>
    public LimitSteps(IReadOnlyList<DecisionRow> decisions, DateTimeOffset to)
    {
        var rows = decisions.Reverse().ToList();
        From = rows[0].At;
        To = to > rows[^1].At ? to : rows[^1].At;
        MostMinorUnits = rows.Max(row => Math.Max(row.LimitBeforeMinorUnits, row.LimitAfterMinorUnits));
        Points = [.. rows.Select(row => new Step(row, X(row.At), Y(row.LimitAfterMinorUnits)))];
        Path = Draw(rows);
        Area = $"{Path}V{Text(Bottom)}H{Text(Side)}Z";
    }

    /// <summary>The first decision shown.</summary>
    public DateTimeOffset From { get; }

    /// <summary>The end of the picture.</summary>
    public DateTimeOffset To { get; }

    /// <summary>The highest limit shown.</summary>
    public long MostMinorUnits { get; }

    /// <summary>The steps, as an SVG path.</summary>
    public string Path { get; }

    /// <summary>What lies under the steps.</summary>
    public string Area { get; }

    /// <summary>The decisions in their places.</summary>
    public IReadOnlyList<Step> Points { get; }

    private string Draw(List<DecisionRow> rows)
    {
        var path = new StringBuilder($"M{Text(Side)} {Text(Y(rows[0].LimitBeforeMinorUnits))}");
        foreach (var row in rows)
        {
            path.Append(CultureInfo.InvariantCulture, $"H{Text(X(row.At))}V{Text(Y(row.LimitAfterMinorUnits))}");
        }

        return path.Append(CultureInfo.InvariantCulture, $"H{Text(Width - Side)}").ToString();
    }

    private double X(DateTimeOffset at)
    {
        var whole = (To - From).TotalSeconds;
        var room = Width - (2 * Side) - Before;
        return whole <= 0 ? Side + Before : Side + Before + (room * (at - From).TotalSeconds / whole);
    }

    private double Y(long minorUnits) =>
        MostMinorUnits == 0 ? Bottom : Bottom - ((Bottom - Top) * minorUnits / MostMinorUnits);

    private static string Text(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>A decision and its place.</summary>
    public readonly record struct Step(DecisionRow Row, double X, double Y);
}
