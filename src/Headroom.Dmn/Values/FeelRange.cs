namespace Headroom.Dmn;

/// <summary>An interval. A null end point means that the range has no bound on that side.</summary>
/// <param name="Start">The lower end, or null.</param>
/// <param name="StartIncluded">True where the lower end belongs to the range.</param>
/// <param name="End">The upper end, or null.</param>
/// <param name="EndIncluded">True where the upper end belongs to the range.</param>
public sealed record FeelRange(FeelValue Start, bool StartIncluded, FeelValue End, bool EndIncluded)
{
    /// <summary>How the range was written, where that was "(= x)" or "(!= x)": both ends then name the one point.</summary>
    internal UnaryRange Unary { get; init; }

    /// <summary>A range over everything from a point on, such as "(&gt; 10)".</summary>
    public static FeelRange From(FeelValue start, bool included) => new(start, included, FeelValue.Absent, false);

    /// <summary>A range over everything up to a point, such as "(&lt;= 10)".</summary>
    public static FeelRange UpTo(FeelValue end, bool included) => new(FeelValue.Absent, false, end, included);

    /// <inheritdoc/>
    public override string ToString()
    {
        if (Unary != UnaryRange.None)
        {
            return $"({(Unary == UnaryRange.Equal ? "=" : "!=")} {FeelText.Nested(Start)})";
        }
        if (Start.IsAbsent)
        {
            return $"(<{(EndIncluded ? "=" : "")} {FeelText.Nested(End)})";
        }
        return End.IsAbsent ? $"(>{(StartIncluded ? "=" : "")} {FeelText.Nested(Start)})" : Bounded();
    }

    private string Bounded() =>
        $"{(StartIncluded ? '[' : '(')}{FeelText.Nested(Start)}..{FeelText.Nested(End)}{(EndIncluded ? ']' : ')')}";
}

/// <summary>Ranges of one point: it alone, or all but it.</summary>
internal enum UnaryRange
{
    None,
    Equal,
    NotEqual,
}
