using System.Globalization;
using System.Text;

namespace Headroom.Scoring.Reporting;

/// <summary>A chart drawn as inline SVG on axes of its own, readable without scripts and on paper.</summary>
internal sealed class Svg
{
    private const double Width = 520;
    private const double Height = 300;
    private const double Left = 70;
    private const double Bottom = 40;
    private const double Top = 14;
    private const double Right = 12;

    private readonly StringBuilder _body = new();
    private readonly double _xMin;
    private readonly double _xMax;
    private readonly double _yMin;
    private readonly double _yMax;

    /// <param name="title">What a screen reader says.</param>
    /// <param name="xLabel">The horizontal axis.</param>
    /// <param name="yLabel">The vertical axis.</param>
    /// <param name="x">Its range.</param>
    /// <param name="y">Its range.</param>
    /// <param name="names">Names of equal parts of the horizontal axis, in place of its numbers.</param>
    public Svg(
        string title,
        string xLabel,
        string yLabel,
        (double Min, double Max) x,
        (double Min, double Max) y,
        IReadOnlyList<string>? names = null
    )
    {
        (_xMin, _xMax) = x.Max > x.Min ? x : (x.Min, x.Min + 1);
        (_yMin, _yMax) = y.Max > y.Min ? y : (y.Min, y.Min + 1);
        Append($"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{Html.Escape(title)}\">");
        Append($"<title>{Html.Escape(title)}</title>");
        foreach (double value in Ticks(_yMin, _yMax))
        {
            double at = Y(value);
            Append($"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{at:F1}\" y2=\"{at:F1}\"/>");
            Append($"<text x=\"{Left - 6}\" y=\"{at + 4:F1}\" class=\"end\">{Html.Short(value)}</text>");
        }

        if (names is null)
        {
            foreach (double value in Ticks(_xMin, _xMax))
                Name(X(value), Html.Short(value));
        }
        else
        {
            // Names that would run into each other are left to the table and to the bars' own titles.
            int every = (int)Math.Ceiling(names.Sum(name => Math.Min(name.Length, NameLength) + 2) / 60.0);
            for (int i = 0; i < names.Count; i += Math.Max(1, every))
                Name(X(_xMin + ((_xMax - _xMin) * (i + 0.5) / names.Count)), Cut(names[i]));
        }

        Append($"<text x=\"{(Width + Left) / 2}\" y=\"{Height - 6}\" class=\"middle\">{Html.Escape(xLabel)}</text>");
        Append(
            $"<text transform=\"translate(12 {Height / 2}) rotate(-90)\" class=\"middle\">{Html.Escape(yLabel)}</text>"
        );
    }

    public Svg Bars(IEnumerable<(double From, double To, double Value, string Tip)> bars, string style)
    {
        foreach ((double from, double to, double value, string tip) in bars)
        {
            double top = Math.Min(Y(value), Y(0));
            double height = Math.Abs(Y(value) - Y(Math.Max(_yMin, 0)));
            double width = Math.Max(1, X(to) - X(from) - 1);
            Append(
                $"<rect class=\"{style}\" x=\"{X(from):F1}\" y=\"{top:F1}\" width=\"{width:F1}\" height=\"{height:F1}\">"
            );
            Append($"<title>{Html.Escape(tip)}</title></rect>");
        }

        return this;
    }

    public Svg Line(IEnumerable<(double X, double Y)> points, string style)
    {
        string path = string.Join(
            ' ',
            points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{X(point.X):F1},{Y(point.Y):F1}"))
        );
        Append($"<polyline class=\"{style}\" points=\"{path}\"/>");
        return this;
    }

    public Svg Dots(IEnumerable<(double X, double Y, string Tip)> points, string style)
    {
        foreach ((double x, double y, string tip) in points)
            Append(
                $"<circle class=\"{style}\" cx=\"{X(x):F1}\" cy=\"{Y(y):F1}\" r=\"4\"><title>{Html.Escape(tip)}</title></circle>"
            );
        return this;
    }

    public override string ToString() => _body + "</svg>";

    private const int NameLength = 14;

    private static string Cut(string name) => name.Length > NameLength ? name[..(NameLength - 1)] + "…" : name;

    private void Name(double at, string name) =>
        Append($"<text x=\"{at:F1}\" y=\"{Height - Bottom + 16}\" class=\"middle\">{Html.Escape(name)}</text>");

    /// <summary>Round numbers between two: steps of 1, 2 or 5 times a power of ten.</summary>
    private static IEnumerable<double> Ticks(double least, double greatest)
    {
        double rough = (greatest - least) / 5;
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double step =
            power
            * (
                rough / power <= 1 ? 1
                : rough / power <= 2 ? 2
                : rough / power <= 5 ? 5
                : 10
            );
        for (double k = Math.Ceiling(least / step); k * step <= greatest + (step * 1e-9); k++)
            yield return Math.Round(k * step, 12);
    }

    private double X(double value) => Left + ((value - _xMin) / (_xMax - _xMin) * (Width - Left - Right));

    private double Y(double value) => Height - Bottom - ((value - _yMin) / (_yMax - _yMin) * (Height - Bottom - Top));

    private void Append(FormattableString text) => _body.Append(text.ToString(CultureInfo.InvariantCulture));
}
