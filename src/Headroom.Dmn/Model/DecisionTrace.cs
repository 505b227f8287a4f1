using System.Text;
using System.Text.Json;

namespace Headroom.Dmn;

/// <summary>How a decision came about.</summary>
public sealed class DecisionTrace : IEquatable<DecisionTrace>
{
    internal DecisionTrace(
        string decision,
        FeelValue output,
        IReadOnlyList<DecisionStep> steps,
        IReadOnlyList<FeelError> errors
    )
    {
        Decision = decision;
        Output = output;
        Steps = steps;
        Errors = errors;
    }

    /// <summary>The decision that was asked for.</summary>
    public string Decision { get; }

    /// <summary>Its value.</summary>
    public FeelValue Output { get; }

    /// <summary>Every decision that was made, in the order in which they were finished; the last is the one asked for.</summary>
    public IReadOnlyList<DecisionStep> Steps { get; }

    /// <summary>What failed on the way.</summary>
    public IReadOnlyList<FeelError> Errors { get; }

    /// <summary>The trace as JSON with its members in a fixed order: equal traces give equal text.</summary>
    public string ToJson()
    {
        using var buffer = new MemoryStream();
        using (
            var json = new Utf8JsonWriter(
                buffer,
                new JsonWriterOptions
                {
                    Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                }
            )
        )
        {
            json.WriteStartObject();
            json.WriteString("decision", Decision);
            json.WritePropertyName("output");
            Output.WriteJson(json);
            json.WriteStartArray("steps");
            foreach (var step in Steps)
            {
                step.WriteJson(json);
            }
            json.WriteEndArray();
            json.WriteStartArray("errors");
            foreach (var error in Errors)
            {
                json.WriteStartObject();
                json.WriteString("code", error.Code);
                json.WriteString("decision", error.Decision);
                json.WriteString("message", error.Message);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>The trace as indented text for people.</summary>
    public string Render()
    {
        var text = new StringBuilder();
        foreach (var step in Steps)
        {
            step.Render(text);
        }
        foreach (var error in Errors)
        {
            text.Append("error ").Append(error).Append('\n');
        }
        return text.ToString();
    }

    /// <inheritdoc/>
    public bool Equals(DecisionTrace? other) =>
        other is not null && string.Equals(ToJson(), other.ToJson(), StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DecisionTrace);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Decision, Steps.Count, Output);
}

/// <summary>One decision of a trace.</summary>
/// <param name="Decision">Its name.</param>
/// <param name="Inputs">The inputs and decisions that it requires, with their values.</param>
/// <param name="Tables">Its tables, in the order in which they were decided.</param>
/// <param name="Output">Its value.</param>
/// <param name="Outcome">How it came out.</param>
public sealed record DecisionStep(
    string Decision,
    IReadOnlyList<KeyValuePair<string, FeelValue>> Inputs,
    IReadOnlyList<TableTrace> Tables,
    FeelValue Output,
    DmnOutcome Outcome
)
{
    internal void WriteJson(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("decision", Decision);
        json.WriteString("outcome", Outcome.ToString());
        json.WriteStartObject("inputs");
        foreach (var (name, value) in Inputs)
        {
            json.WritePropertyName(name);
            value.WriteJson(json);
        }
        json.WriteEndObject();
        json.WriteStartArray("tables");
        foreach (var table in Tables)
        {
            table.WriteJson(json);
        }
        json.WriteEndArray();
        json.WritePropertyName("output");
        Output.WriteJson(json);
        json.WriteEndObject();
    }

    internal void Render(StringBuilder text)
    {
        text.Append(Decision).Append(" = ").Append(FeelText.Nested(Output));
        text.Append(Outcome is DmnOutcome.Decided ? "\n" : $" ({Outcome})\n");
        foreach (var (name, value) in Inputs)
        {
            text.Append("  ").Append(name).Append(" = ").Append(FeelText.Nested(value)).Append('\n');
        }
        foreach (var table in Tables)
        {
            table.Render(text);
        }
    }
}
