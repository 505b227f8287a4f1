using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace Headroom.Dmn;

/// <summary>Turns item definitions into types, with their constraints.</summary>
internal sealed class TypeReader(
    DmnDocument document,
    IReadOnlyDictionary<string, TypeReader> others,
    DmnLimits limits,
    DmnReport report
)
{
    private readonly Dictionary<string, (XElement Xml, FeelType.Constrained Type)> definitions = new(
        StringComparer.Ordinal
    );

    /// <summary>The types that expressions of this file may name.</summary>
    public TypeTable Types { get; } = new();

    /// <summary>Names every type, so that they may refer to each other in any order.</summary>
    public void Declare()
    {
        foreach (var xml in document.Root.Children("itemDefinition"))
        {
            var name = xml.NameOf();
            var type = new FeelType.Constrained(name, FeelType.Any, null);
            definitions[name] = (xml, type);
            Types.Add(name, type);
        }
    }

    /// <summary>Makes the other files' types known under the names of their imports.</summary>
    public void Import()
    {
        foreach (var (alias, from, _) in document.Imports)
        {
            if (!others.TryGetValue(from, out var other))
            {
                continue;
            }
            foreach (var (name, (_, type)) in other.definitions)
            {
                Types.Add(alias.Length == 0 ? name : $"{alias}.{name}", type);
            }
        }
    }

    /// <summary>Fills the types in.</summary>
    public void Complete(NameTable members)
    {
        foreach (var (_, (xml, type)) in definitions)
        {
            var path = new HashSet<string>(StringComparer.Ordinal) { xml.NameOf() };
            if (RefersToItself(xml, path))
            {
                report.Error(
                    "dmn.type.cycle",
                    document,
                    null,
                    xml.LineOf(),
                    $"The type '{type.Name}' is made of itself."
                );
                continue;
            }
            try
            {
                var (inner, allowed) = Read(xml, members);
                type.Complete(inner, allowed);
            }
            catch (InsufficientExecutionStackException)
            {
                report.Error("dmn.limit", document, null, xml.LineOf(), $"The type '{type.Name}' nests too deeply.");
            }
        }
    }

    /// <summary>The type of this name; <see cref="FeelType.Any"/> with a report where there is none.</summary>
    public FeelType Find(string? name, XElement at, DrgElement? element = null)
    {
        if (string.IsNullOrEmpty(name))
        {
            return FeelType.Any;
        }
        var plain = name.StartsWith("feel:", StringComparison.Ordinal) ? name[5..] : name;
        if (Types.Find(NameTable.Normalize(plain)) is { } type)
        {
            return type;
        }
        report.Error(
            "dmn.type.unknown",
            document,
            element,
            at.LineOf(),
            $"There is no type '{name}'.",
            "Name a FEEL type or an item definition of this model."
        );
        return FeelType.Any;
    }

    /// <summary>The text of the values that a type of this file allows, or null.</summary>
    public string? AllowedText(string? name) =>
        name is not null && definitions.TryGetValue(NameTable.Normalize(name), out var found)
            ? found.Xml.Child("allowedValues")?.ChildText("text")
            : null;

    private bool RefersToItself(XElement xml, HashSet<string> path)
    {
        // Only "is another type" can close a ring that has no end; components may well recur through lists.
        if (xml.ChildText("typeRef") is not { } next || xml.Attribute("isCollection")?.Value == "true")
        {
            return false;
        }
        return definitions.TryGetValue(next, out var found) && (!path.Add(next) || RefersToItself(found.Xml, path));
    }

    private (FeelType Type, Func<FeelValue, bool>? Allowed) Read(XElement xml, NameTable members)
    {
        var element = ElementType(xml, members);
        var isCollection = xml.Attribute("isCollection")?.Value is "true" or "1";
        var allowed = Constraint(xml, "allowedValues", members);
        var whole = Constraint(xml, "typeConstraint", members);
        if (!isCollection)
        {
            return (
                element,
                allowed is null || whole is null ? allowed ?? whole : value => allowed(value) && whole(value)
            );
        }
        // Allowed values speak of a list's elements, a type constraint of the list.
        var item = allowed is null ? element : new FeelType.Constrained(element.ToString() ?? "", element, allowed);
        return (new FeelType.ListOf(item), whole);
    }

    private FeelType ElementType(XElement xml, NameTable members)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var components = xml.Children("itemComponent").ToList();
        if (components.Count > 0)
        {
            var fields = new List<KeyValuePair<string, FeelType>>();
            foreach (var component in components)
            {
                var name = component.NameOf();
                members.Add(name);
                var (type, allowed) = Read(component, members);
                fields.Add(
                    new(name, allowed is null ? type : new FeelType.Constrained(type.ToString() ?? "", type, allowed))
                );
            }
            return new FeelType.ContextOf(fields);
        }
        if (xml.Child("functionItem") is { } function)
        {
            var parameters = function.Children("parameters").Select(p => Find(p.TypeRefOf(), p)).ToList();
            return new FeelType.FunctionOf(parameters, Find(function.Attribute("outputTypeRef")?.Value, function));
        }
        return Find(xml.TypeRefOf(), xml);
    }

    private Func<FeelValue, bool>? Constraint(XElement xml, string name, NameTable members)
    {
        if (xml.Child(name)?.ChildText("text") is not { Length: > 0 } text)
        {
            return null;
        }
        try
        {
            var test = Parser.ParseTests(
                text,
                new ParserScope(new NameTable(BuiltIns.NameTable), members, Types),
                limits
            );
            return AllowedValues.Predicate(test, new Emitter(limits), new Binding.Environment(_ => null));
        }
        catch (FeelSyntaxException wrong)
        {
            report.Error(
                "dmn.type.constraint",
                document,
                null,
                xml.LineOf(),
                $"In the constraint '{text}': {wrong.Message}"
            );
            return null;
        }
    }
}
