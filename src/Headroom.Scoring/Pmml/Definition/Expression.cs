namespace Headroom.Scoring.Pmml.Definition;

/// <summary>An expression of PMML's transformations, functions and complex partial scores.</summary>
internal abstract record Expression
{
    private Expression(int line) => Line = line;

    public int Line { get; }

    /// <summary>A literal; a missing one has no text.</summary>
    public sealed record Constant(string? Value, DataType? DataType, int Line) : Expression(Line);

    public sealed record FieldReference(string Field, string? MissingResult, int Line) : Expression(Line);

    public sealed record Apply(string Function, IReadOnlyList<Expression> Arguments, int Line) : Expression(Line)
    {
        /// <summary>The result where any argument is missing.</summary>
        public string? MissingResult { get; init; }

        /// <summary>The result where the function yields missing though no argument is.</summary>
        public string? DefaultResult { get; init; }
        public InvalidTreatment Invalid { get; init; }
    }

    /// <summary>Piecewise linear through the points (from, to).</summary>
    public sealed record NormContinuous(
        string Field,
        IReadOnlyList<(double From, double To)> Points,
        OutlierTreatment Outliers,
        double? MissingResult,
        int Line
    ) : Expression(Line);

    /// <summary>1 where the field has the value, else 0.</summary>
    public sealed record NormDiscrete(string Field, string Value, double? MissingResult, int Line) : Expression(Line);

    public sealed record Discretize(string Field, IReadOnlyList<(FieldInterval Interval, string Value)> Bins, int Line)
        : Expression(Line)
    {
        public string? MissingResult { get; init; }
        public string? DefaultResult { get; init; }
    }

    /// <summary>The output of the first row of an inline table whose columns all equal their fields.</summary>
    public sealed record MapValues(
        IReadOnlyList<string> Fields,
        IReadOnlyList<(IReadOnlyList<string> Keys, string Output)> Rows,
        int Line
    ) : Expression(Line)
    {
        public string? MissingResult { get; init; }
        public string? DefaultResult { get; init; }
    }
}
