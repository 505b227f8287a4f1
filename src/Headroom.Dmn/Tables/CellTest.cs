namespace Headroom.Dmn;

/// <summary>A unary test whose values are all known: it can be indexed, compared with others, and run without compiling.</summary>
internal abstract record CellTest
{
    private CellTest() { }

    /// <summary>Whether an input passes; null counts as no.</summary>
    public abstract FeelValue Evaluate(in FeelValue input, Evaluation evaluation);

    /// <summary>"-".</summary>
    public sealed record AnyValue : CellTest
    {
        public override FeelValue Evaluate(in FeelValue input, Evaluation evaluation) => FeelValue.True;
    }

    /// <summary>A comparison with a value.</summary>
    public sealed record Compare(ComparisonOperator Operator, FeelValue Value) : CellTest
    {
        public override FeelValue Evaluate(in FeelValue input, Evaluation evaluation) =>
            Operator switch
            {
                ComparisonOperator.Equal => Operators.Equal(input, Value, evaluation),
                ComparisonOperator.NotEqual => Operators.NotEqual(input, Value, evaluation),
                ComparisonOperator.Less => Operators.Less(input, Value, evaluation),
                ComparisonOperator.LessOrEqual => Operators.LessOrEqual(input, Value, evaluation),
                ComparisonOperator.Greater => Operators.Greater(input, Value, evaluation),
                _ => Operators.GreaterOrEqual(input, Value, evaluation),
            };
    }

    /// <summary>A value, a list or a range to find the input in.</summary>
    public sealed record Contained(FeelValue Value) : CellTest
    {
        // A constant true or false is a value to compare with; an input that is missing is neither.
        public override FeelValue Evaluate(in FeelValue input, Evaluation evaluation) =>
            input.IsNull && Value.Kind == FeelKind.Boolean
                ? FeelValue.False
                : Operators.Test(input, Value, false, evaluation);
    }

    /// <summary>Any of several; turned round by <c>not</c>.</summary>
    public sealed record AnyOf(IReadOnlyList<CellTest> Tests, bool Negated) : CellTest
    {
        public override FeelValue Evaluate(in FeelValue input, Evaluation evaluation)
        {
            var any = FeelValue.False;
            foreach (var test in Tests)
            {
                any = Operators.Or(any, test.Evaluate(input, evaluation));
            }
            return Negated ? Operators.Not(any) : any;
        }
    }

    /// <summary>The test with its values computed, or null where something in it depends on more than the input.</summary>
    public static CellTest? From(Test test, Func<Node, FeelValue?> constant)
    {
        switch (test)
        {
            case Test.AnyValue:
                return new AnyValue();
            case Test.Compare compare:
                return constant(compare.Value) is { } bound ? new Compare(compare.Operator, bound) : null;
            case Test.Expression { MentionsInput: false } expression:
                return constant(expression.Value) is { } value ? new Contained(value) : null;
            case Test.AnyOf several:
                var parts = several.Tests.Select(part => From(part, constant)).ToArray();
                return Array.TrueForAll(parts, part => part is not null) ? new AnyOf(parts!, several.Negated) : null;
            default:
                return null;
        }
    }
}
