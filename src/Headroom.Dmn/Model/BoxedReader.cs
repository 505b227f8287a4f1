using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace Headroom.Dmn;

/// <summary>Turns DMN's boxed expressions into expressions.</summary>
internal sealed partial class BoxedReader(
    DmnDocument document,
    DrgElement element,
    TypeReader types,
    DmnOptions options,
    DmnReport report
)
{
    private static readonly string[] ExpressionNames =
    [
        "literalExpression",
        "decisionTable",
        "context",
        "invocation",
        "functionDefinition",
        "relation",
        "list",
        "conditional",
        "filter",
        "for",
        "some",
        "every",
    ];

    /// <summary>The child that is an expression, or null.</summary>
    public static XElement? ExpressionIn(XElement? parent) =>
        parent?.Elements().FirstOrDefault(child => Array.IndexOf(ExpressionNames, child.Name.LocalName) >= 0);

    public Node Read(XElement? xml, ParserScope scope)
    {
        if (xml is null)
        {
            return new Node.Constant(FeelValue.Null);
        }
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var node = xml.Name.LocalName switch
        {
            "literalExpression" => Literal(xml, scope),
            "decisionTable" => Table(xml, scope),
            "context" => Context(xml, scope),
            "invocation" => Invocation(xml, scope),
            "functionDefinition" => Function(xml, scope, FeelType.Any),
            "relation" => Relation(xml, scope),
            "list" => new Node.List([.. Expressions(xml).Select(item => Read(item, scope))]),
            "conditional" => new Node.If(
                Part(xml, "if", scope),
                Part(xml, "then", scope),
                Part(xml, "else", scope),
                true
            ),
            "filter" => new Node.Filter(Part(xml, "in", scope), Part(xml, "match", scope.ForFilter()), true),
            "for" => new Node.For([Iterator(xml, scope, out var inner)], Part(xml, "return", inner.With("partial"))),
            _ => new Node.Quantified(
                xml.Name.LocalName == "every",
                [Iterator(xml, scope, out var inner)],
                Part(xml, "satisfies", inner),
                true
            ),
        };
        var type = types.Find(xml.Attribute("typeRef")?.Value, xml, element);
        return ReferenceEquals(type, FeelType.Any) ? node : new Node.Typed(node, type);
    }

    /// <summary>Reads text as an expression; what cannot be read is reported and fails when it is evaluated.</summary>
    public Node Text(string? text, XElement at, ParserScope scope, Func<DmnDiagnostic, DmnDiagnostic>? place = null)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return new Node.Constant(FeelValue.Null);
        }
        try
        {
            return Parser.ParseExpression(text, scope, options.Limits);
        }
        catch (FeelSyntaxException wrong)
        {
            Report(wrong, text, at, place);
            return new Node.Invalid(wrong.Code, wrong.Message) { Position = wrong.Position };
        }
    }

    private void Report(FeelSyntaxException wrong, string text, XElement at, Func<DmnDiagnostic, DmnDiagnostic>? place)
    {
        var shown = text.Length > 120 ? string.Concat(text.AsSpan(0, 120), "…") : text;
        var diagnostic = new DmnDiagnostic
        {
            Severity = options.DeferExpressionErrors ? DmnSeverity.Warning : DmnSeverity.Error,
            Code = wrong.Code,
            File = document.File,
            Decision = element.Name,
            Line = at.LineOf(),
            Message = $"{wrong.Message} At character {wrong.Position + 1} of '{shown}'.",
            Cure = wrong.Code == "feel.name" ? "Require the element that has this name, or correct the name." : "",
        };
        report.Add(place is null ? diagnostic : place(diagnostic));
    }

    private static IEnumerable<XElement> Expressions(XElement xml) =>
        xml.Elements().Where(child => Array.IndexOf(ExpressionNames, child.Name.LocalName) >= 0);

    private Node Part(XElement xml, string name, ParserScope scope) => Read(ExpressionIn(xml.Child(name)), scope);

    private Iterator Iterator(XElement xml, ParserScope scope, out ParserScope inner)
    {
        var name = NameTable.Normalize(xml.Attribute("iteratorVariable")?.Value ?? "item");
        inner = scope.With(name);
        return new Iterator(name, Part(xml, "in", scope), null);
    }

    private Node Literal(XElement xml, ParserScope scope) => Text(xml.Child("text")?.Value, xml, scope);

    private Node Context(XElement xml, ParserScope scope)
    {
        var entries = new List<(string, Node)>();
        Node? result = null;
        scope = scope.Inner();
        foreach (var entry in xml.Children("contextEntry"))
        {
            var value = Read(ExpressionIn(entry), scope);
            if (entry.Child("variable") is not { } variable)
            {
                result = value;
                continue;
            }
            var name = variable.NameOf();
            var type = types.Find(variable.TypeRefOf(), variable, element);
            entries.Add((name, ReferenceEquals(type, FeelType.Any) ? value : new Node.Typed(value, type)));
            scope.Variables.Add(name);
            scope.Members.Add(name);
        }
        return new Node.Context(entries, result);
    }

    private Node Invocation(XElement xml, ParserScope scope)
    {
        var target = Read(ExpressionIn(xml), scope);
        var arguments = xml.Children("binding")
            .Select(binding => (binding.Child("parameter")?.NameOf() ?? "", Read(ExpressionIn(binding), scope)))
            .ToList();
        return arguments.Count == 0 ? new Node.Call(target, []) : new Node.NamedCall(target, arguments);
    }

    /// <summary>A function, as a boxed expression or as the logic of a business knowledge model.</summary>
    public Node Function(XElement xml, ParserScope scope, FeelType result)
    {
        var kind = xml.Attribute("kind")?.Value ?? "FEEL";
        if (kind != "FEEL")
        {
            return new Node.Invalid("feel.external", $"Functions of kind {kind} are not supported.");
        }
        var parameters = new List<(string, FeelType)>();
        scope = scope.Inner();
        foreach (var parameter in xml.Children("formalParameter"))
        {
            parameters.Add((parameter.NameOf(), types.Find(parameter.TypeRefOf(), parameter, element)));
            scope.Variables.Add(parameter.NameOf());
        }
        return new Node.Function(parameters, Read(ExpressionIn(xml), scope), result);
    }

    private Node.List Relation(XElement xml, ParserScope scope)
    {
        var columns = xml.Children("column").Select(column => column.NameOf()).ToList();
        columns.ForEach(scope.Members.Add);
        var rows = new List<Node>();
        foreach (var row in xml.Children("row"))
        {
            var cells = Expressions(row).Select(cell => Read(cell, scope)).ToList();
            rows.Add(new Node.Context([.. columns.Zip(cells)]));
        }
        return new Node.List(rows);
    }
}
