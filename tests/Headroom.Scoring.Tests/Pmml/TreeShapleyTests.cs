using System.Globalization;
using System.Text;

namespace Headroom.Scoring.Tests.Pmml;

public class TreeShapleyTests
{
    private const int Fields = 4;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Contributions_equal_the_average_over_all_orders_of_revealing_the_fields(int seed)
    {
        SeededRandom random = new((ulong)seed);
        Branch tree = Grow(ref random, depth: 5, records: 1024);
        PmmlModel model = PmmlReader.Read(Xml(tree));
        for (int example = 0; example < 20; example++)
        {
            double[] row = [.. Enumerable.Range(0, Fields).Select(_ => Math.Round(random.NextDouble(), 2))];

            ScoreResult result = model.Score(Samples.Row(model, [.. row.Cast<object?>()]));

            for (int field = 0; field < Fields; field++)
            {
                double found = result
                    .PartialScores.Where(partial => partial.Name == $"f{field}")
                    .Sum(partial => partial.Points);
                found.ShouldBe(Brute(tree, row, field), 1e-9);
            }

            double mean = Expectation(tree, row, known: 0);
            (mean + result.PartialScores.Sum(partial => partial.Points)).ShouldBe(result.Score, 1e-9);
        }
    }

    [Fact]
    public void A_field_that_lowers_the_score_most_is_the_first_reason()
    {
        PmmlModel model = PmmlReader.Read(Xml(new Branch(0, 0.5, new Branch(-20, 300), new Branch(10, 600), 900)));

        model.Score(Samples.Row(model, 0.2, 0.0, 0.0, 0.0)).Reasons().ShouldBe([new ScoreReason("f0", "f0", 20)]);
        model.Score(Samples.Row(model, 0.9, 0.0, 0.0, 0.0)).Reasons().ShouldBeEmpty();
    }

    private sealed record Branch(int Field, double Cut, Branch? Left, Branch? Right, double Records)
    {
        public Branch(double score, double records)
            : this(-1, score, null, null, records) { }
    }

    private static Branch Grow(ref SeededRandom random, int depth, double records)
    {
        if (depth == 0 || random.NextDouble() < 0.15)
            return new Branch(Math.Round(random.NextDouble() * 10, 3), records);
        double left = Math.Max(1, Math.Floor(records * (0.1 + (0.8 * random.NextDouble()))));
        int field = random.Next(Fields);
        double cut = Math.Round(random.NextDouble(), 2);
        Branch low = Grow(ref random, depth - 1, left);
        return new Branch(field, cut, low, Grow(ref random, depth - 1, Math.Max(1, records - left)), records);
    }

    private static double Expectation(Branch branch, double[] row, int known)
    {
        if (branch.Left is null)
            return branch.Cut;
        if ((known & (1 << branch.Field)) != 0)
            return Expectation(row[branch.Field] < branch.Cut ? branch.Left : branch.Right!, row, known);
        double total = branch.Left.Records * Expectation(branch.Left, row, known);
        return (total + (branch.Right!.Records * Expectation(branch.Right, row, known))) / branch.Records;
    }

    private static double Brute(Branch tree, double[] row, int field)
    {
        double sum = 0;
        for (int others = 0; others < 1 << Fields; others++)
        {
            if ((others & (1 << field)) != 0)
                continue;
            int size = System.Numerics.BitOperations.PopCount((uint)others);
            double weight = Factorial(size) * Factorial(Fields - size - 1) / Factorial(Fields);
            sum += weight * (Expectation(tree, row, others | (1 << field)) - Expectation(tree, row, others));
        }

        return sum;
    }

    private static double Factorial(int n) => n < 2 ? 1 : n * Factorial(n - 1);

    private static string Xml(Branch tree)
    {
        StringBuilder text = new(Samples.Header);
        text.Append("<DataDictionary>");
        for (int field = 0; field < Fields; field++)
            text.Append(
                CultureInfo.InvariantCulture,
                $"<DataField name=\"f{field}\" optype=\"continuous\" dataType=\"double\"/>"
            );
        text.Append("</DataDictionary><TreeModel functionName=\"regression\"><MiningSchema>");
        for (int field = 0; field < Fields; field++)
            text.Append(CultureInfo.InvariantCulture, $"<MiningField name=\"f{field}\"/>");
        text.Append("</MiningSchema>");
        Write(text, tree, "<True/>");
        return text.Append("</TreeModel></PMML>").ToString();
    }

    private static void Write(StringBuilder text, Branch branch, string predicate)
    {
        string score = branch.Left is null
            ? string.Create(CultureInfo.InvariantCulture, $" score=\"{branch.Cut}\"")
            : "";
        text.Append(CultureInfo.InvariantCulture, $"<Node recordCount=\"{branch.Records}\"{score}>{predicate}");
        if (branch.Left is not null)
        {
            string field = string.Create(
                CultureInfo.InvariantCulture,
                $"field=\"f{branch.Field}\" value=\"{branch.Cut}\""
            );
            Write(text, branch.Left, $"<SimplePredicate {field} operator=\"lessThan\"/>");
            Write(text, branch.Right!, $"<SimplePredicate {field} operator=\"greaterOrEqual\"/>");
        }

        text.Append("</Node>");
    }
}
