namespace Headroom.Dmn;

internal sealed partial class Parser
{
    /// <summary>The whole of a cell: "-", tests between commas, or "not(" tests ")".</summary>
    private Test UnaryTests()
    {
        if (Is("-") && Ahead(1).Kind == TokenKind.End)
        {
            at++;
            return new Test.AnyValue();
        }
        if (Current.Kind == TokenKind.End)
        {
            throw Unexpected("a test was expected");
        }
        if (Is("not") && Ahead(1).Is("(") && TryNegated() is { } negated)
        {
            return negated;
        }
        var tests = TestsUntilEnd();
        return tests.Count == 1 ? tests[0] : new Test.AnyOf(tests, false);
    }

    private Test.AnyOf? TryNegated()
    {
        var start = at;
        var saved = (scope, depth);
        try
        {
            at += 2;
            var tests = TestsUntilEnd();
            Expect(")");
            if (Current.Kind == TokenKind.End)
            {
                return new Test.AnyOf(tests, true);
            }
        }
        catch (FeelSyntaxException)
        {
            // "not(x) and y" is an expression; it is read again as one, and complains as one.
        }
        at = start;
        (scope, depth) = saved;
        return null;
    }

    private List<Test> TestsUntilEnd()
    {
        var tests = new List<Test>();
        do
        {
            tests.Add(PositiveTest(wholeExpression: true));
        } while (Take(","));
        return tests;
    }

    private Test PositiveTest(bool wholeExpression)
    {
        if (Current.Kind == TokenKind.Symbol && ComparisonOf(Current.Text) is { } comparison)
        {
            at++;
            return new Test.Compare(comparison, Additive());
        }
        var outer = sawInput;
        sawInput = false;
        var node = wholeExpression ? Expression() : Additive();
        var test = new Test.Expression(node, sawInput);
        sawInput |= outer;
        return test;
    }

    /// <summary>What follows "in": one test, or several in parentheses.</summary>
    private List<Test> InTests()
    {
        if (!Is("("))
        {
            return [PositiveTest(wholeExpression: false)];
        }
        var start = at;
        var saved = (scope, depth);
        try
        {
            return [PositiveTest(wholeExpression: false)];
        }
        catch (FeelSyntaxException)
        {
            at = start + 1;
            (scope, depth) = saved;
        }
        var tests = new List<Test>();
        do
        {
            tests.Add(PositiveTest(wholeExpression: true));
        } while (Take(","));
        Expect(")");
        return tests;
    }
}
