using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Headroom.Scoring.Boosting;
using Headroom.Scoring.Data;
using Headroom.Scoring.Development;
using Headroom.Scoring.Pmml.Writing;

namespace Headroom.Scoring.Tests.Pmml;

/// <summary>What is written keeps to the schema of PMML 4.4 and reads back as the same text.</summary>
public class WrittenPmmlTests
{
    /// <summary>The children of each element that is written, in the schema's order.</summary>
    private static readonly Dictionary<string, string[]> Order = new()
    {
        ["PMML"] = ["Header", "DataDictionary", "TransformationDictionary", "Scorecard", "MiningModel"],
        ["Header"] = ["Extension", "Application", "Annotation", "Timestamp"],
        ["DataDictionary"] = ["Extension", "DataField", "Taxonomy"],
        ["DataField"] = ["Extension", "Interval", "Value"],
        ["Scorecard"] = ["Extension", "MiningSchema", "Output", "Targets", "LocalTransformations", "Characteristics"],
        ["MiningModel"] = ["Extension", "MiningSchema", "Output", "Targets", "LocalTransformations", "Segmentation"],
        ["TreeModel"] = ["Extension", "MiningSchema", "Output", "Targets", "LocalTransformations", "Node"],
        ["Characteristic"] = ["Extension", "Attribute"],
        ["Attribute"] = ["Extension", "(predicate)", "ComplexPartialScore"],
        ["Segment"] = ["Extension", "(predicate)", "TreeModel"],
        ["Node"] = ["Extension", "(predicate)", "ScoreDistribution", "Node"],
    };

    private static readonly Dictionary<string, string[]> Required = new()
    {
        ["PMML"] = ["version"],
        ["DataField"] = ["name", "optype", "dataType"],
        ["MiningField"] = ["name"],
        ["Scorecard"] = ["functionName"],
        ["MiningModel"] = ["functionName"],
        ["TreeModel"] = ["functionName"],
        ["Segmentation"] = ["multipleModelMethod"],
        ["SimplePredicate"] = ["field", "operator"],
        ["SimpleSetPredicate"] = ["field", "booleanOperator"],
        ["CompoundPredicate"] = ["booleanOperator"],
        ["Array"] = ["type"],
        ["OutputField"] = ["name", "dataType"],
        ["FieldRef"] = ["field"],
        ["Apply"] = ["function"],
    };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Elements_come_in_the_schema_s_order_with_their_required_attributes(bool boosted)
    {
        XElement root = XDocument.Parse(Develop(boosted)).Root!;

        root.Name.NamespaceName.ShouldBe("http://www.dmg.org/PMML-4_4");
        foreach (XElement element in root.DescendantsAndSelf())
        {
            foreach (string attribute in Required.GetValueOrDefault(element.Name.LocalName, []))
                element.Attribute(attribute).ShouldNotBeNull($"<{element.Name.LocalName}> needs '{attribute}'");
            if (Order.TryGetValue(element.Name.LocalName, out string[]? order))
            {
                int[] places = [.. element.Elements().Select(child => Array.IndexOf(order, Kind(child)))];
                places.ShouldAllBe(place => place >= 0);
                places.ShouldBe(places.Order());
            }
        }

        root.Descendants()
            .Where(element => element.Name.LocalName == "MiningSchema")
            .ShouldAllBe(schema => schema.HasElements);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Reading_and_writing_again_gives_the_same_text(bool boosted)
    {
        string written = Develop(boosted);

        PmmlWriter.Write(PmmlReader.ReadDocument(written, "again.pmml")).ShouldBe(written);
    }

    [Fact]
    public void A_model_of_another_tool_means_the_same_after_writing()
    {
        string written = PmmlWriter.Write(PmmlReader.ReadDocument(Samples.Scorecard(), "other.pmml"));

        PmmlModel before = PmmlReader.Read(Samples.Scorecard());
        PmmlModel after = PmmlReader.Read(written);

        after
            .Evaluate(Samples.Row(after, "research \"and\" development", 29.0, 2000.0))
            .ShouldBe(before.Evaluate(Samples.Row(before, "research \"and\" development", 29.0, 2000.0)));
    }

    private static string Kind(XElement child) =>
        child.Name.LocalName is "True" or "False" or "SimplePredicate" or "SimpleSetPredicate" or "CompoundPredicate"
            ? "(predicate)"
            : child.Name.LocalName;

    private static string Develop(bool boosted)
    {
        SeededRandom random = new(21);
        StringBuilder text = new("x,kind,bad");
        for (int i = 0; i < 2000; i++)
        {
            double x = random.NextDouble();
            int kind = random.Next(4);
            int bad = random.NextDouble() < 0.5 - (0.3 * x) + (0.08 * kind) ? 1 : 0;
            text.Append(CultureInfo.InvariantCulture, $"\n{x:F3},\"a \"\"{kind}\"\" & <b>\",{bad}");
        }

        DataTable table = CsvTable.Read(new StringReader(text.ToString()));
        DevelopmentSpec spec = new()
        {
            Target = "bad",
            Card = new ModelCard
            {
                Purpose = "a test",
                Owner = "nobody",
                Date = "2026-11-22",
            },
        };
        return boosted
            ? BoostedDevelopment.Fit(table, spec, new BoostingRules { Folds = 0, TreesMax = 5 }).Pmml
            : ScorecardDevelopment.Fit(table, spec).Pmml;
    }
}
