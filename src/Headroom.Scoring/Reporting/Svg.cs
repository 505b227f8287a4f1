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

    public Svg(string title, string xLabel, string yLabel, (double Min, double Max) x, (double Min, double Max) y)
    {
        (_xMin, _xMax) = x.Max > x.Min ? x : (x.Min, x.Min + 1);
        (_yMin, _yMax) = y.Max > y.Min ? y : (y.Min, y.Min + 1);
        Append($"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{Html.Escape(title)}\">");
        Append($"<title>{Html.Escape(title)}</title>");
        for (int i = 0; i <= 4; i++)
        {
            double value = _yMin + ((_yMax - _yMin) * i / 4);
            double at = Y(value);
            Append($"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{at:F1}\" y2=\"{at:F1}\"/>");
            Append($"<text x=\"{Left - 6}\" y=\"{at + 4:F1}\" class=\"end\">{Html.Short(value)}</text>");
            double along = _xMin + ((_xMax - _xMin) * i / 4);
            Append(
                $"<text x=\"{X(along):F1}\" y=\"{Height - Bottom + 16}\" class=\"middle\">{Html.Short(along)}</text>"
            );
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

    private double X(double value) => Left + ((value - _xMin) / (_xMax - _xMin) * (Width - Left - Right));

    private double Y(double value) => Height - Bottom - ((value - _yMin) / (_yMax - _yMin) * (Height - Bottom - Top));

    private void Append(FormattableString text) => _body.Append(text.ToString(CultureInfo.InvariantCulture));
}
