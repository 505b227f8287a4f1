namespace Headroom.Dmn;

/// <summary>An expression. Boxed expressions of DMN become the same nodes as their textual forms.</summary>
internal abstract record Node
{
    private Node() { }

    /// <summary>Where the expression begins in its text.</summary>
    public int Position { get; init; } = -1;

    public sealed record Constant(FeelValue Value) : Node;

    public sealed record Name(string Text) : Node;

    public sealed record Member(Node Target, string Text) : Node;

    public sealed record Call(Node Target, IReadOnlyList<Node> Arguments) : Node;

    public sealed record NamedCall(Node Target, IReadOnlyList<(string Name, Node Value)> Arguments) : Node;

    public sealed record Negate(Node Operand) : Node;

    public sealed record Arithmetic(ArithmeticOperator Operator, Node Left, Node Right) : Node;

    public sealed record Comparison(ComparisonOperator Operator, Node Left, Node Right) : Node;

    public sealed record Logical(bool IsAnd, Node Left, Node Right) : Node;

    public sealed record Between(Node Value, Node Low, Node High) : Node;

    public sealed record In(Node Value, IReadOnlyList<Test> Tests) : Node;

    public sealed record InstanceOf(Node Value, FeelType? Type, string TypeName) : Node;

    /// <summary>A choice; a strict one, as boxed, gives null where the condition is neither boolean nor null.</summary>
    public sealed record If(Node Condition, Node Then, Node Else, bool IsStrict = false) : Node;

    public sealed record For(IReadOnlyList<Iterator> Iterators, Node Body) : Node;

    public sealed record Quantified(
        bool IsEvery,
        IReadOnlyList<Iterator> Iterators,
        Node Condition,
        bool IsStrict = false
    ) : Node;

    public sealed record Filter(Node Target, Node Condition, bool IsStrict = false) : Node;

    public sealed record List(IReadOnlyList<Node> Items) : Node;

    /// <summary>A context; where <paramref name="Result"/> is given, that is its value (a boxed context's last entry).</summary>
    public sealed record Context(IReadOnlyList<(string Name, Node Value)> Entries, Node? Result = null) : Node;

    public sealed record Range(
        Node? Low,
        bool LowIncluded,
        Node? High,
        bool HighIncluded,
        UnaryRange Unary = UnaryRange.None
    ) : Node;

    public sealed record Function(IReadOnlyList<(string Name, FeelType Type)> Parameters, Node Body, FeelType Result)
        : Node;

    /// <summary>A value that must be of a type, or fit it.</summary>
    public sealed record Typed(Node Value, FeelType Type) : Node;

    /// <summary>A decision table.</summary>
    public sealed record Table(TableDefinition Definition) : Node;

    /// <summary>An expression that could not be read; it fails when evaluated.</summary>
    public sealed record Invalid(string Code, string Message) : Node;
}

/// <summary>One "name in source" of an iteration; <paramref name="To"/> is given for "name in from..to".</summary>
internal sealed record Iterator(string Name, Node Source, Node? To);

/// <summary>A unary test: a cell of a decision table, or the right side of <c>in</c>.</summary>
internal abstract record Test
{
    private Test() { }

    /// <summary>"-": whatever the input is.</summary>
    public sealed record AnyValue : Test;

    /// <summary>"&lt; 5": the input compared with an expression.</summary>
    public sealed record Compare(ComparisonOperator Operator, Node Value) : Test;

    /// <summary>An expression: the input equals it, is in it, or it is a condition on the input.</summary>
    public sealed record Expression(Node Value, bool MentionsInput) : Test;

    /// <summary>Any of several tests; turned round by <c>not(…)</c>.</summary>
    public sealed record AnyOf(IReadOnlyList<Test> Tests, bool Negated) : Test;
}

internal enum ArithmeticOperator
{
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
}

internal enum ComparisonOperator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}
