namespace Headroom.Dmn;

internal sealed partial class Parser
{
    private Node.If Conditional()
    {
        var position = tokens[at++].Start;
        var condition = Expression();
        Expect("then");
        var then = Expression();
        Expect("else");
        return new Node.If(condition, then, Expression()) { Position = position };
    }

    private Node.For ForExpression()
    {
        var position = tokens[at++].Start;
        var outer = scope;
        var iterators = Iterators("return");
        scope = scope.With("partial");
        var body = Expression();
        scope = outer;
        return new Node.For(iterators, body) { Position = position };
    }

    private Node.Quantified QuantifiedExpression()
    {
        var token = tokens[at++];
        var outer = scope;
        var iterators = Iterators("satisfies");
        var condition = Expression();
        scope = outer;
        return new Node.Quantified(token.Text == "every", iterators, condition) { Position = token.Start };
    }

    /// <summary>Reads "x in xs, y in ys" up to the closing keyword; each name is known to what follows it.</summary>
    private List<Iterator> Iterators(string closing)
    {
        var iterators = new List<Iterator>();
        do
        {
            var name = NameBefore("in") ?? throw Unexpected("a name and 'in' were expected");
            var source = Expression();
            Node? to = Take("..") ? Expression() : null;
            iterators.Add(new Iterator(name, source, to));
            scope = scope.With(name);
        } while (Take(","));
        Expect(closing);
        return iterators;
    }

    private Node FunctionDefinition()
    {
        var position = tokens[at++].Start;
        Expect("(");
        var outer = scope;
        scope = scope.Inner();
        var parameters = new List<(string, FeelType)>();
        while (!Is(")"))
        {
            if (parameters.Count > 0)
            {
                Expect(",");
            }
            parameters.Add(Parameter());
        }
        at++;
        if (Take("external"))
        {
            _ = Expression();
            scope = outer;
            return new Node.Invalid("feel.external", "External functions are not supported.") { Position = position };
        }
        var body = Expression();
        scope = outer;
        return new Node.Function(parameters, body, FeelType.Any) { Position = position };
    }

    private (string, FeelType) Parameter()
    {
        var name = NameBefore(":");
        var type = FeelType.Any;
        if (name is not null)
        {
            var (declared, typeName) = Type();
            type =
                declared
                ?? throw new FeelSyntaxException($"There is no type '{typeName}'.", Current.Start, "feel.type-name");
        }
        else
        {
            var end = at;
            while (IsNamePiece(tokens[end]))
            {
                end++;
            }
            if (end == at)
            {
                throw Unexpected("a parameter's name was expected");
            }
            name = NameTable.Normalize(source[tokens[at].Start..tokens[end - 1].End]);
            at = end;
        }
        scope.Variables.Add(name);
        return (name, type);
    }

    /// <summary>Reads a type; an unknown name gives no type but its name.</summary>
    private (FeelType? Type, string Name) Type()
    {
        var start = Current;
        if (++depth > limits.NestingMax)
        {
            throw new FeelSyntaxException(
                $"The type nests more than {limits.NestingMax} deep.",
                start.Start,
                "feel.limit"
            );
        }
        var length = scope.Types.Names.Match(tokens, at, out var name);
        if (length == 0)
        {
            name = Current.Kind == TokenKind.Word ? Current.Text : throw Unexpected("a type was expected");
            length = 1;
        }
        at += length;
        var type = name switch
        {
            "list" when Is("<") => Element(element => new FeelType.ListOf(element)),
            "range" when Is("<") => Element(element => new FeelType.RangeOf(element)),
            "context" when Is("<") => ContextType(),
            "function" when Is("<") => FunctionType(),
            _ => scope.Types.Find(name),
        };
        depth--;
        return (type, name);
    }

    private FeelType? Element(Func<FeelType, FeelType> compose)
    {
        Expect("<");
        var (element, _) = Type();
        Expect(">");
        return element is null ? null : compose(element);
    }

    private FeelType? ContextType()
    {
        Expect("<");
        var fields = new List<KeyValuePair<string, FeelType>>();
        var known = true;
        while (!Is(">"))
        {
            if (fields.Count > 0)
            {
                Expect(",");
            }
            var name = NameBefore(":") ?? throw Unexpected("an entry's name and ':' were expected");
            var (type, _) = Type();
            known &= type is not null;
            fields.Add(new(name, type ?? FeelType.Any));
            scope.Members.Add(name);
        }
        at++;
        return known ? new FeelType.ContextOf(fields) : null;
    }

    private FeelType? FunctionType()
    {
        Expect("<");
        var parameters = new List<FeelType?>();
        while (!Is(">"))
        {
            if (parameters.Count > 0)
            {
                Expect(",");
            }
            parameters.Add(Type().Type);
        }
        at++;
        Expect("->");
        var (result, _) = Type();
        return result is null || parameters.Contains(null)
            ? null
            : new FeelType.FunctionOf(parameters.ConvertAll(type => type!), result);
    }
}
