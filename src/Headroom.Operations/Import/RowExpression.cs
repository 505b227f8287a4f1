using Headroom.Dmn;

namespace Headroom.Operations.Import;

/// <summary>One expression of a mapping, compiled over the names of a row.</summary>
internal sealed class RowExpression(MappingExpression source, FeelExpression feel, string[] usedColumns)
{
    /// <summary>Where it stands.</summary>
    public MappingExpression Source => source;

    /// <summary>What it gives, such as <c>line.limit</c>.</summary>
    public string Field => source.Field;

    /// <summary>The columns it names.</summary>
    public IReadOnlyList<string> UsedColumns => usedColumns;

    /// <summary>The columns it names, comma separated.</summary>
    public string Columns { get; } = string.Join(", ", usedColumns);

    /// <summary>Its value for the values of a row's slots; null with an error where it fails.</summary>
    public FeelValue Evaluate(FeelValue[] values) => feel.Evaluate(values);
}
