using System.Linq.Expressions;
using System.Xml.Linq;

namespace Headroom.Dmn;

/// <summary>Builds a model from its files: names the types, joins the requirements, compiles every element.</summary>
internal sealed class ModelBuilder(IReadOnlyList<DmnDocument> documents, DmnOptions options, DmnReport report)
{
    private readonly Dictionary<string, TypeReader> types = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Namespace, string Id), DrgElement> byId = [];
    private readonly List<DrgElement> elements = [];
    private readonly NameTable members = new();
    private int slots;

    public DmnModel? Build()
    {
        ReadTypes();
        foreach (var document in documents)
        {
            ReadElements(document);
        }
        foreach (var element in elements)
        {
            Require(element);
        }
        var isAcyclic = RequirementCycles.Report(elements, report);
        foreach (var element in elements)
        {
            CompileSafely(element);
        }
        if (!isAcyclic)
        {
            return null;
        }
        if (options.CheckTables)
        {
            foreach (var decision in elements.OfType<DecisionElement>())
            {
                decision.Tables.ForEach(TableCheck.Run);
            }
        }
        return new DmnModel(elements, slots, options);
    }

    private void ReadTypes()
    {
        foreach (var document in documents)
        {
            if (!types.TryAdd(document.Namespace, new TypeReader(document, types, options.Limits, report)))
            {
                report.Error(
                    "dmn.import.namespace",
                    document,
                    null,
                    document.Root.LineOf(),
                    $"Two files have the namespace '{document.Namespace}'.",
                    "Give each file a namespace of its own."
                );
            }
            foreach (var (name, from, type) in document.Imports)
            {
                var isModel = type.Length == 0 || type.Contains("DMN", StringComparison.OrdinalIgnoreCase);
                if (isModel && !documents.Any(other => other.Namespace == from))
                {
                    report.Error(
                        "dmn.import.missing",
                        document,
                        null,
                        document.Root.LineOf(),
                        $"The import '{name}' of '{from}' is in none of the files.",
                        "Compile the imported file together with this one."
                    );
                }
            }
        }
        foreach (var reader in types.Values)
        {
            reader.Declare();
        }
        foreach (var reader in types.Values)
        {
            reader.Import();
        }
        foreach (var reader in types.Values)
        {
            reader.Complete(members);
        }
        foreach (var name in (string[])["time offset", "start included", "end included", "key", "value"])
        {
            members.Add(name);
        }
    }

    private void ReadElements(DmnDocument document)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var xml in document.Root.Elements())
        {
            DrgElement? element = xml.Name.LocalName switch
            {
                "inputData" => new InputElement(document, xml) { Slot = slots++ },
                "decision" => new DecisionElement(document, xml) { Slot = slots++ },
                "businessKnowledgeModel" or "decisionService" => new FunctionElement(document, xml),
                _ => null,
            };
            if (element is null)
            {
                continue;
            }
            if (!names.Add(element.Name))
            {
                report.Error(
                    "dmn.name.duplicate",
                    document,
                    element,
                    element.Line,
                    $"Two elements have the name '{element.Name}'."
                );
            }
            elements.Add(element);
            byId.TryAdd((document.Namespace, element.Id), element);
            element.Type = types[document.Namespace].Find(TypeNameOf(xml), xml, element);
            CollectMembers(xml);
        }
    }

    private static string? TypeNameOf(XElement xml) =>
        xml.Child("variable")?.TypeRefOf() ?? (xml.Name.LocalName == "inputData" ? xml.TypeRefOf() : null);

    /// <summary>Every name that may follow a point somewhere: entries, columns and the decisions of services.</summary>
    private void CollectMembers(XElement xml)
    {
        members.Add(xml.NameOf());
        foreach (var named in xml.Descendants())
        {
            if (named.Name.LocalName is "variable" or "column" or "output" && named.Attribute("name") is not null)
            {
                members.Add(named.NameOf());
            }
        }
    }

    private void Require(DrgElement element)
    {
        foreach (var requirement in element.Xml.Elements())
        {
            var href = requirement.Name.LocalName switch
            {
                "informationRequirement" => requirement.Child("requiredDecision") ?? requirement.Child("requiredInput"),
                "knowledgeRequirement" => requirement.Child("requiredKnowledge"),
                "outputDecision" or "encapsulatedDecision" or "inputDecision" or "inputData" => requirement,
                _ => null,
            };
            if (href is null || Find(href, element) is not { } found)
            {
                continue;
            }
            var name = NameIn(element.Document, found);
            element.Requirements.Add((name, found));
            if (found.Xml.Child("variable")?.NameOf() is { Length: > 0 } variable && variable != found.Name)
            {
                element.Requirements.Add((name[..^found.Name.Length] + variable, found));
            }
        }
    }

    internal DrgElement? Find(XElement reference, DrgElement from)
    {
        var href = reference.Attribute("href")?.Value ?? "";
        var at = href.IndexOf('#', StringComparison.Ordinal);
        var (space, id) = at <= 0 ? (from.Document.Namespace, href[(at + 1)..]) : (href[..at], href[(at + 1)..]);
        if (byId.TryGetValue((space, id), out var found))
        {
            return found;
        }
        report.Error(
            "dmn.requirement.missing",
            from.Document,
            from,
            reference.LineOf(),
            $"The requirement '{href}' refers to nothing.",
            "Point it to an element's id, or remove it."
        );
        return null;
    }

    /// <summary>What an element is called in a file: by its own name, or behind the name of the import it comes through.</summary>
    private static string NameIn(DmnDocument document, DrgElement element)
    {
        if (ReferenceEquals(document, element.Document))
        {
            return element.Name;
        }
        foreach (var (alias, from, _) in document.Imports)
        {
            if (from == element.Document.Namespace)
            {
                return alias.Length == 0 ? element.Name : $"{alias}.{element.Name}";
            }
        }
        return element.Name;
    }

    private void CompileSafely(DrgElement element)
    {
        try
        {
            Compile(element);
        }
        catch (InsufficientExecutionStackException)
        {
            report.Error(
                "dmn.limit",
                element.Document,
                element,
                element.Line,
                "The logic nests too deeply.",
                "Split it up."
            );
        }
    }

    private void Compile(DrgElement element)
    {
        switch (element)
        {
            case DecisionElement decision:
                CompileDecision(decision);
                break;
            case FunctionElement { IsService: true } service:
                service.Holder.Value = FeelValue.Function(ServiceFunction.Read(service, this, slots));
                break;
            case FunctionElement knowledge:
                CompileKnowledge(knowledge);
                break;
            default:
                break;
        }
    }

    private void CompileDecision(DecisionElement decision)
    {
        var emitter = new Emitter(options.Limits);
        var logic = BoxedReader.ExpressionIn(decision.Xml);
        if (logic is null)
        {
            return;
        }
        var node = Boxed(decision).Read(logic, Scope(decision));
        var body = emitter.Emit(new Node.Typed(node, decision.Type), Environment(decision));
        decision.Logic = node;
        decision.Tables.AddRange(emitter.Tables);
        if (node is Node.Table && decision.Tables.Count == 1)
        {
            decision.WholeTable = decision.Tables[0];
        }
        ReportFindings(emitter, decision);
        decision.Body = Emitter.Compile(body);
    }

    private void CompileKnowledge(FunctionElement knowledge)
    {
        if (knowledge.Xml.Child("encapsulatedLogic") is not { } logic)
        {
            return;
        }
        var emitter = new Emitter(options.Limits);
        var scope = Scope(knowledge);
        scope.Variables.Add(knowledge.Name);
        // The variable's type is the result's, unless it is a function type that says so itself.
        var result = knowledge.Type.Unconstrained is FeelType.FunctionOf function ? function.Result : knowledge.Type;
        var node = Boxed(knowledge).Function(logic, scope, result);
        if (node is Node.Function lambda)
        {
            knowledge.Holder.Value = FeelValue.Function(
                emitter.CompileFunction(knowledge.Name, lambda, Environment(knowledge))
            );
        }
        else
        {
            report.Error(
                "dmn.function.kind",
                knowledge.Document,
                knowledge,
                logic.LineOf(),
                "Only functions written in FEEL are supported.",
                "Write the function in FEEL."
            );
        }
        ReportFindings(emitter, knowledge);
    }

    private BoxedReader Boxed(DrgElement element) =>
        new(element.Document, element, types[element.Document.Namespace], options, report);

    private ParserScope Scope(DrgElement element)
    {
        var names = new NameTable(BuiltIns.NameTable);
        foreach (var (name, _) in element.Requirements)
        {
            names.Add(name);
        }
        return new ParserScope(names, members, types[element.Document.Namespace].Types);
    }

    private static Binding.Environment Environment(DrgElement element)
    {
        var known = new Dictionary<string, DrgElement>(StringComparer.Ordinal);
        foreach (var (name, required) in element.Requirements)
        {
            known.TryAdd(name, required);
        }
        if (element is FunctionElement)
        {
            known.TryAdd(element.Name, element);
        }
        return new Binding.Environment(
            name => known.TryGetValue(name, out var found) ? Access(found) : null,
            name => known.TryGetValue(name, out var found) ? found.Type : null
        );
    }

    private static Expression Access(DrgElement element) =>
        element switch
        {
            InputElement input => Expression.Call(
                typeof(DecisionCalls),
                nameof(DecisionCalls.Input),
                null,
                Expression.Constant(input.Slot),
                Emitter.Evaluation
            ),
            DecisionElement decision => Expression.Call(
                typeof(DecisionCalls),
                nameof(DecisionCalls.Decide),
                null,
                Expression.Constant(decision),
                Emitter.Evaluation
            ),
            _ => Expression.Property(
                Expression.Constant(((FunctionElement)element).Holder),
                nameof(FunctionHolder.Value)
            ),
        };

    private void ReportFindings(Emitter emitter, DrgElement element)
    {
        foreach (var finding in emitter.Findings)
        {
            report.Add(
                new DmnDiagnostic
                {
                    Severity = options.DeferExpressionErrors ? DmnSeverity.Warning : DmnSeverity.Error,
                    Code = finding.Code,
                    File = element.Document.File,
                    Decision = element.Name,
                    Row = finding.Place?.Row,
                    Column = finding.Place?.Column,
                    Line = finding.Place?.Line ?? element.Line,
                    Message = finding.Message,
                    Cure = CureOf(finding, element),
                }
            );
        }
    }

    private string CureOf(Finding finding, DrgElement element)
    {
        if (finding.Name is not { } name)
        {
            return "Correct the expression or the declared type.";
        }
        return elements.Exists(other => other.Name == name)
            ? $"The model has a '{name}', but '{element.Name}' does not require it: add the requirement."
            : "Require the element that has this name, or correct the name."
                + NameSuggestion.For(
                    name,
                    element.Requirements.Select(requirement => requirement.Name).Concat(BuiltIns.NameTable.All())
                );
    }
}
