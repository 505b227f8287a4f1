namespace Headroom.Dmn.Tests;

public class TableMatchingTests
{
    private static string NumberCell(SeededNumbers random) =>
        random.Next(9) switch
        {
            0 => "-",
            1 => $"< {random.Next(20) - 2}",
            2 => $">= {random.Next(20)}.5",
            3 => $"[{random.Next(10)}..{10 + random.Next(10)})",
            4 => $"({random.Next(10)}..{10 + random.Next(10)}]",
            5 => $"{random.Next(20)}, {random.Next(20)}",
            6 => $"not({random.Next(20)}, > 15)",
            7 => "null",
            _ => $"? > {random.Next(20)} and ? < 18",
        };

    private static string TextCell(SeededNumbers random) =>
        random.Next(6) switch
        {
            0 => "-",
            1 => "\"A\"",
            2 => "\"A\", \"B\"",
            3 => "not(\"B\")",
            4 => "[\"A\", \"C\"]",
            _ => "starts with(?, \"C\")",
        };

    private static Func<FeelValue, bool> Reference(string cell, string name)
    {
        if (cell == "-")
        {
            return _ => true;
        }
        // The specification's own reading of a cell: the input "in" its tests, or the condition on it.
        var text =
            cell.Contains('?', StringComparison.Ordinal) ? cell.Replace("?", name, StringComparison.Ordinal)
            : cell.StartsWith("not(", StringComparison.Ordinal) ? $"not({name} in ({cell[4..^1]}))"
            : $"{name} in ({cell})";
        var expression = FeelExpression.Compile(text, [name]);
        return value => expression.Evaluate([value]).IsTrue;
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 40)]
    [InlineData(3, 130)]
    public void The_matching_forms_answer_as_each_cell_alone_would(int seed, int ruleCount)
    {
        var random = new SeededNumbers((ulong)seed);
        var rules = Enumerable.Range(0, ruleCount).Select(_ => (N: NumberCell(random), T: TextCell(random))).ToArray();
        var model = new TestModel()
            .Input("n", "number")
            .Input("t", "string")
            .Decision(
                "D",
                "Any",
                TestModel.Table(
                    "hitPolicy='RULE ORDER'",
                    "n:number|t:string",
                    "o:number",
                    [.. rules.Select((rule, i) => $"{rule.N} | {rule.T} => {i}")]
                ),
                "?n",
                "?t"
            )
            .Build();
        var reference = rules.Select(rule => (N: Reference(rule.N, "n"), T: Reference(rule.T, "t"))).ToArray();
        var frame = model.CreateFrame();
        // On the bounds, and with more decimals than any bound has, on either side of zero.
        FeelValue[] numbers =
        [
            FeelValue.Null,
            .. Enumerable.Range(-1, 24).Select(i => FeelValue.Number(i / 1.25m)),
            .. Enumerable.Range(-20, 60).Select(i => FeelValue.Number(i * 0.125m)),
        ];
        FeelValue[] texts =
        [
            FeelValue.Null,
            FeelValue.String("A"),
            FeelValue.String("B"),
            FeelValue.String("Cx"),
            FeelValue.String(""),
        ];
        foreach (var n in numbers)
        {
            foreach (var t in texts)
            {
                frame.Reset();
                frame.Set(model.Input("n"), n);
                frame.Set(model.Input("t"), t);
                var expected = Enumerable
                    .Range(0, ruleCount)
                    .Where(i => reference[i].N(n) && reference[i].T(t))
                    .ToArray();

                var actual = model.Evaluate(model.Decision("D"), frame);

                (actual.IsNull ? [] : actual.AsList.Select(v => (int)v.AsNumber)).ShouldBe(
                    expected,
                    $"n = {n}, t = {t}"
                );
            }
        }
    }
}
