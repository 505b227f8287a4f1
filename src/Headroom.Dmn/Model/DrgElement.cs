using System.Xml.Linq;

namespace Headroom.Dmn;

/// <summary>One element of the requirements graph: what it is called, where it is written, what it needs.</summary>
internal abstract class DrgElement(DmnDocument document, XElement xml)
{
    public DmnDocument Document => document;

    public XElement Xml => xml;

    public string Name { get; } = xml.NameOf();

    public string Id => xml.Attribute("id")?.Value ?? "";

    public int? Line => xml.LineOf();

    /// <summary>What it may refer to: each by the name that it has in this file.</summary>
    public List<(string Name, DrgElement Element)> Requirements { get; } = [];

    public FeelType Type { get; set; } = FeelType.Any;
}

/// <summary>Data that the caller gives.</summary>
internal sealed class InputElement(DmnDocument document, XElement xml) : DrgElement(document, xml)
{
    public int Slot { get; set; }
}

/// <summary>A decision.</summary>
internal sealed class DecisionElement(DmnDocument document, XElement xml) : DrgElement(document, xml)
{
    public int Slot { get; set; }

    /// <summary>The compiled logic.</summary>
    public Func<Evaluation, FeelValue> Body { get; set; } = _ => FeelValue.Null;

    public List<CompiledTable> Tables { get; } = [];

    /// <summary>The logic as an expression, or null where there is none.</summary>
    public Node? Logic { get; set; }

    /// <summary>The table that is all of the decision's logic, or null where it is more or something else.</summary>
    public CompiledTable? WholeTable { get; set; }
}

/// <summary>A business knowledge model or a decision service: something to call.</summary>
internal sealed class FunctionElement(DmnDocument document, XElement xml) : DrgElement(document, xml)
{
    public FunctionHolder Holder { get; } = new();

    public bool IsService => Xml.Name.LocalName == "decisionService";
}

/// <summary>Where a model's function is found by those who call it, itself among them.</summary>
internal sealed class FunctionHolder
{
    public FeelValue Value { get; set; }
}
