using System.Xml;
using System.Xml.Linq;

namespace Headroom.Dmn;

/// <summary>One DMN file as XML. Elements are found by their local names, so that all versions from 1.2 to 1.5 read alike.</summary>
internal sealed class DmnDocument
{
    private const int CharactersMax = 64_000_000;
    private readonly Dictionary<string, XElement> byId = new(StringComparer.Ordinal);

    private DmnDocument(string file, XElement root)
    {
        File = file;
        Root = root;
        Namespace = root.Attribute("namespace")?.Value ?? "";
        Name = root.Attribute("name")?.Value ?? file;
        foreach (var element in root.Elements())
        {
            if (element.Attribute("id") is { } id)
            {
                byId.TryAdd(id.Value, element);
            }
        }
        Imports =
        [
            .. root.Children("import")
                .Select(import =>
                    (
                        import.NameOf(),
                        import.Attribute("namespace")?.Value ?? "",
                        import.Attribute("importType")?.Value ?? ""
                    )
                ),
        ];
    }

    public string File { get; }

    public XElement Root { get; }

    public string Namespace { get; }

    public string Name { get; }

    /// <summary>What is imported: under which name, from which namespace, of what kind.</summary>
    public IReadOnlyList<(string Name, string Namespace, string Type)> Imports { get; }

    /// <summary>Reads the XML with document types, entities and external resources off.</summary>
    /// <exception cref="XmlException">The text is not XML.</exception>
    public static DmnDocument Read(DmnSource source)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = CharactersMax,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        };
        using var text = new StringReader(source.Text);
        using var reader = XmlReader.Create(text, settings);
        var document = XDocument.Load(reader, LoadOptions.SetLineInfo | LoadOptions.PreserveWhitespace);
        if (document.Root is not { Name.LocalName: "definitions" } root)
        {
            throw new XmlException("The root element is not 'definitions'.");
        }
        return new DmnDocument(source.File, root);
    }

    public XElement? ById(string id) => byId.GetValueOrDefault(id);
}

/// <summary>Reading of DMN's elements.</summary>
internal static class DmnElements
{
    public static IEnumerable<XElement> Children(this XElement element, string name) =>
        element.Elements().Where(child => child.Name.LocalName == name);

    public static XElement? Child(this XElement element, string name)
    {
        foreach (var child in element.Elements())
        {
            if (child.Name.LocalName == name)
            {
                return child;
            }
        }
        return null;
    }

    /// <summary>The trimmed text of a child such as "text" or "typeRef"; null where there is none.</summary>
    public static string? ChildText(this XElement element, string name) => element.Child(name)?.Value.Trim();

    /// <summary>The element's name with its blanks made one.</summary>
    public static string NameOf(this XElement element) => NameTable.Normalize(element.Attribute("name")?.Value ?? "");

    /// <summary>The declared type of a variable, an expression or a component: an attribute, or an element in older forms.</summary>
    public static string? TypeRefOf(this XElement element) =>
        element.Attribute("typeRef")?.Value.Trim() ?? element.ChildText("typeRef");

    public static int? LineOf(this XElement element) =>
        element is IXmlLineInfo info && info.HasLineInfo() ? info.LineNumber : null;
}
