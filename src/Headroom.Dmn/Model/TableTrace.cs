using System.Text;
using System.Text.Json;

namespace Headroom.Dmn;

/// <summary>What a decision table did: the values in its columns, which cells passed, which rules matched and which fired.</summary>
public sealed class TableTrace
{
    private const int BitsPerWord = 64;
    private readonly CompiledTable table;
    private readonly FeelValue[] inputs;
    private readonly ulong[][] cells;
    private readonly ulong[] matched;
    private readonly int only;

    /// <summary>With the rule, from 0, that alone fired, or -1 where all that matched did.</summary>
    internal TableTrace(CompiledTable table, FeelValue[] inputs, ulong[][] cells, ulong[] matched, int only)
    {
        this.table = table;
        this.inputs = inputs;
        this.cells = cells;
        this.matched = matched;
        this.only = only;
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

    /// <summary>The rules that matched, from 1, in the table's order: those all of whose cells passed.</summary>
    public IEnumerable<int> Matched => Enumerable.Range(1, RuleCount).Where(rule => IsSet(matched, rule - 1));

    /// <summary>
    /// The rules that fired, from 1: the one whose output counts where the hit policy is First or Priority, else all that
    /// matched.
    /// </summary>
    public IEnumerable<int> Fired => only < 0 ? Matched : [only + 1];

    /// <summary>The rules that matched and were passed over for the one that fired.</summary>
    public IEnumerable<int> PassedOver => only < 0 ? [] : Matched.Where(rule => rule != only + 1);

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
        WriteRules(json, "matched", Matched);
        WriteRules(json, "fired", Fired);
        json.WriteEndObject();
    }

    private static void WriteRules(Utf8JsonWriter json, string name, IEnumerable<int> rules)
    {
        json.WriteStartArray(name);
        foreach (var rule in rules)
        {
            json.WriteNumberValue(rule);
        }
        json.WriteEndArray();
    }

    internal void Render(StringBuilder text)
    {
        text.Append("  table, ").Append(HitPolicy).Append('\n');
        foreach (var (label, value) in Columns.Zip(inputs))
        {
            text.Append("    ").Append(label).Append(" = ").Append(FeelText.Nested(value)).Append('\n');
        }
        foreach (var rule in Fired)
        {
            RenderRule(text, rule, "");
        }
        foreach (var rule in PassedOver)
        {
            RenderRule(text, rule, " (passed over)");
        }
    }

    private void RenderRule(StringBuilder text, int rule, string remark)
    {
        var written = Rule(rule);
        text.Append("    rule ").Append(rule).Append(remark).Append(": ");
        text.AppendJoin(" | ", written.Tests).Append(" → ").AppendJoin(" | ", written.Outputs).Append('\n');
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

    public void Table(TableTrace table)
    {
        if (open.TryPeek(out var tables))
        {
            tables.Add(table);
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
