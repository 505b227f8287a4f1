using System.Globalization;
using System.Net;
using System.Text;

namespace Headroom.Scoring.Reporting;

/// <summary>Small pieces of a page.</summary>
internal static class Html
{
    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    public static string Heading(int level, string text) =>
        string.Create(CultureInfo.InvariantCulture, $"<h{level}>{Escape(text)}</h{level}>");

    /// <summary>Four significant digits at most.</summary>
    public static string Short(double value) =>
        double.IsNaN(value) ? "–" : value.ToString(Math.Abs(value) >= 1000 ? "N0" : "G4", CultureInfo.InvariantCulture);

    public static string Fixed(double value, int digits) =>
        double.IsNaN(value)
            ? "–"
            : value.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    public static string Percent(double value) =>
        double.IsNaN(value) ? "–" : (value * 100).ToString("F1", CultureInfo.InvariantCulture) + " %";

    public static string Count(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A table; cells are texts that are escaped here. Columns of numbers stand to the right.</summary>
    public static string Table(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        List<IReadOnlyList<string>> lines = [.. rows];
        string[] styles =
        [
            .. header.Select((_, column) => lines.TrueForAll(line => IsNumber(line[column])) ? " class=\"n\"" : ""),
        ];
        StringBuilder text = new("<div class=\"scroll\"><table><thead><tr>");
        for (int column = 0; column < header.Count; column++)
            text.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\"{styles[column]}>")
                .Append(Escape(header[column]))
                .Append("</th>");
        text.Append("</tr></thead><tbody>");
        foreach (IReadOnlyList<string> line in lines)
        {
            text.Append("<tr>");
            for (int column = 0; column < header.Count; column++)
                text.Append(CultureInfo.InvariantCulture, $"<td{styles[column]}>")
                    .Append(Escape(line[column]))
                    .Append("</td>");
            text.Append("</tr>");
        }

        return text.Append("</tbody></table></div>").ToString();
    }

    private static bool IsNumber(string cell) =>
        cell is "" or "–" || double.TryParse(cell.TrimEnd(' ', '%'), CultureInfo.InvariantCulture, out _);
}
