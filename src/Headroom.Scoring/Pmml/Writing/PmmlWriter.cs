using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Headroom.Scoring.Pmml.Definition;

namespace Headroom.Scoring.Pmml.Writing;

/// <summary>Writes a definition as PMML 4.4, its elements in the order of the schema.</summary>
internal static class PmmlWriter
{
    private static readonly XNamespace Space = "http://www.dmg.org/PMML-4_4";

    public static string Write(PmmlDocument document)
    {
        XElement root = Element(
            "PMML",
            Attribute("version", "4.4"),
            WriteHeader(document),
            Element(
                "DataDictionary",
                Attribute("numberOfFields", document.DataFields.Count),
                document.DataFields.Select(WriteDataField)
            ),
            document.DerivedFields.Count == 0
                ? null
                : Element(
                    "TransformationDictionary",
                    document.DerivedFields.Select(ExpressionWriter.WriteDerivedField)
                ),
            ModelWriter.Write(document.Model)
        );
        StringBuilder text = new();
        XmlWriterSettings settings = new()
        {
            Indent = true,
            OmitXmlDeclaration = true,
            NewLineChars = "\n",
        };
        text.Append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        using (XmlWriter writer = XmlWriter.Create(text, settings))
            root.Save(writer);
        return text.Append('\n').ToString();
    }

    public static XElement Element(string name, params object?[] content) => new(Space + name, content);

    public static XAttribute? Attribute(string name, string? value) =>
        value is null ? null : new XAttribute(name, value);

    /// <summary>The shortest text that reads back as the same number.</summary>
    public static XAttribute? Attribute(string name, double? value) =>
        value is { } number && double.IsFinite(number) ? new XAttribute(name, Number(number)) : null;

    public static XAttribute Attribute(string name, int value) =>
        new(name, value.ToString(CultureInfo.InvariantCulture));

    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    public static IEnumerable<XElement> WriteNotes(IEnumerable<Note> notes) =>
        notes.Select(note => Element("Extension", Attribute("name", note.Name), Attribute("value", note.Value)));

    public static string Word(OpType type) =>
        type switch
        {
            OpType.Continuous => "continuous",
            OpType.Categorical => "categorical",
            _ => "ordinal",
        };

    public static string Word(DataType type) => Compilation.CompilationContext.Word(type);

    public static XElement WriteInterval(FieldInterval interval)
    {
        string left = interval.LeftClosed ? "closed" : "open";
        string right = interval.RightClosed ? "Closed" : "Open";
        return Element(
            "Interval",
            Attribute("closure", left + right),
            Attribute("leftMargin", interval.Left),
            Attribute("rightMargin", interval.Right)
        );
    }

    private static XElement WriteHeader(PmmlDocument document) =>
        Element(
            "Header",
            Attribute("description", document.Description),
            Attribute("modelVersion", document.ModelVersion),
            WriteNotes(document.Notes),
            document.Application is null ? null : Element("Application", Attribute("name", document.Application)),
            document.Timestamp is null ? null : Element("Timestamp", document.Timestamp)
        );

    private static XElement WriteDataField(DataField field) =>
        Element(
            "DataField",
            Attribute("name", field.Name),
            Attribute("displayName", field.DisplayName),
            Attribute("optype", Word(field.OpType)),
            Attribute("dataType", Word(field.DataType)),
            field.Intervals.Select(WriteInterval),
            field.Values.Select(value =>
                Element(
                    "Value",
                    Attribute("value", value.Value),
                    value.Property == ValueProperty.Valid
                        ? null
                        : Attribute("property", value.Property == ValueProperty.Missing ? "missing" : "invalid")
                )
            )
        );
}
