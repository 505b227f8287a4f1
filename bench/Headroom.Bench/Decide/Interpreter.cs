using System.Globalization;
using Headroom.Dmn;

namespace Headroom.Bench.Decide;

/// <summary>
/// The usual rule engine in small: facts in a dictionary, conditions and formulas as trees that are walked for each row. Its tables are
/// those of the same file; it knows only the forms of cells that the policy uses.
/// </summary>
internal sealed class Interpreter(DmnModel model)
{
    private readonly List<Rule> score = RulesOf(model.Decision("Score"));
    private readonly List<Rule> verdict = RulesOf(model.Decision("Verdict"));
    private readonly Term freeIncome = new Term.Minus(
        new Term.Times(new Term.Fact("income"), new Term.Number(0.6m)),
        new Term.Fact("debt service")
    );
    private readonly Term limit = new Term.Times(
        new Term.Floor(
            new Term.Over(
                new Term.Least(
                    new Term.Times(new Term.Fact("free income"), new Term.Fact("share")),
                    new Term.Number(200_000m)
                ),
                new Term.Number(100m)
            )
        ),
        new Term.Number(100m)
    );

    public Verdict Decide(Dictionary<string, object?> facts)
    {
        var points = 0m;
        foreach (var rule in score)
        {
            points += rule.Matches(facts) ? (decimal)rule.Outputs[0]! : 0m;
        }
        facts["Score"] = points;
        facts["free income"] = freeIncome.Of(facts);
        var matched = verdict.Find(rule => rule.Matches(facts))!;
        facts["share"] = matched.Outputs[1];
        return new Verdict((string)matched.Outputs[0]!, (decimal?)limit.Of(facts));
    }

    /// <summary>The facts of one applicant.</summary>
    public static Dictionary<string, object?> FactsOf(in Applicant applicant)
    {
        var facts = new Dictionary<string, object?>(StringComparer.Ordinal);
        var numbers = applicant.Numbers;
        for (var i = 0; i < numbers.Length; i++)
        {
            facts[Applicant.Names[i]] = numbers[i];
        }
        facts["education"] = applicant.Education;
        facts["employment type"] = applicant.EmploymentType;
        return facts;
    }

    private static List<Rule> RulesOf(DmnDecision decision)
    {
        var table = decision.Tables[0];
        return
        [
            .. table.Rules.Select(rule => new Rule(
                [
                    .. table
                        .Inputs.Zip(rule.Tests)
                        .Where(cell => cell.Second != "-")
                        .Select(cell => (cell.First, Test.Parse(cell.Second))),
                ],
                [.. rule.Outputs.Select(Literal)]
            )),
        ];
    }

    private static object? Literal(string text) =>
        text == "null" ? null
        : text.StartsWith('"') ? text.Trim('"')
        : decimal.Parse(text, CultureInfo.InvariantCulture);

    private sealed record Rule(List<(string Fact, Test Test)> Conditions, object?[] Outputs)
    {
        public bool Matches(Dictionary<string, object?> facts)
        {
            foreach (var (fact, test) in Conditions)
            {
                if (!test.Passes(facts[fact]))
                {
                    return false;
                }
            }
            return true;
        }
    }

    private abstract record Test
    {
        private Test() { }

        public abstract bool Passes(object? fact);

        public static Test Parse(string cell)
        {
            if (cell.StartsWith("not(", StringComparison.Ordinal))
            {
                return new Not(Parse(cell[4..^1]));
            }
            if (cell.Contains("..", StringComparison.Ordinal))
            {
                var ends = cell[1..^1].Split("..");
                return new Both(
                    new Compared(cell[0] == '[' ? ">=" : ">", (decimal)Literal(ends[0])!),
                    new Compared(cell[^1] == ']' ? "<=" : "<", (decimal)Literal(ends[1])!)
                );
            }
            if (cell.Contains(',', StringComparison.Ordinal))
            {
                return new Either([.. cell.Split(',').Select(part => Parse(part.Trim()))]);
            }
            return cell[0] is '<' or '>'
                ? new Compared(cell.Split(' ')[0], (decimal)Literal(cell.Split(' ')[1])!)
                : new Same(Literal(cell));
        }

        private sealed record Same(object? Value) : Test
        {
            public override bool Passes(object? fact) => Equals(fact, Value);
        }

        private sealed record Compared(string Operator, decimal Value) : Test
        {
            public override bool Passes(object? fact) =>
                fact is decimal number
                && Operator switch
                {
                    "<" => number < Value,
                    "<=" => number <= Value,
                    ">" => number > Value,
                    _ => number >= Value,
                };
        }

        private sealed record Not(Test Test) : Test
        {
            public override bool Passes(object? fact) => !Test.Passes(fact);
        }

        private sealed record Both(Test Left, Test Right) : Test
        {
            public override bool Passes(object? fact) => Left.Passes(fact) && Right.Passes(fact);
        }

        private sealed record Either(Test[] Tests) : Test
        {
            public override bool Passes(object? fact) => Array.Exists(Tests, test => test.Passes(fact));
        }
    }

    private abstract record Term
    {
        private Term() { }

        public abstract object? Of(Dictionary<string, object?> facts);

        public sealed record Fact(string Name) : Term
        {
            public override object? Of(Dictionary<string, object?> facts) => facts[Name];
        }

        public sealed record Number(decimal Value) : Term
        {
            private readonly object boxed = Value;

            public override object Of(Dictionary<string, object?> facts) => boxed;
        }

        public sealed record Times(Term Left, Term Right) : Term
        {
            public override object? Of(Dictionary<string, object?> facts) =>
                (decimal?)Left.Of(facts) * (decimal?)Right.Of(facts);
        }

        public sealed record Over(Term Left, Term Right) : Term
        {
            public override object? Of(Dictionary<string, object?> facts) =>
                (decimal?)Left.Of(facts) / (decimal?)Right.Of(facts);
        }

        public sealed record Minus(Term Left, Term Right) : Term
        {
            public override object? Of(Dictionary<string, object?> facts) =>
                (decimal?)Left.Of(facts) - (decimal?)Right.Of(facts);
        }

        public sealed record Least(Term Left, Term Right) : Term
        {
            public override object? Of(Dictionary<string, object?> facts) =>
                Left.Of(facts) is decimal left && Right.Of(facts) is decimal right ? Math.Min(left, right) : null;
        }

        public sealed record Floor(Term Operand) : Term
        {
            public override object? Of(Dictionary<string, object?> facts) =>
                Operand.Of(facts) is decimal operand ? Math.Floor(operand) : null;
        }
    }
}
