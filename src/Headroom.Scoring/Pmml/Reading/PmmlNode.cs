using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Headroom.Scoring.Pmml.Reading;

/// <summary>An element with its file and line, whose accessors refuse what is absent or malformed by naming it.</summary>
internal readonly record struct PmmlNode(XElement Element, string File)
{
    public string Name => Element.Name.LocalName;

    public int Line => ((IXmlLineInfo)Element).LineNumber;

    /// <summary>The child elements, without PMML's extensions, which never change a result.</summary>
    public IEnumerable<PmmlNode> Children
    {
        get
        {
            string file = File;
            return Element
                .Elements()
                .Where(child => child.Name.LocalName != "Extension")
                .Select(child => new PmmlNode(child, file));
        }
    }

    public PmmlNode? Child(string name)
    {
        foreach (PmmlNode child in Children)
        {
            if (child.Name == name)
                return child;
        }

        return null;
    }

    public PmmlNode RequiredChild(string name) =>
        Child(name) ?? throw Error(PmmlException.Absent, $"<{Name}> has no <{name}>; add it.");

    public string? Text(string attribute) => Element.Attribute(attribute)?.Value;

    public string RequiredText(string attribute) =>
        Text(attribute)
        ?? throw Error(PmmlException.Absent, $"<{Name}> has no attribute '{attribute}'; PMML requires it.");

    public double? Number(string attribute) => Text(attribute) is { } text ? ParseNumber(attribute, text) : null;

    public double RequiredNumber(string attribute) => ParseNumber(attribute, RequiredText(attribute));

    public int Integer(string attribute, int fallback)
    {
        if (Text(attribute) is not { } text)
            return fallback;
        return int.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value)
            ? value
            : throw Error(PmmlException.Value, $"<{Name} {attribute}=\"{text}\"> is not a whole number.");
    }

    public bool Flag(string attribute, bool fallback) =>
        Text(attribute)?.Trim() switch
        {
            null => fallback,
            "true" or "1" => true,
            "false" or "0" => false,
            { } text => throw Error(PmmlException.Value, $"<{Name} {attribute}=\"{text}\"> must be true or false."),
        };

    /// <summary>The attribute as one of the given words.</summary>
    public T Choice<T>(string attribute, T fallback, params ReadOnlySpan<(string Word, T Value)> choices)
    {
        if (Text(attribute) is not { } text)
            return fallback;
        foreach ((string word, T value) in choices)
        {
            if (word == text)
                return value;
        }

        string supported = string.Join(", ", choices.ToArray().Select(choice => choice.Word));
        throw Error(
            PmmlException.Unsupported,
            $"<{Name} {attribute}=\"{text}\"> is not supported; use one of {supported}."
        );
    }

    public PmmlException Error(string code, string message) => new(code, File, Line, message);

    public PmmlException Unsupported(string cure) =>
        Error(PmmlException.Unsupported, $"<{Name}> is not supported here; {cure}.");

    public PmmlException UnexpectedIn(string parent) =>
        Error(PmmlException.Unsupported, $"<{Name}> in <{parent}> is not supported; remove it or export without it.");

    private double ParseNumber(string attribute, string text)
    {
        bool parsed = double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out double value);
        return parsed && double.IsFinite(value)
            ? value
            : throw Error(PmmlException.Value, $"<{Name} {attribute}=\"{text}\"> is not a finite number.");
    }
}
