using Headroom.Scoring.Pmml.Definition;

namespace Headroom.Scoring.Pmml.Reading;

internal static class ScorecardReader
{
    public static ScorecardDefinition Read(PmmlNode node, ModelFunction function)
    {
        if (function != ModelFunction.Regression)
            throw node.Error(PmmlException.Value, "<Scorecard> must have functionName=\"regression\".");
        List<CharacteristicDefinition> characteristics = [];
        foreach (PmmlNode child in ModelReader.OwnChildren(node))
        {
            if (child.Name != "Characteristics")
                throw child.UnexpectedIn(node.Name);
            characteristics.AddRange(child.Children.Select(ReadCharacteristic));
        }

        if (characteristics.Count == 0)
            throw node.Error(PmmlException.Absent, "<Scorecard> has no <Characteristic>; add at least one.");
        ScorecardDefinition scorecard = new(characteristics, node.Line)
        {
            InitialScore = node.Number("initialScore") ?? 0,
            UseReasonCodes = node.Flag("useReasonCodes", true),
            PointsBelow = node.Choice("reasonCodeAlgorithm", true, ("pointsBelow", true), ("pointsAbove", false)),
            BaselineScore = node.Number("baselineScore"),
            BaselineMethod = node.Text("baselineMethod") ?? "other",
        };
        if (scorecard.UseReasonCodes)
            RequireReasons(node, scorecard);
        return scorecard;
    }

    private static CharacteristicDefinition ReadCharacteristic(PmmlNode node)
    {
        if (node.Name != "Characteristic")
            throw node.UnexpectedIn("Characteristics");
        List<AttributeDefinition> attributes = [];
        foreach (PmmlNode child in node.Children)
        {
            if (child.Name != "Attribute")
                throw child.UnexpectedIn(node.Name);
            attributes.Add(ReadAttribute(child));
        }

        if (attributes.Count == 0)
            throw node.Error(PmmlException.Absent, "<Characteristic> has no <Attribute>; add at least one.");
        string position = node.Line.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return new CharacteristicDefinition(node.Text("name") ?? $"line {position}", attributes, node.Line)
        {
            ReasonCode = node.Text("reasonCode"),
            BaselineScore = node.Number("baselineScore"),
        };
    }

    private static AttributeDefinition ReadAttribute(PmmlNode node)
    {
        Expression? complex = node.Child("ComplexPartialScore") is { } score
            ? ExpressionReader.ReadOnlyChild(score)
            : null;
        double? points = node.Number("partialScore");
        if (points is null && complex is null)
            throw node.Error(PmmlException.Absent, "<Attribute> has neither 'partialScore' nor <ComplexPartialScore>.");
        return new AttributeDefinition(PredicateReader.ReadChild(node), points, node.Line)
        {
            ComplexPartialScore = complex,
            ReasonCode = node.Text("reasonCode"),
            Notes = DocumentReader.ReadNotes(node),
        };
    }

    /// <summary>With reason codes on, every attribute must reach a code and every characteristic a baseline.</summary>
    private static void RequireReasons(PmmlNode node, ScorecardDefinition scorecard)
    {
        foreach (CharacteristicDefinition characteristic in scorecard.Characteristics)
        {
            if ((characteristic.BaselineScore ?? scorecard.BaselineScore) is null)
            {
                throw new PmmlException(
                    PmmlException.Absent,
                    node.File,
                    characteristic.Line,
                    $"characteristic '{characteristic.Name}' has no baselineScore and neither has <Scorecard>; "
                        + "give one or set useReasonCodes=\"false\"."
                );
            }

            AttributeDefinition? silent = characteristic.Attributes.FirstOrDefault(attribute =>
                (attribute.ReasonCode ?? characteristic.ReasonCode) is null
            );
            if (silent is null)
                continue;
            throw new PmmlException(
                PmmlException.Absent,
                node.File,
                silent.Line,
                $"an attribute of characteristic '{characteristic.Name}' has no reasonCode and neither has the "
                    + "characteristic; give one or set useReasonCodes=\"false\"."
            );
        }
    }
}
