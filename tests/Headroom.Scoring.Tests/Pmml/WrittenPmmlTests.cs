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
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_is_written_keeps_to_the_schema(bool boosted)
    {
        XElement root = XDocument.Parse(Develop(boosted)).Root!;

        root.Name.NamespaceName.ShouldBe("http://www.dmg.org/PMML-4_4");
        PmmlSchema.Faults(root).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("<Scorecard functionName=\"regression\"><Output/></Scorecard>", "<Scorecard> holds 'Output '")]
    [InlineData("<SimplePredicate field=\"a\" operator=\"is\"/>", "<SimplePredicate> has operator='is'")]
    [InlineData(
        "<CompoundPredicate booleanOperator=\"and\"><True/></CompoundPredicate>",
        "<CompoundPredicate> holds 'True '"
    )]
    [InlineData("<DataField name=\"a\" optype=\"continuous\"/>", "<DataField> needs 'dataType'")]
    [InlineData("<True colour=\"red\"/>", "<True> has an attribute 'colour'")]
    public void The_schema_s_rules_find_a_planted_fault(string xml, string fault) =>
        PmmlSchema.Faults(XElement.Parse(xml)).ShouldContain(fault);

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
