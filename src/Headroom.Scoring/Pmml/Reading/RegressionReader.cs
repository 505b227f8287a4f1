using Headroom.Scoring.Pmml.Definition;

namespace Headroom.Scoring.Pmml.Reading;

internal static class RegressionReader
{
    public static RegressionDefinition Read(PmmlNode node, ModelFunction function)
    {
        List<RegressionTable> tables = [];
        foreach (PmmlNode child in ModelReader.OwnChildren(node))
        {
            if (child.Name != "RegressionTable")
                throw child.UnexpectedIn(node.Name);
            tables.Add(ReadTable(child, function));
        }

        Normalization normalization = node.Choice(
            "normalizationMethod",
            Normalization.None,
            ("none", Normalization.None),
            ("simplemax", Normalization.SimpleMax),
            ("softmax", Normalization.SoftMax),
            ("logit", Normalization.Logit),
            ("probit", Normalization.Probit),
            ("cloglog", Normalization.CLogLog),
            ("exp", Normalization.Exp),
            ("loglog", Normalization.LogLog),
            ("cauchit", Normalization.Cauchit)
        );
        RequireTables(node, function, tables, normalization);
        return new RegressionDefinition(function, tables, normalization, node.Line);
    }

    private static void RequireTables(
        PmmlNode node,
        ModelFunction function,
        List<RegressionTable> tables,
        Normalization normalization
    )
    {
        if (function == ModelFunction.Regression && tables.Count != 1)
            throw node.Error(PmmlException.Value, "a regression needs exactly one <RegressionTable>.");
        if (function == ModelFunction.Classification && tables.Count < 2)
            throw node.Error(PmmlException.Value, "a classification needs a <RegressionTable> for each category.");
        bool anyNumber = normalization is Normalization.SoftMax or Normalization.SimpleMax;
        if (function == ModelFunction.Classification && tables.Count > 2 && !anyNumber)
        {
            throw node.Error(
                PmmlException.Unsupported,
                "more than two categories are supported with softmax or simplemax; export the model so."
            );
        }

        if (normalization == Normalization.SimpleMax && function == ModelFunction.Regression)
            throw node.Error(PmmlException.Value, "simplemax is for classifications.");
    }

    private static RegressionTable ReadTable(PmmlNode node, ModelFunction function)
    {
        List<NumericPredictor> numeric = [];
        List<CategoricalPredictor> categorical = [];
        List<PredictorTerm> terms = [];
        foreach (PmmlNode child in node.Children)
        {
            switch (child.Name)
            {
                case "NumericPredictor":
                    numeric.Add(
                        new NumericPredictor(
                            child.RequiredText("name"),
                            child.Integer("exponent", 1),
                            child.RequiredNumber("coefficient"),
                            child.Line
                        )
                    );
                    break;
                case "CategoricalPredictor":
                    categorical.Add(
                        new CategoricalPredictor(
                            child.RequiredText("name"),
                            child.RequiredText("value"),
                            child.RequiredNumber("coefficient"),
                            child.Line
                        )
                    );
                    break;
                case "PredictorTerm":
                    IEnumerable<PmmlNode> fields = child.Children.Where(field => field.Name == "FieldRef");
                    terms.Add(
                        new PredictorTerm(
                            [.. fields.Select(field => field.RequiredText("field"))],
                            child.RequiredNumber("coefficient"),
                            child.Line
                        )
                    );
                    break;
                default:
                    throw child.UnexpectedIn(node.Name);
            }
        }

        string? category = function == ModelFunction.Classification ? node.RequiredText("targetCategory") : null;
        return new RegressionTable(node.RequiredNumber("intercept"), category, node.Line)
        {
            Numeric = numeric,
            Categorical = categorical,
            Terms = terms,
        };
    }
}
