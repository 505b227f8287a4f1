namespace Headroom.Dmn.Tests;

public class ColumnTests
{
    private static readonly DmnModel Model = new TestModel("columns")
        .Input("income", "number")
        .Input("late", "number")
        .Input("grade", "string")
        .Input("employed", "boolean")
        .Decision(
            "score",
            "number",
            TestModel.Table(
                "hitPolicy='COLLECT' aggregation='SUM'",
                "income:number|late:number|grade:string|employed:boolean",
                "points:number",
                "< 1000.5|-|-|- => 10",
                "[1000.5..5000]|-|-|- => 20.25",
                "> 5000|-|-|- => 30",
                "-|0|-|- => 15",
                "-|[1..3)|-|- => 5",
                "-|-|\"A\",\"B\"|- => 7",
                "-|-|-|false => -3",
                "null|-|-|- => 1"
            ),
            "?income",
            "?late",
            "?grade",
            "?employed"
        )
        .Decision(
            "limit",
            "number",
            TestModel.Table(
                "hitPolicy='FIRST'",
                "score:number|employed:boolean",
                "limit:number",
                "< 10|- => 0",
                "[10..40]|true => 1000",
                "> 40|- => 2500.5"
            ),
            "score",
            "?employed"
        )
        .Decision(
            "band",
            "string",
            TestModel.Table(
                "hitPolicy='UNIQUE'",
                "limit:number",
                "band:string",
                "< 2000 => \"low\"",
                ">= 1000 => \"high\""
            ),
            "limit"
        )
        .Decision(
            "flags",
            "Any",
            TestModel.Table(
                "hitPolicy='COLLECT'",
                "score:number|late:number|grade:string",
                "code:string|weight:number",
                "< 20|-|- => \"low\"|1",
                "-|> 2|- => \"late\"|2",
                "-|-|not(\"A\") => \"grade\"|3",
                "null|-|- => \"unknown\"|4"
            ),
            "score",
            "?late",
            "?grade"
        )
        .Decision(
            "strict",
            "number",
            TestModel.Table("hitPolicy='UNIQUE'", "late:number", "n:number", "< 2 => 1", "> 1 => 2", "[1.5..3] => 2"),
            "?late"
        )
        .Decision(
            "capped",
            "number",
            TestModel.Literal("floor(min(limit, income * 1.25 - late) / 100) * 100 + max(0, -late)"),
            "limit",
            "?income",
            "?late"
        )
        .Decision(
            "chosen",
            "number",
            TestModel.Literal(
                "if grade = \"A\" and not(employed) or capped >= 900 then capped else ceiling(income / 1000)"
            ),
            "capped",
            "?grade",
            "?employed",
            "?income"
        )
        .Decision(
            "tariff",
            "Any",
            TestModel.Table(
                "hitPolicy='FIRST'",
                "score:number|grade:string",
                "name:string|rate:number",
                "< 15|- => \"low\"|1.25",
                "-|\"A\",\"B\" => \"known\"|2",
                "> 40|- => \"high\"|null"
            ),
            "score",
            "?grade"
        )
        .Decision(
            "price",
            "number",
            TestModel.Literal("floor(tariff.rate * income) - late"),
            "tariff",
            "?income",
            "?late"
        )
        .Decision(
            "eligible",
            "boolean",
            TestModel.Literal("employed and income > late * 100.5"),
            "?employed",
            "?income",
            "?late"
        )
        .Decision("huge", "number", TestModel.Literal("income * 1000000000 * 1000000000"), "?income")
        .Decision(
            "offer",
            "number",
            TestModel.Literal("if band = \"high\" then limit * 2 else limit / 3"),
            "band",
            "limit"
        )
        .Build();

    [Theory]
    [InlineData("score")]
    [InlineData("limit")]
    [InlineData("band")]
    [InlineData("flags")]
    [InlineData("strict")]
    [InlineData("capped")]
    [InlineData("chosen")]
    [InlineData("eligible")]
    [InlineData("huge")]
    [InlineData("offer")]
    [InlineData("tariff")]
    [InlineData("price")]
    public void Gives_the_same_answers_as_row_by_row(string name)
    {
        const int Rows = 3000;
        var random = new SeededNumbers(42);
        var income = new decimal[Rows];
        var (incomeNull, late, grade, employed) = (new bool[Rows], new long[Rows], new string?[Rows], new bool[Rows]);
        for (var i = 0; i < Rows; i++)
        {
            income[i] = random.Next(70_000) / 10m;
            incomeNull[i] = random.Next(10) == 0;
            late[i] = random.Next(60);
            grade[i] = random.Next(5) switch
            {
                0 => "A",
                1 => "B",
                2 => null,
                _ => "Z",
            };
            employed[i] = random.Next(2) == 0;
        }
        var columns = new DmnColumns(Model, Rows)
            .Set(Model.Input("income"), income, incomeNull)
            .Set(Model.Input("late"), late, scale: 1)
            .Set(Model.Input("grade"), grade)
            .Set(Model.Input("employed"), employed);
        var decision = Model.Decision(name);

        var result = Model.EvaluateColumns(decision, columns);

        var frame = Model.CreateFrame();
        var seen = new HashSet<DmnOutcome>();
        for (var i = 0; i < Rows; i++)
        {
            frame.Reset();
            frame.Set(Model.Input("income"), incomeNull[i] ? FeelValue.Null : FeelValue.Number(income[i]));
            frame.Set(Model.Input("late"), FeelValue.Number(late[i] / 10m));
            frame.Set(Model.Input("grade"), FeelValue.String(grade[i]));
            frame.Set(Model.Input("employed"), FeelValue.Boolean(employed[i]));
            result[i].ShouldBe(Model.Evaluate(decision, frame), $"row {i}");
            result.Outcome(i).ShouldBe(frame.Outcome(decision), $"row {i}");
            seen.Add(result.Outcome(i));
        }
        seen.ShouldContain(DmnOutcome.Decided);
    }

    [Fact]
    public void Several_decisions_at_once_answer_as_each_alone()
    {
        var columns = new DmnColumns(Model, 2000)
            .Set(Model.Input("income"), [.. Enumerable.Range(0, 2000).Select(i => i * 3L)])
            .Set(Model.Input("grade"), [.. Enumerable.Range(0, 2000).Select(i => i % 3 == 0 ? "A" : $"G{i}")]);
        DmnDecision[] decisions = [Model.Decision("tariff"), Model.Decision("price"), Model.Decision("flags")];
        DmnColumnResult[] results = [.. decisions.Select(_ => DmnModel.CreateResult(columns))];

        Model.EvaluateColumns(decisions, columns, 0, columns.Rows, results);

        for (var i = 0; i < decisions.Length; i++)
        {
            results[i].Values.ShouldBe(Model.EvaluateColumns(decisions[i], columns).Values);
        }
    }

    [Fact]
    public void A_column_of_many_different_strings_answers_as_row_by_row()
    {
        var columns = new DmnColumns(Model, 3000).Set(
            Model.Input("grade"),
            [.. Enumerable.Range(0, 3000).Select(i => i % 5 == 0 ? "B" : $"G{i}")]
        );
        var decision = Model.Decision("tariff");

        var result = Model.EvaluateColumns(decision, columns);

        var frame = Model.CreateFrame();
        for (var i = 0; i < columns.Rows; i++)
        {
            frame.Reset();
            frame.Set(Model.Input("grade"), FeelValue.String(i % 5 == 0 ? "B" : $"G{i}"));
            result[i].ShouldBe(Model.Evaluate(decision, frame), $"row {i}");
        }
    }

    [Fact]
    public void A_column_that_is_missing_is_null_in_every_row()
    {
        var result = Model.EvaluateColumns(Model.Decision("limit"), new DmnColumns(Model, 2));

        result[0].ShouldBe(FeelValue.Number(0m));
        result.Outcome(1).ShouldBe(DmnOutcome.Decided);
    }

    [Theory]
    [InlineData("hitPolicy='FIRST'", 1)]
    [InlineData("hitPolicy='UNIQUE'", 2)]
    [InlineData("hitPolicy='ANY'", 3)]
    [InlineData("hitPolicy='COLLECT'", 4)]
    [InlineData("hitPolicy='COLLECT' aggregation='SUM'", 5)]
    [InlineData("hitPolicy='COLLECT' aggregation='COUNT'", 6)]
    [InlineData("hitPolicy='OUTPUT ORDER'", 7)]
    public void Random_tables_answer_by_columns_as_by_rows(string policy, int seed)
    {
        var random = new SeededNumbers((ulong)seed);
        for (var turn = 0; turn < 6; turn++)
        {
            var rules = Enumerable
                .Range(0, 3 + random.Next(30))
                .Select(_ => $"{Cell(random)} | {Cell(random)} => {random.Next(40) / 8m}")
                .ToArray();
            var model = new TestModel()
                .Input("a", "number")
                .Input("b", "number")
                .Decision(
                    "D",
                    "Any",
                    TestModel.Table(policy, "a:number|b:number", "o:number @3, 2.5, 1", rules),
                    "?a",
                    "?b"
                )
                .Build();
            var (a, b) = (new long[200], new decimal[200]);
            var isNull = new bool[200];
            for (var i = 0; i < a.Length; i++)
            {
                (a[i], b[i], isNull[i]) = (random.Next(250) - 20, (random.Next(60) / 2m) - 4m, random.Next(9) == 0);
            }
            var columns = new DmnColumns(model, 200).Set(model.Input("a"), a, 1).Set(model.Input("b"), b, isNull);
            var decision = model.Decision("D");

            var result = model.EvaluateColumns(decision, columns);

            var frame = model.CreateFrame();
            for (var i = 0; i < a.Length; i++)
            {
                frame.Reset();
                frame.Set(model.Input("a"), FeelValue.Number(a[i] / 10m));
                frame.Set(model.Input("b"), isNull[i] ? FeelValue.Null : FeelValue.Number(b[i]));
                result[i]
                    .ShouldBe(
                        model.Evaluate(decision, frame),
                        $"a = {a[i] / 10m}, b = {b[i]}: {string.Join("; ", rules)}"
                    );
                result.Outcome(i).ShouldBe(frame.Outcome(decision));
            }
        }
    }

    private static string Cell(SeededNumbers random) =>
        random.Next(7) switch
        {
            0 => "-",
            1 => $"<= {random.Next(20)}.5",
            2 => $"> {random.Next(20)}",
            3 => $"[{random.Next(10)}..{10 + random.Next(10)})",
            4 => $"{random.Next(20)}, {random.Next(20)}.25",
            5 => $"not({random.Next(20)})",
            _ => "null",
        };
}
