using Headroom.Scoring.Pmml.Definition;

namespace Headroom.Scoring.Pmml.Reading;

internal static class ExpressionReader
{
    /// <summary>Reads the expression that a derived field, a function or an output consists of.</summary>
    public static Expression ReadOnlyChild(PmmlNode parent)
    {
        foreach (PmmlNode child in parent.Children)
        {
            if (child.Name is not ("ParameterField" or "Value"))
                return Read(child);
        }

        throw parent.Error(PmmlException.Absent, $"<{parent.Name}> has no expression; add one.");
    }

    public static Expression Read(PmmlNode node) =>
        node.Name switch
        {
            "Constant" => ReadConstant(node),
            "FieldRef" => new Expression.FieldReference(
                node.RequiredText("field"),
                node.Text("mapMissingTo"),
                node.Line
            ),
            "Apply" => ReadApply(node),
            "NormContinuous" => ReadNormContinuous(node),
            "NormDiscrete" => new Expression.NormDiscrete(
                node.RequiredText("field"),
                node.RequiredText("value"),
                node.Number("mapMissingTo"),
                node.Line
            ),
            "Discretize" => ReadDiscretize(node),
            "MapValues" => ReadMapValues(node),
            _ => throw node.Unsupported(
                "supported expressions are Constant, FieldRef, Apply, NormContinuous, NormDiscrete, Discretize, MapValues"
            ),
        };

    public static InvalidTreatment ReadInvalid(PmmlNode node, string attribute = "invalidValueTreatment") =>
        node.Choice(
            attribute,
            InvalidTreatment.ReturnInvalid,
            ("returnInvalid", InvalidTreatment.ReturnInvalid),
            ("asIs", InvalidTreatment.AsIs),
            ("asMissing", InvalidTreatment.AsMissing),
            ("asValue", InvalidTreatment.AsValue)
        );

    private static Expression.Constant ReadConstant(PmmlNode node)
    {
        DataType? type = DocumentReader.ReadOptionalDataType(node);
        return new Expression.Constant(node.Flag("missing", false) ? null : node.Element.Value, type, node.Line);
    }

    private static Expression.Apply ReadApply(PmmlNode node) =>
        new(node.RequiredText("function"), [.. node.Children.Select(Read)], node.Line)
        {
            MissingResult = node.Text("mapMissingTo"),
            DefaultResult = node.Text("defaultValue"),
            Invalid = ReadInvalid(node),
        };

    private static Expression.NormContinuous ReadNormContinuous(PmmlNode node)
    {
        List<(double, double)> points =
        [
            .. node.Children.Select(point => (point.RequiredNumber("orig"), point.RequiredNumber("norm"))),
        ];
        if (points.Count < 2)
            throw node.Error(PmmlException.Absent, "<NormContinuous> needs at least two <LinearNorm>.");
        for (int i = 1; i < points.Count; i++)
        {
            if (points[i].Item1 <= points[i - 1].Item1)
                throw node.Error(PmmlException.Value, "<LinearNorm> must come in rising order of 'orig'.");
        }

        return new Expression.NormContinuous(
            node.RequiredText("field"),
            points,
            node.Choice(
                "outliers",
                OutlierTreatment.AsIs,
                ("asIs", OutlierTreatment.AsIs),
                ("asMissingValues", OutlierTreatment.AsMissing),
                ("asExtremeValues", OutlierTreatment.AsExtreme)
            ),
            node.Number("mapMissingTo"),
            node.Line
        );
    }

    private static Expression.Discretize ReadDiscretize(PmmlNode node)
    {
        List<(FieldInterval, string)> bins = [];
        foreach (PmmlNode bin in node.Children)
            bins.Add((DocumentReader.ReadInterval(bin.RequiredChild("Interval")), bin.RequiredText("binValue")));
        return new Expression.Discretize(node.RequiredText("field"), bins, node.Line)
        {
            MissingResult = node.Text("mapMissingTo"),
            DefaultResult = node.Text("defaultValue"),
        };
    }

    private static Expression.MapValues ReadMapValues(PmmlNode node)
    {
        List<(string Field, string Column)> pairs = [];
        foreach (PmmlNode pair in node.Children.Where(child => child.Name == "FieldColumnPair"))
            pairs.Add((pair.RequiredText("field"), pair.RequiredText("column")));
        string output = node.RequiredText("outputColumn");
        PmmlNode table =
            node.Child("InlineTable")
            ?? throw node.Error(PmmlException.Unsupported, "<MapValues> is supported with an <InlineTable> only.");
        List<(IReadOnlyList<string>, string)> rows = [];
        foreach (PmmlNode row in table.Children)
            rows.Add(([.. pairs.Select(pair => Cell(row, pair.Column))], Cell(row, output)));
        return new Expression.MapValues([.. pairs.Select(pair => pair.Field)], rows, node.Line)
        {
            MissingResult = node.Text("mapMissingTo"),
            DefaultResult = node.Text("defaultValue"),
        };
    }

    private static string Cell(PmmlNode row, string column) =>
        row.Child(column)?.Element.Value ?? throw row.Error(PmmlException.Absent, $"the row has no cell '{column}'.");
}
