using System.Xml.Linq;

namespace Headroom.Dmn;

internal sealed partial class BoxedReader
{
    private Node Table(XElement xml, ParserScope scope)
    {
        var inputs = xml.Children("input").Select(input => Input(input, scope)).ToList();
        var outputXml = xml.Children("output").ToList();
        var outputs = outputXml.ConvertAll(output => Output(output, scope));
        foreach (var output in outputs)
        {
            scope.Members.Add(output.Name);
        }
        var rules = new List<TableRule>();
        var cells = new CellTexts();
        foreach (var rule in xml.Children("rule"))
        {
            rules.Add(Rule(rule, rules.Count + 1, inputs, outputs, scope, cells));
        }
        return new Node.Table(
            new TableDefinition
            {
                File = document.File,
                Owner = element.Name,
                HitPolicy = PolicyOf(xml.Attribute("hitPolicy")?.Value, xml),
                Aggregation = AggregationOf(xml.Attribute("aggregation")?.Value, xml),
                Inputs = inputs,
                Outputs = outputs,
                Rules = rules,
                Line = xml.LineOf(),
                Report = report.Add,
            }
        );
    }

    private TableInput Input(XElement xml, ParserScope scope)
    {
        var expression = xml.Child("inputExpression");
        var text = expression?.Child("text")?.Value;
        var label = xml.Attribute("label")?.Value ?? NameTable.Normalize(text ?? "");
        var type = expression is null ? FeelType.Any : types.Find(expression.TypeRefOf(), expression, element);
        var node = Text(text, expression ?? xml, scope, diagnostic => diagnostic with { Column = label });
        var allowed = xml.Child("inputValues")?.ChildText("text");
        return new TableInput(
            label,
            node,
            type,
            string.IsNullOrEmpty(allowed)
                ? null
                : Tests(allowed, xml, scope, diagnostic => diagnostic with { Column = label })
        );
    }

    private TableOutput Output(XElement xml, ParserScope scope)
    {
        var name = xml.NameOf();
        if (name.Length == 0)
        {
            name = NameTable.Normalize(xml.Attribute("label")?.Value ?? element.Name);
        }
        Func<DmnDiagnostic, DmnDiagnostic> place = diagnostic => diagnostic with { Column = name };
        var allowed = new List<Node>();
        if (xml.Child("outputValues")?.ChildText("text") is { Length: > 0 } text)
        {
            Flatten(Tests(text, xml, scope, place), allowed);
        }
        var type = types.Find(xml.TypeRefOf(), xml, element);
        if (allowed.Count == 0 && types.AllowedText(xml.TypeRefOf()) is { } listed)
        {
            // A column that lists no values ranks them as its type does.
            Flatten(Tests(listed, xml, scope, place), allowed);
        }
        var fallback = xml.Child("defaultOutputEntry");
        return new TableOutput(
            name,
            type,
            allowed,
            fallback is null ? null : Text(fallback.Child("text")?.Value, fallback, scope, place)
        );
    }

    /// <summary>The values of a list such as "High", "Medium", "Low", in order.</summary>
    private static void Flatten(Test test, List<Node> values)
    {
        switch (test)
        {
            case Test.Expression { Value: Node.List list }:
                values.AddRange(list.Items);
                break;
            case Test.Expression expression:
                values.Add(expression.Value);
                break;
            case Test.AnyOf { Negated: false } several:
                foreach (var part in several.Tests)
                {
                    Flatten(part, values);
                }
                break;
            default:
                break;
        }
    }

    private TableRule Rule(
        XElement xml,
        int number,
        List<TableInput> inputs,
        List<TableOutput> outputs,
        ParserScope scope,
        CellTexts cells
    )
    {
        var tests = new List<Test>();
        var testTexts = new List<string>();
        foreach (var cell in xml.Children("inputEntry"))
        {
            var label = tests.Count < inputs.Count ? inputs[tests.Count].Label : "?";
            var text = cell.ChildText("text") ?? "";
            testTexts.Add(text.Length == 0 ? "-" : text);
            var key = (tests.Count, text);
            if (!cells.Tests.TryGetValue(key, out var test))
            {
                test =
                    text.Length is 0 || text == "-"
                        ? new Test.AnyValue()
                        : Tests(text, cell, scope, diagnostic => diagnostic with { Row = number, Column = label });
                cells.Keep(key, test);
            }
            tests.Add(test);
        }
        var results = new List<Node>();
        var resultTexts = new List<string>();
        foreach (var cell in xml.Children("outputEntry"))
        {
            var name = results.Count < outputs.Count ? outputs[results.Count].Name : "?";
            var text = cell.ChildText("text") ?? "";
            resultTexts.Add(text);
            var key = (results.Count, text);
            if (!cells.Outputs.TryGetValue(key, out var output))
            {
                output = Text(text, cell, scope, diagnostic => diagnostic with { Row = number, Column = name });
                cells.Keep(key, output);
            }
            results.Add(output);
        }
        if (tests.Count != inputs.Count || results.Count != outputs.Count)
        {
            ReportShape(xml, number, (tests.Count, results.Count), (inputs.Count, outputs.Count));
            while (tests.Count < inputs.Count)
            {
                tests.Add(new Test.AnyOf([], false));
                testTexts.Add("");
            }
            while (results.Count < outputs.Count)
            {
                results.Add(new Node.Constant(FeelValue.Null));
                resultTexts.Add("null");
            }
        }
        var note = xml.Child("annotationEntry")?.ChildText("text") ?? xml.Attribute("label")?.Value;
        return new TableRule(
            tests,
            testTexts,
            results,
            resultTexts,
            string.IsNullOrEmpty(note) ? null : note,
            xml.LineOf()
        );
    }

    private void ReportShape(XElement xml, int number, (int Tests, int Outputs) rule, (int Tests, int Outputs) table) =>
        report.Add(
            new DmnDiagnostic
            {
                Severity = DmnSeverity.Error,
                Code = "dmn.table.shape",
                File = document.File,
                Decision = element.Name,
                Row = number,
                Line = xml.LineOf(),
                Message =
                    $"The table has {table.Tests} input and {table.Outputs} output columns, and the rule {rule.Tests} and {rule.Outputs} cells for them.",
                Cure = "Give every column a cell; '-' passes everything.",
            }
        );

    private Test Tests(string text, XElement at, ParserScope scope, Func<DmnDiagnostic, DmnDiagnostic> place)
    {
        try
        {
            return Parser.ParseTests(text, scope, options.Limits);
        }
        catch (FeelSyntaxException wrong)
        {
            Report(wrong, text, at, place);
            return new Test.Expression(new Node.Invalid(wrong.Code, wrong.Message), true);
        }
    }

    private HitPolicy PolicyOf(string? text, XElement at)
    {
        switch (text)
        {
            case null or "" or "UNIQUE":
                return HitPolicy.Unique;
            case "ANY":
                return HitPolicy.Any;
            case "PRIORITY":
                return HitPolicy.Priority;
            case "FIRST":
                return HitPolicy.First;
            case "RULE ORDER":
                return HitPolicy.RuleOrder;
            case "OUTPUT ORDER":
                return HitPolicy.OutputOrder;
            case "COLLECT":
                return HitPolicy.Collect;
            default:
                report.Error("dmn.table.policy", document, element, at.LineOf(), $"There is no hit policy '{text}'.");
                return HitPolicy.Unique;
        }
    }

    private Aggregation AggregationOf(string? text, XElement at)
    {
        switch (text)
        {
            case null or "":
                return Aggregation.None;
            case "SUM":
                return Aggregation.Sum;
            case "MIN":
                return Aggregation.Min;
            case "MAX":
                return Aggregation.Max;
            case "COUNT":
                return Aggregation.Count;
            default:
                report.Error("dmn.table.policy", document, element, at.LineOf(), $"There is no aggregation '{text}'.");
                return Aggregation.None;
        }
    }

    /// <summary>The cells read so far, by column and text: long tables say the same thing often, and it is read once.</summary>
    private sealed class CellTexts
    {
        public Dictionary<(int Column, string Text), Test> Tests { get; } = [];

        public Dictionary<(int Column, string Text), Node> Outputs { get; } = [];

        // What cannot be read is reported for every row that holds it.
        public void Keep((int, string) key, Test test)
        {
            if (test is not Test.Expression { Value: Node.Invalid })
            {
                Tests[key] = test;
            }
        }

        public void Keep((int, string) key, Node output)
        {
            if (output is not Node.Invalid)
            {
                Outputs[key] = output;
            }
        }
    }
}
