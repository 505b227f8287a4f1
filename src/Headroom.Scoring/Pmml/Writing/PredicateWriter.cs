using System.Xml.Linq;
using Headroom.Scoring.Pmml.Definition;
using static Headroom.Scoring.Pmml.Writing.PmmlWriter;

namespace Headroom.Scoring.Pmml.Writing;

internal static class PredicateWriter
{
    public static XElement Write(Predicate predicate) =>
        predicate switch
        {
            Predicate.Always => Element("True"),
            Predicate.Never => Element("False"),
            Predicate.Simple simple => Element(
                "SimplePredicate",
                Attribute("field", simple.Field),
                Attribute("operator", Word(simple.Operator)),
                Attribute("value", simple.Value)
            ),
            Predicate.InSet set => Element(
                "SimpleSetPredicate",
                Attribute("field", set.Field),
                Attribute("booleanOperator", set.Negated ? "isNotIn" : "isIn"),
                Element(
                    "Array",
                    Attribute("n", set.Values.Count),
                    Attribute("type", "string"),
                    string.Join(' ', set.Values.Select(Quote))
                )
            ),
            Predicate.Compound compound => Element(
                "CompoundPredicate",
                Attribute("booleanOperator", Word(compound.Operator)),
                compound.Parts.Select(Write)
            ),
            _ => throw new InvalidOperationException($"{predicate.GetType().Name} has no written form."),
        };

    private static string Quote(string value) =>
        "\""
        + value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
        + "\"";

    private static string Word(Comparison comparison) =>
        comparison switch
        {
            Comparison.Equal => "equal",
            Comparison.NotEqual => "notEqual",
            Comparison.Less => "lessThan",
            Comparison.LessOrEqual => "lessOrEqual",
            Comparison.Greater => "greaterThan",
            Comparison.GreaterOrEqual => "greaterOrEqual",
            Comparison.IsMissing => "isMissing",
            _ => "isNotMissing",
        };

    private static string Word(Combination combination) =>
        combination switch
        {
            Combination.And => "and",
            Combination.Or => "or",
            Combination.Xor => "xor",
            _ => "surrogate",
        };
}
