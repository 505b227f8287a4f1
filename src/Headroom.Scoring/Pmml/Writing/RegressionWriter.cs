using System.Xml.Linq;
using Headroom.Scoring.Pmml.Definition;
using static Headroom.Scoring.Pmml.Writing.PmmlWriter;

namespace Headroom.Scoring.Pmml.Writing;

internal static class RegressionWriter
{
    public static (string Name, object?[] Attributes, object?[] Body) Write(RegressionDefinition regression) =>
        (
            "RegressionModel",
            [
                regression.Normalization == Normalization.None
                    ? null
                    : Attribute("normalizationMethod", Word(regression.Normalization)),
            ],
            [.. regression.Tables.Select(WriteTable)]
        );

    private static XElement WriteTable(RegressionTable table) =>
        Element(
            "RegressionTable",
            Attribute("intercept", table.Intercept),
            Attribute("targetCategory", table.Category),
            table.Numeric.Select(predictor =>
                Element(
                    "NumericPredictor",
                    Attribute("name", predictor.Field),
                    predictor.Exponent == 1 ? null : Attribute("exponent", predictor.Exponent),
                    Attribute("coefficient", predictor.Coefficient)
                )
            ),
            table.Categorical.Select(predictor =>
                Element(
                    "CategoricalPredictor",
                    Attribute("name", predictor.Field),
                    Attribute("value", predictor.Value),
                    Attribute("coefficient", predictor.Coefficient)
                )
            ),
            table.Terms.Select(term =>
                Element(
                    "PredictorTerm",
                    Attribute("coefficient", term.Coefficient),
                    term.Fields.Select(field => Element("FieldRef", Attribute("field", field)))
                )
            )
        );

    private static string Word(Normalization normalization) =>
        normalization switch
        {
            Normalization.SimpleMax => "simplemax",
            Normalization.SoftMax => "softmax",
            Normalization.Logit => "logit",
            Normalization.Probit => "probit",
            Normalization.CLogLog => "cloglog",
            Normalization.Exp => "exp",
            Normalization.LogLog => "loglog",
            Normalization.Cauchit => "cauchit",
            _ => "none",
        };
}
