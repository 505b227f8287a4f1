using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Headroom.Scoring.Pmml.Compilation;
using Headroom.Scoring.Pmml.Definition;
using Headroom.Scoring.Pmml.Reading;

namespace Headroom.Scoring;

/// <summary>Reads PMML 4.0 to 4.4 (https://dmg.org/pmml/v4-4-1) and compiles it for evaluation.</summary>
public static class PmmlReader
{
    // Every level of the readers' recursion takes some stack; no tool writes anything near this deep.
    private const int DepthMax = 800;

    /// <summary>Reads and compiles the first model of the text.</summary>
    /// <param name="xml">The whole document. Document types are refused and nothing external is ever loaded.</param>
    /// <param name="file">A name for messages only.</param>
    /// <exception cref="PmmlException">The text is not a PMML model that is supported; the message says where and why.</exception>
    public static PmmlModel Read(string xml, string file = "model.pmml")
    {
        ArgumentNullException.ThrowIfNull(xml);
        return ModelCompiler.Compile(ReadDocument(xml, file), file);
    }

    internal static PmmlDocument ReadDocument(string xml, string file)
    {
        XElement root = Load(xml, file);
        return DocumentReader.Read(new PmmlNode(root, file));
    }

    private static XElement Load(string xml, string file)
    {
        XmlReaderSettings settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        try
        {
            RefuseDeep(xml, settings, file);
            using XmlReader reader = XmlReader.Create(new StringReader(xml), settings);
            return XDocument.Load(reader, LoadOptions.SetLineInfo).Root!;
        }
        catch (XmlException error)
        {
            throw new PmmlException(
                PmmlException.Malformed,
                file,
                error.LineNumber,
                $"not a well-formed XML document without a document type: {error.Message}",
                error
            );
        }
    }

    private static void RefuseDeep(string xml, XmlReaderSettings settings, string file)
    {
        using XmlReader reader = XmlReader.Create(new StringReader(xml), settings);
        while (reader.Read())
        {
            if (reader.Depth <= DepthMax)
                continue;
            string depth = DepthMax.ToString(CultureInfo.InvariantCulture);
            int line = ((IXmlLineInfo)reader).LineNumber;
            throw new PmmlException(
                PmmlException.Malformed,
                file,
                line,
                $"elements are nested more than {depth} deep; export a shallower model."
            );
        }
    }
}
