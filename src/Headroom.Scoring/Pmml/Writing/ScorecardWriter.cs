using System.Xml.Linq;
using Headroom.Scoring.Pmml.Definition;
using static Headroom.Scoring.Pmml.Writing.PmmlWriter;

namespace Headroom.Scoring.Pmml.Writing;

internal static class ScorecardWriter
{
    public static (string Name, object?[] Attributes, object?[] Body) Write(ScorecardDefinition scorecard) =>
        (
            "Scorecard",
            [
                Attribute("initialScore", scorecard.InitialScore),
                Attribute("useReasonCodes", scorecard.UseReasonCodes ? "true" : "false"),
                Attribute("reasonCodeAlgorithm", scorecard.PointsBelow ? "pointsBelow" : "pointsAbove"),
                Attribute("baselineScore", scorecard.BaselineScore),
                Attribute("baselineMethod", scorecard.BaselineMethod),
            ],
            [Element("Characteristics", scorecard.Characteristics.Select(WriteCharacteristic))]
        );

    private static XElement WriteCharacteristic(CharacteristicDefinition characteristic) =>
        Element(
            "Characteristic",
            Attribute("name", characteristic.Name),
            Attribute("reasonCode", characteristic.ReasonCode),
            Attribute("baselineScore", characteristic.BaselineScore),
            characteristic.Attributes.Select(attribute =>
                Element(
                    "Attribute",
                    Attribute("reasonCode", attribute.ReasonCode),
                    Attribute("partialScore", attribute.PartialScore),
                    WriteNotes(attribute.Notes),
                    PredicateWriter.Write(attribute.Predicate),
                    attribute.ComplexPartialScore is null
                        ? null
                        : Element("ComplexPartialScore", ExpressionWriter.Write(attribute.ComplexPartialScore))
                )
            )
        );
}
