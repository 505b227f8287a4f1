namespace Headroom.Dmn;

internal sealed partial class Parser
{
    private (int Start, int End)? pendingUnknown;

    private Node Primary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Number:
                at++;
                return FeelParse.TryNumber(token.Text, out var number)
                    ? new Node.Constant(FeelValue.Number(number)) { Position = token.Start }
                    : new Node.Invalid("feel.number", $"The number {token.Text} is larger than FEEL can hold here.")
                    {
                        Position = token.Start,
                    };
            case TokenKind.String:
                at++;
                return new Node.Constant(FeelValue.String(token.Text)) { Position = token.Start };
            case TokenKind.AtLiteral:
                at++;
                return AtLiteral(token);
            case TokenKind.Symbol:
                return Bracketed(token);
            case TokenKind.Word:
                return Word(token);
            default:
                throw Unexpected("a value was expected");
        }
    }

    private static Node AtLiteral(Token token)
    {
        if (
            FeelParse.TryDate(token.Text, out var value)
            || FeelParse.TryDateTime(token.Text, out value)
            || FeelParse.TryTime(token.Text, out value)
            || FeelParse.TryDuration(token.Text, out value)
        )
        {
            return new Node.Constant(value) { Position = token.Start };
        }
        return new Node.Invalid("feel.date", $"@\"{token.Text}\" is no date, time or duration.")
        {
            Position = token.Start,
        };
    }

    private Node Bracketed(Token token)
    {
        switch (token.Text)
        {
            case "(":
                return StartsUnaryRange() ? UnaryRange() : Parenthesized();
            case "[":
                return ListOrRange();
            case "]":
                at++;
                return RangeFrom(Additive(), false, token.Start);
            case "{":
                return ContextLiteral();
            case "?" when scope.Variables.Match(tokens, at, out _) > 0:
                at++;
                sawInput = true;
                return new Node.Name("?") { Position = token.Start };
            default:
                var length = scope.Variables.Match(tokens, at, out var name);
                return length > 0 ? Known(name, length) : throw Unexpected("a value was expected");
        }
    }

    private bool StartsUnaryRange() =>
        Is("(") && Ahead(1).Kind == TokenKind.Symbol && Ahead(1).Text is "<" or "<=" or ">" or ">=" or "=" or "!=";

    /// <summary>"(&lt; 10)" as a value: the range that lies below 10.</summary>
    private Node UnaryRange()
    {
        var position = tokens[at++].Start;
        var comparison = ComparisonOf(tokens[at++].Text);
        var bound = Additive();
        Expect(")");
        return comparison switch
        {
            ComparisonOperator.Less => new Node.Range(null, false, bound, false) { Position = position },
            ComparisonOperator.LessOrEqual => new Node.Range(null, false, bound, true) { Position = position },
            ComparisonOperator.Greater => new Node.Range(bound, false, null, false) { Position = position },
            ComparisonOperator.GreaterOrEqual => new Node.Range(bound, true, null, false) { Position = position },
            ComparisonOperator.NotEqual => new Node.Range(bound, false, bound, false, Dmn.UnaryRange.NotEqual)
            {
                Position = position,
            },
            _ => new Node.Range(bound, true, bound, true, Dmn.UnaryRange.Equal) { Position = position },
        };
    }

    private Node Parenthesized()
    {
        var position = tokens[at++].Start;
        var inner = Expression();
        if (Is(".."))
        {
            return RangeFrom(inner, false, position);
        }
        Expect(")");
        return inner;
    }

    private Node ListOrRange()
    {
        var position = tokens[at++].Start;
        var items = new List<Node>();
        while (!Is("]"))
        {
            if (items.Count > 0)
            {
                Expect(",");
            }
            items.Add(Expression());
            if (items.Count == 1 && Is(".."))
            {
                return RangeFrom(items[0], true, position);
            }
        }
        at++;
        return new Node.List(items) { Position = position };
    }

    private Node.Range RangeFrom(Node low, bool lowIncluded, int position)
    {
        Expect("..");
        rangeEnds++;
        var high = Additive();
        rangeEnds--;
        var included = Is("]");
        if (!included && !Is(")") && !Is("["))
        {
            throw Unexpected("']', ')' or '[' should end the range");
        }
        at++;
        return new Node.Range(low, lowIncluded, high, included) { Position = position };
    }

    private Node.Context ContextLiteral()
    {
        var position = tokens[at++].Start;
        var entries = new List<(string Name, Node Value)>();
        var outer = scope;
        scope = scope.Inner();
        while (!Is("}"))
        {
            if (entries.Count > 0)
            {
                Expect(",");
            }
            var name = Key();
            if (entries.Exists(entry => entry.Name == name))
            {
                throw new FeelSyntaxException(
                    $"The context has two entries '{name}'.",
                    Current.Start,
                    "feel.duplicate"
                );
            }
            entries.Add((name, Expression()));
            scope.Variables.Add(name);
            scope.Members.Add(name);
        }
        at++;
        scope = outer;
        return new Node.Context(entries) { Position = position };
    }

    private string Key()
    {
        if (Current.Kind == TokenKind.String)
        {
            var text = tokens[at++].Text;
            Expect(":");
            return text;
        }
        return NameBefore(":") ?? throw Unexpected("a context entry begins with its name and ':'");
    }

    private Node Word(Token token)
    {
        var length = MatchName(out var name);
        if (length > 1 || (length == 1 && !IsReserved(token.Text)))
        {
            return Known(name, length);
        }
        switch (token.Text)
        {
            case "null":
                at++;
                return new Node.Constant(FeelValue.Null) { Position = token.Start };
            case "true":
                at++;
                return new Node.Constant(FeelValue.True) { Position = token.Start };
            case "false":
                at++;
                return new Node.Constant(FeelValue.False) { Position = token.Start };
            case "if":
                return Conditional();
            case "for":
                return ForExpression();
            case "some" or "every":
                return QuantifiedExpression();
            case "function":
                return FunctionDefinition();
            default:
                if (IsReserved(token.Text))
                {
                    throw Unexpected("a value was expected");
                }
                pendingUnknown = (at, at + 1);
                at++;
                return new Node.Name(token.Text) { Position = token.Start };
        }
    }

    private Node.Name Known(string name, int length)
    {
        var position = Current.Start;
        at += length;
        return new Node.Name(name) { Position = position };
    }

    private int MatchName(out string name)
    {
        var length = scope.Variables.Match(tokens, at, out name);
        if (scope.InFilter && scope.Members.Match(tokens, at, out var member) is var found && found > length)
        {
            name = member;
            return found;
        }
        return length;
    }

    private string MemberName()
    {
        var length = scope.Members.Match(tokens, at, out var name);
        if (length > 0)
        {
            at += length;
            return name;
        }
        return Current.Kind == TokenKind.Word ? tokens[at++].Text : throw Unexpected("a name was expected");
    }

    private FeelSyntaxException UnknownName(int start)
    {
        var end = start;
        while (tokens[end].Kind == TokenKind.Word && (end == start || !IsReserved(tokens[end].Text)))
        {
            end++;
        }
        var name = source[tokens[start].Start..tokens[end - 1].End];
        var hint = NameSuggestion.For(name, scope.Variables.All());
        return new FeelSyntaxException($"There is no '{name}' here.{hint}", tokens[start].Start, "feel.name");
    }

    private static bool IsReserved(string word) =>
        word
            is "for"
                or "return"
                or "if"
                or "then"
                or "else"
                or "some"
                or "every"
                or "satisfies"
                or "in"
                or "and"
                or "or"
                or "between"
                or "function"
                or "null"
                or "true"
                or "false";
}
