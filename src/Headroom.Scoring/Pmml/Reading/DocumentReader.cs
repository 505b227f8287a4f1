using Headroom.Scoring.Pmml.Definition;

namespace Headroom.Scoring.Pmml.Reading;

/// <summary>The parts of a PMML file that stand around its model.</summary>
internal static class DocumentReader
{
    public static PmmlDocument Read(PmmlNode root)
    {
        RequireVersion(root);
        PmmlNode header = root.RequiredChild("Header");
        (IReadOnlyList<DerivedField> derived, IReadOnlyList<FunctionDefinition> functions) = root.Child(
            "TransformationDictionary"
        )
            is { } dictionary
            ? ReadTransformations(dictionary)
            : ([], []);
        return new PmmlDocument(
            header.Text("description") ?? "",
            ReadDataFields(root.RequiredChild("DataDictionary")),
            derived,
            functions,
            ReadFirstModel(root)
        )
        {
            Application = header.Child("Application")?.Text("name"),
            Timestamp = header.Child("Timestamp")?.Element.Value.Trim(),
            ModelVersion = header.Text("modelVersion"),
            Notes = ReadNotes(header),
        };
    }

    public static IReadOnlyList<Note> ReadNotes(PmmlNode node) =>
        [
            .. node
                .Element.Elements()
                .Where(child => child.Name.LocalName == "Extension")
                .Where(child => child.Attribute("name") is not null && child.Attribute("value") is not null)
                .Select(child => new Note((string)child.Attribute("name")!, (string)child.Attribute("value")!)),
        ];

    private static void RequireVersion(PmmlNode root)
    {
        string space = root.Element.Name.NamespaceName;
        string version = root.Text("version") ?? "";
        bool isPmml =
            root.Name == "PMML"
            && (space.Length == 0 || space.StartsWith("http://www.dmg.org/PMML-4", StringComparison.Ordinal));
        if (!isPmml || !version.StartsWith("4.", StringComparison.Ordinal))
        {
            throw root.Error(
                PmmlException.Version,
                $"the root is <{root.Name} version=\"{version}\"> in '{space}'; export the model as PMML 4.4."
            );
        }
    }

    private static ModelDefinition ReadFirstModel(PmmlNode root)
    {
        foreach (PmmlNode child in root.Children)
        {
            if (child.Name is "Header" or "MiningBuildTask" or "DataDictionary" or "TransformationDictionary")
                continue;
            return ModelReader.Read(child);
        }

        throw root.Error(PmmlException.Absent, "the file has no model; export one into it.");
    }

    private static List<DataField> ReadDataFields(PmmlNode dictionary)
    {
        List<DataField> fields = [];
        foreach (PmmlNode child in dictionary.Children)
        {
            if (child.Name != "DataField")
                throw child.UnexpectedIn(dictionary.Name);
            fields.Add(ReadDataField(child));
        }

        return fields;
    }

    private static DataField ReadDataField(PmmlNode node)
    {
        List<FieldValue> values = [];
        List<FieldInterval> intervals = [];
        foreach (PmmlNode child in node.Children)
        {
            if (child.Name == "Value")
                values.Add(ReadValue(child));
            else if (child.Name == "Interval")
                intervals.Add(ReadInterval(child));
            else
                throw child.UnexpectedIn(node.Name);
        }

        return new DataField(node.RequiredText("name"), ReadOpType(node), ReadDataType(node), node.Line)
        {
            DisplayName = node.Text("displayName"),
            Values = values,
            Intervals = intervals,
        };
    }

    private static FieldValue ReadValue(PmmlNode node) =>
        new(
            node.RequiredText("value"),
            node.Choice(
                "property",
                ValueProperty.Valid,
                ("valid", ValueProperty.Valid),
                ("invalid", ValueProperty.Invalid),
                ("missing", ValueProperty.Missing)
            )
        );

    public static FieldInterval ReadInterval(PmmlNode node)
    {
        (bool left, bool right) = node.Choice(
            "closure",
            (true, true),
            ("closedClosed", (true, true)),
            ("closedOpen", (true, false)),
            ("openClosed", (false, true)),
            ("openOpen", (false, false))
        );
        return new FieldInterval(
            node.Number("leftMargin") ?? double.NegativeInfinity,
            left,
            node.Number("rightMargin") ?? double.PositiveInfinity,
            right
        );
    }

    public static OpType ReadOpType(PmmlNode node)
    {
        node.RequiredText("optype");
        return node.Choice(
            "optype",
            OpType.Continuous,
            ("continuous", OpType.Continuous),
            ("categorical", OpType.Categorical),
            ("ordinal", OpType.Ordinal)
        );
    }

    public static DataType ReadDataType(PmmlNode node)
    {
        node.RequiredText("dataType");
        return ReadOptionalDataType(node)!.Value;
    }

    public static DataType? ReadOptionalDataType(PmmlNode node) =>
        node.Choice<DataType?>(
            "dataType",
            null,
            ("string", DataType.Text),
            ("double", DataType.Double),
            ("float", DataType.Single),
            ("integer", DataType.Integer),
            ("boolean", DataType.Boolean)
        );

    private static (List<DerivedField>, List<FunctionDefinition>) ReadTransformations(PmmlNode node)
    {
        List<DerivedField> fields = [];
        List<FunctionDefinition> functions = [];
        foreach (PmmlNode child in node.Children)
        {
            if (child.Name == "DerivedField")
                fields.Add(ReadDerivedField(child));
            else if (child.Name == "DefineFunction")
                functions.Add(ReadFunction(child));
            else
                throw child.UnexpectedIn(node.Name);
        }

        return (fields, functions);
    }

    public static IReadOnlyList<DerivedField> ReadLocalFields(PmmlNode node) => ReadTransformations(node).Item1;

    private static DerivedField ReadDerivedField(PmmlNode node) =>
        new(
            node.RequiredText("name"),
            ReadOpType(node),
            ReadDataType(node),
            ExpressionReader.ReadOnlyChild(node),
            node.Line
        )
        {
            DisplayName = node.Text("displayName"),
        };

    private static FunctionDefinition ReadFunction(PmmlNode node)
    {
        List<(string, DataType)> parameters = [];
        foreach (PmmlNode child in node.Children.Where(child => child.Name == "ParameterField"))
            parameters.Add((child.RequiredText("name"), ReadOptionalDataType(child) ?? DataType.Double));
        return new FunctionDefinition(
            node.RequiredText("name"),
            ReadOpType(node),
            ReadOptionalDataType(node) ?? DataType.Double,
            parameters,
            ExpressionReader.ReadOnlyChild(node),
            node.Line
        );
    }
}
