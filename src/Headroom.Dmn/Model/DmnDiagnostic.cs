namespace Headroom.Dmn;

/// <summary>How bad a finding is.</summary>
public enum DmnSeverity
{
    /// <summary>Worth knowing.</summary>
    Information,

    /// <summary>The model runs, but probably not as meant.</summary>
    Warning,

    /// <summary>The model does not compile.</summary>
    Error,
}

/// <summary>One model file: its name for messages, and its text.</summary>
/// <param name="File">The name shown in diagnostics.</param>
/// <param name="Text">The XML.</param>
public sealed record DmnSource(string File, string Text);

/// <summary>One finding about a model.</summary>
public sealed record DmnDiagnostic
{
    /// <summary>How bad it is.</summary>
    public required DmnSeverity Severity { get; init; }

    /// <summary>Stable code, such as <c>dmn.table.gap</c>.</summary>
    public required string Code { get; init; }

    /// <summary>The file's name as given.</summary>
    public required string File { get; init; }

    /// <summary>The decision or other element; empty where it concerns the file.</summary>
    public string Decision { get; init; } = "";

    /// <summary>The rule of a decision table, from 1.</summary>
    public int? Row { get; init; }

    /// <summary>The column of a decision table: its label or expression.</summary>
    public string? Column { get; init; }

    /// <summary>The line in the file, from 1.</summary>
    public int? Line { get; init; }

    /// <summary>What is wrong.</summary>
    public required string Message { get; init; }

    /// <summary>What to do about it; empty where that is plain.</summary>
    public string Cure { get; init; } = "";

    /// <summary>Inputs that show it, such as <c>age = 17, income = 0</c>.</summary>
    public string? Example { get; init; }

    /// <inheritdoc/>
    public override string ToString()
    {
        var place = File + (Line is null ? "" : $":{Line}");
        var row = Row is null ? "" : $", rule {Row}";
        var column = Column is null ? "" : $", column '{Column}'";
        var decision = Decision.Length == 0 ? "" : $" in '{Decision}'{row}{column}";
        var example = Example is null ? "" : $" Example: {Example}.";
        var cure = Cure.Length == 0 ? "" : $" {Cure}";
        return $"{place}: {Severity.ToString().ToLowerInvariant()} {Code}{decision}: {Message}{example}{cure}";
    }
}
