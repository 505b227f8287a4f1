using System.Text;
using System.Text.Json;

namespace Headroom.Dmn;

/// <summary>What a decision table did: the values in its columns, which cells passed, and which rules matched.</summary>
public sealed class TableTrace
{
    private const int BitsPerWord = 64;
    private readonly CompiledTable table;
    private readonly FeelValue[] inputs;
    private readonly ulong[][] cells;
    private readonly ulong[] matched;

    internal TableTrace(CompiledTable table, FeelValue[] inputs, ulong[][] cells, ulong[] matched)
    {
        this.table = table;
        this.inputs = inputs;
        this.cells = cells;
        this.matched = matched;
    }

    /// <summary>The element that holds the table.</summary>
    public string Owner => table.Definition.Owner;

    /// <summary>Which matching rules count.</summary>
    public HitPolicy HitPolicy => table.Definition.HitPolicy;

    /// <summary>The columns' labels.</summary>
    public IEnumerable<string> Columns => table.Definition.Inputs.Select(input => input.Label);

    /// <summary>The columns' values.</summary>
    public IReadOnlyList<FeelValue> Inputs => inputs;

    /// <summary>How many rules the table has.</summary>
    public int RuleCount => table.Definition.Rules.Count;

    /// <summary>The rules that matched, from 1, in the table's order.</summary>
    public IEnumerable<int> Matched => Enumerable.Range(1, RuleCount).Where(rule => IsSet(matched, rule - 1));

    /// <summary>Whether a rule's cell passed.</summary>
    /// <param name="rule">The rule, from 1.</param>
    /// <param name="column">The input column, from 0.</param>
    public bool CellMatched(int rule, int column) => IsSet(cells[column], rule - 1);

    /// <summary>A rule as written.</summary>
    /// <param name="rule">The rule, from 1.</param>
    public DmnRule Rule(int rule)
    {
        var written = table.Definition.Rules[rule - 1];
        return new DmnRule(rule, written.TestTexts, written.OutputTexts, written.Label);
    }

    internal void WriteJson(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("hitPolicy", HitPolicy.ToString());
        json.WriteStartArray("inputs");
        foreach (var (label, value) in Columns.Zip(inputs))
        {
            json.WriteStartObject();
            json.WriteString("column", label);
            json.WritePropertyName("value");
            value.WriteJson(json);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("rules");
        for (var rule = 1; rule <= RuleCount; rule++)
        {
            json.WriteStringValue(CellsOf(rule));
        }
        json.WriteEndArray();
        json.WriteStartArray("matched");
        foreach (var rule in Matched)
        {
            json.WriteNumberValue(rule);
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    internal void Render(StringBuilder text)
    {
        text.Append("  table, ").Append(HitPolicy).Append('\n');
        foreach (var (label, value) in Columns.Zip(inputs))
        {
            text.Append("    ").Append(label).Append(" = ").Append(FeelText.Nested(value)).Append('\n');
        }
        foreach (var rule in Matched)
        {
            var written = Rule(rule);
            text.Append("    rule ").Append(rule).Append(": ");
            text.AppendJoin(" | ", written.Tests).Append(" → ").AppendJoin(" | ", written.Outputs).Append('\n');
        }
    }

    /// <summary>A rule's cells as "1" for passed and "0" for not.</summary>
    private string CellsOf(int rule) =>
        string.Create(
            inputs.Length,
            (this, rule),
            static (text, state) =>
            {
                for (var column = 0; column < text.Length; column++)
                {
                    text[column] = state.Item1.CellMatched(state.rule, column) ? '1' : '0';
                }
            }
        );

    private static bool IsSet(ulong[] bits, int rule) =>
        (bits[rule / BitsPerWord] & (1UL << (rule % BitsPerWord))) != 0;
}

/// <summary>Gathers a trace while decisions are made.</summary>
internal sealed class TraceRecorder(Evaluation evaluation)
{
    private readonly List<DecisionStep> steps = [];
    private readonly Stack<List<TableTrace>> open = new();
    private readonly int errorsBefore = evaluation.Errors.Count;

    public void Begin(DecisionElement decision) => open.Push([]);

    public void Table(CompiledTable table, FeelValue[] inputs, ulong[][] cells, ulong[] matched)
    {
        if (open.TryPeek(out var tables))
        {
            tables.Add(new TableTrace(table, inputs, cells, matched));
        }
    }

    public void End(DecisionElement decision, FeelValue output, Evaluation at)
    {
        var inputs = new List<KeyValuePair<string, FeelValue>>(decision.Requirements.Count);
        foreach (var (name, required) in decision.Requirements)
        {
            var slot = required switch
            {
                InputElement input => input.Slot,
                DecisionElement other => other.Slot,
                _ => -1,
            };
            if (slot >= 0)
            {
                inputs.Add(new(name, at.Slots[slot]));
            }
        }
        var outcome =
            !output.IsNull ? DmnOutcome.Decided
            : output.Error is not null ? DmnOutcome.Failed
            : at.NoRuleMatched ? DmnOutcome.NoRuleMatched
            : DmnOutcome.Decided;
        steps.Add(new DecisionStep(decision.Name, inputs, open.Pop(), output, outcome));
    }

    public DecisionTrace Finish(string decision, FeelValue output) =>
        new(decision, output, steps, [.. evaluation.Errors.Skip(errorsBefore)]);
}
