using System.Xml.Linq;
using Headroom.Scoring.Pmml.Definition;
using static Headroom.Scoring.Pmml.Writing.PmmlWriter;

namespace Headroom.Scoring.Pmml.Writing;

internal static class ExpressionWriter
{
    public static XElement WriteDerivedField(DerivedField field) =>
        Element(
            "DerivedField",
            Attribute("name", field.Name),
            Attribute("displayName", field.DisplayName),
            Attribute("optype", Word(field.OpType)),
            Attribute("dataType", Word(field.DataType)),
            Write(field.Expression)
        );

    public static XElement Write(Expression expression) =>
        expression switch
        {
            Expression.Constant constant => Element(
                "Constant",
                constant.Value is null ? Attribute("missing", "true") : null,
                constant.DataType is { } type ? Attribute("dataType", Word(type)) : null,
                constant.Value
            ),
            Expression.FieldReference reference => Element(
                "FieldRef",
                Attribute("field", reference.Field),
                Attribute("mapMissingTo", reference.MissingResult)
            ),
            Expression.Apply apply => Element(
                "Apply",
                Attribute("function", apply.Function),
                Attribute("mapMissingTo", apply.MissingResult),
                Attribute("defaultValue", apply.DefaultResult),
                apply.Arguments.Select(Write)
            ),
            Expression.NormContinuous norm => WriteNormContinuous(norm),
            Expression.NormDiscrete norm => Element(
                "NormDiscrete",
                Attribute("field", norm.Field),
                Attribute("value", norm.Value),
                Attribute("mapMissingTo", norm.MissingResult)
            ),
            Expression.Discretize discretize => WriteDiscretize(discretize),
            Expression.MapValues map => WriteMapValues(map),
            _ => throw new InvalidOperationException($"{expression.GetType().Name} has no written form."),
        };

    private static XElement WriteNormContinuous(Expression.NormContinuous norm) =>
        Element(
            "NormContinuous",
            Attribute("mapMissingTo", norm.MissingResult),
            Attribute("field", norm.Field),
            Attribute("outliers", ModelWriter.Word(norm.Outliers)),
            norm.Points.Select(point =>
                Element("LinearNorm", Attribute("orig", point.From), Attribute("norm", point.To))
            )
        );

    private static XElement WriteDiscretize(Expression.Discretize discretize) =>
        Element(
            "Discretize",
            Attribute("field", discretize.Field),
            Attribute("mapMissingTo", discretize.MissingResult),
            Attribute("defaultValue", discretize.DefaultResult),
            discretize.Bins.Select(bin =>
                Element("DiscretizeBin", Attribute("binValue", bin.Value), WriteInterval(bin.Interval))
            )
        );

    private static XElement WriteMapValues(Expression.MapValues map) =>
        Element(
            "MapValues",
            Attribute("mapMissingTo", map.MissingResult),
            Attribute("defaultValue", map.DefaultResult),
            Attribute("outputColumn", "output"),
            map.Fields.Select(
                (field, i) => Element("FieldColumnPair", Attribute("field", field), Attribute("column", Column(i)))
            ),
            Element(
                "InlineTable",
                map.Rows.Select(row =>
                    Element("row", row.Keys.Select((key, i) => Element(Column(i), key)), Element("output", row.Output))
                )
            )
        );

    private static string Column(int index) =>
        "input" + index.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
