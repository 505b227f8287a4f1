namespace Headroom.Dmn;

/// <summary>
/// Reads FEEL (DMN 1.5, section 10.3.1.2) by recursive descent. Names are resolved while reading, since only what is in scope tells
/// whether "a - b" is one name or a subtraction.
/// </summary>
internal sealed partial class Parser
{
    private readonly List<Token> tokens;
    private readonly string source;
    private readonly DmnLimits limits;
    private ParserScope scope;
    private int at;
    private int depth;
    private int rangeEnds;
    private bool sawInput;

    private Parser(string source, ParserScope scope, DmnLimits limits)
    {
        if (source.Length > limits.ExpressionLengthMax)
        {
            throw new FeelSyntaxException(
                $"The expression is longer than {limits.ExpressionLengthMax} characters.",
                0,
                "feel.limit"
            );
        }
        this.source = source;
        this.limits = limits;
        this.scope = scope with { Members = new NameTable(scope.Members) };
        tokens = Lexer.Tokenize(source);
    }

    /// <summary>Reads one whole expression.</summary>
    /// <exception cref="FeelSyntaxException">The text is not an expression.</exception>
    public static Node ParseExpression(string source, ParserScope scope, DmnLimits limits)
    {
        var parser = new Parser(source, scope, limits);
        var node = parser.Expression();
        parser.ExpectEnd();
        return node;
    }

    /// <summary>Reads the unary tests of a table's cell or of allowed values.</summary>
    /// <exception cref="FeelSyntaxException">The text is not a list of unary tests.</exception>
    public static Test ParseTests(string source, ParserScope scope, DmnLimits limits)
    {
        var parser = new Parser(source, scope.With("?"), limits);
        var test = parser.UnaryTests();
        parser.ExpectEnd();
        return test;
    }

    private Token Current => tokens[at];

    private Token Ahead(int count) => tokens[Math.Min(at + count, tokens.Count - 1)];

    private bool Is(string text) => Current.Is(text);

    private bool Take(string text)
    {
        if (!Is(text))
        {
            return false;
        }
        at++;
        return true;
    }

    private void Expect(string text)
    {
        if (!Take(text))
        {
            throw Unexpected($"'{text}' was expected");
        }
    }

    private void ExpectEnd()
    {
        if (Current.Kind != TokenKind.End)
        {
            throw Unexpected("the expression should end here");
        }
    }

    private FeelSyntaxException Unexpected(string wanted)
    {
        if (pendingUnknown is { } unknown && unknown.End == at && Current.Kind == TokenKind.Word)
        {
            return UnknownName(unknown.Start);
        }
        return Current.Kind == TokenKind.End
            ? new FeelSyntaxException($"The expression ends too early: {wanted}.", Current.Start)
            : new FeelSyntaxException($"Unexpected '{Current.Text}': {wanted}.", Current.Start);
    }

    private Node Expression()
    {
        if (++depth > limits.NestingMax)
        {
            throw new FeelSyntaxException(
                $"The expression nests more than {limits.NestingMax} deep.",
                Current.Start,
                "feel.limit"
            );
        }
        try
        {
            return Or();
        }
        finally
        {
            depth--;
        }
    }

    private Node Or()
    {
        var left = And();
        while (Is("or"))
        {
            var position = tokens[at++].Start;
            left = new Node.Logical(false, left, And()) { Position = position };
        }
        return left;
    }

    private Node And()
    {
        var left = Compare();
        while (Is("and"))
        {
            var position = tokens[at++].Start;
            left = new Node.Logical(true, left, Compare()) { Position = position };
        }
        return left;
    }

    private Node Compare()
    {
        var left = Additive();
        while (true)
        {
            var position = Current.Start;
            if (Current.Kind == TokenKind.Symbol && ComparisonOf(Current.Text) is { } comparison)
            {
                at++;
                left = new Node.Comparison(comparison, left, Additive()) { Position = position };
            }
            else if (Take("between"))
            {
                var low = Additive();
                Expect("and");
                left = new Node.Between(left, low, Additive()) { Position = position };
            }
            else if (Take("in"))
            {
                left = new Node.In(left, InTests()) { Position = position };
            }
            else
            {
                return left;
            }
        }
    }

    private static ComparisonOperator? ComparisonOf(string symbol) =>
        symbol switch
        {
            "=" => ComparisonOperator.Equal,
            "!=" => ComparisonOperator.NotEqual,
            "<" => ComparisonOperator.Less,
            "<=" => ComparisonOperator.LessOrEqual,
            ">" => ComparisonOperator.Greater,
            ">=" => ComparisonOperator.GreaterOrEqual,
            _ => null,
        };

    private Node Additive()
    {
        var left = Multiplicative();
        while (Is("+") || Is("-"))
        {
            var token = tokens[at++];
            var operation = token.Text == "+" ? ArithmeticOperator.Add : ArithmeticOperator.Subtract;
            left = new Node.Arithmetic(operation, left, Multiplicative()) { Position = token.Start };
        }
        return left;
    }

    private Node Multiplicative()
    {
        var left = Power();
        while (Is("*") || Is("/"))
        {
            var token = tokens[at++];
            var operation = token.Text == "*" ? ArithmeticOperator.Multiply : ArithmeticOperator.Divide;
            left = new Node.Arithmetic(operation, left, Power()) { Position = token.Start };
        }
        return left;
    }

    private Node Power()
    {
        var left = Unary();
        while (Is("**"))
        {
            var position = tokens[at++].Start;
            left = new Node.Arithmetic(ArithmeticOperator.Power, left, Unary()) { Position = position };
        }
        return left;
    }

    private Node Unary()
    {
        if (!Is("-"))
        {
            return InstanceOf();
        }
        var position = tokens[at++].Start;
        if (++depth > limits.NestingMax)
        {
            throw new FeelSyntaxException(
                $"The expression nests more than {limits.NestingMax} deep.",
                position,
                "feel.limit"
            );
        }
        var operand = Unary();
        depth--;
        return operand is Node.Constant { Value.IsNumber: true } number
            ? new Node.Constant(FeelValue.Number(-number.Value.AsNumber)) { Position = position }
            : new Node.Negate(operand) { Position = position };
    }

    private Node InstanceOf()
    {
        var left = Postfix();
        while (Is("instance") && Ahead(1).Is("of"))
        {
            var position = Current.Start;
            at += 2;
            var (type, name) = Type();
            left = new Node.InstanceOf(left, type, name) { Position = position };
        }
        return left;
    }

    private Node Postfix()
    {
        var node = Primary();
        while (true)
        {
            var position = Current.Start;
            if (Take("."))
            {
                node = new Node.Member(node, MemberName()) { Position = position };
            }
            else if (Is("(") && !StartsUnaryRange())
            {
                node = CallOf(node);
            }
            else if (Is("["))
            {
                if (TryFilter(node) is not { } filtered)
                {
                    return node;
                }
                node = filtered;
            }
            else
            {
                return node;
            }
        }
    }

    /// <summary>A filter; at a range's end "[" may instead close the range, and then nothing is read.</summary>
    private Node.Filter? TryFilter(Node target)
    {
        var start = at;
        var saved = (scope, depth);
        try
        {
            var position = tokens[at++].Start;
            scope = scope.ForFilter();
            var condition = Expression();
            Expect("]");
            scope = saved.scope;
            return new Node.Filter(target, condition) { Position = position };
        }
        catch (FeelSyntaxException) when (rangeEnds > 0)
        {
            at = start;
            (scope, depth) = saved;
            return null;
        }
    }

    private Node CallOf(Node target)
    {
        var position = tokens[at++].Start;
        var named = new List<(string, Node)>();
        var arguments = new List<Node>();
        while (!Is(")"))
        {
            if (arguments.Count + named.Count > 0)
            {
                Expect(",");
            }
            if (NameBefore(":") is { } name)
            {
                named.Add((name, Expression()));
            }
            else
            {
                arguments.Add(Expression());
            }
            if (named.Count > 0 && arguments.Count > 0)
            {
                throw Unexpected("arguments are either all named or none");
            }
        }
        at++;
        return named.Count > 0
            ? new Node.NamedCall(target, named) { Position = position }
            : new Node.Call(target, arguments) { Position = position };
    }

    /// <summary>Takes a name and the mark behind it, where exactly that comes next; otherwise takes nothing.</summary>
    private string? NameBefore(string mark)
    {
        var end = at;
        while (IsNamePiece(tokens[end]) && !tokens[end].Is(mark))
        {
            end++;
        }
        if (end == at || !tokens[end].Is(mark) || tokens[at].Kind != TokenKind.Word)
        {
            return null;
        }
        var name = NameTable.Normalize(source[tokens[at].Start..tokens[end - 1].End]);
        at = end + 1;
        return name;
    }

    private static bool IsNamePiece(Token token) =>
        token.Kind is TokenKind.Word or TokenKind.Number
        || (
            token.Kind == TokenKind.Symbol
            && token.Text is "." or "/" or "-" or "'" or "+" or "*" or "**" or "’" or "%" or "&"
        );
}
