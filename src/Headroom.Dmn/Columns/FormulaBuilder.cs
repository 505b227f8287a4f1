namespace Headroom.Dmn;

/// <summary>Turns a decision's expression into a formula over blocks, where all of it can be.</summary>
internal sealed class FormulaBuilder
{
    private readonly Dictionary<string, int> slots = new(StringComparer.Ordinal);
    private readonly HashSet<string> functions = new(StringComparer.Ordinal);

    public FormulaBuilder(DecisionElement decision)
    {
        foreach (var (name, element) in decision.Requirements)
        {
            switch (element)
            {
                case InputElement input:
                    slots.TryAdd(name, input.Slot);
                    break;
                case DecisionElement other:
                    slots.TryAdd(name, other.Slot);
                    break;
                default:
                    functions.Add(name);
                    break;
            }
        }
    }

    /// <summary>How many nodes were made; each has a buffer.</summary>
    public int Nodes { get; private set; }

    /// <summary>The formula of a numeric expression, or null.</summary>
    public Formula? Number(Node node)
    {
        switch (node)
        {
            case Node.Typed typed when typed.Type.IsPlain && typed.Type.Kind is null or FeelKind.Number:
                return Number(typed.Value);
            case Node.Constant { Value.IsNumber: true } constant:
                return Constant(constant.Value.AsNumber);
            case Node.Name name:
                return slots.TryGetValue(name.Text, out var slot) ? new Formula.Slot(Nodes++, slot) : null;
            case Node.Member { Target: Node.Name owner } member:
                return slots.TryGetValue(owner.Text, out var context)
                    ? new Formula.Slot(Nodes++, context, member.Text)
                    : null;
            case Node.Negate negate:
                return Pair(PairOperation.Subtract, Constant(0m), Number(negate.Operand));
            case Node.Arithmetic arithmetic:
                return Arithmetic(arithmetic);
            case Node.If choice:
                return
                    Condition(choice.Condition) is { } condition
                    && Number(choice.Then) is { } then
                    && Number(choice.Else) is { } otherwise
                    ? new Formula.Choice(Nodes++, condition, then, otherwise)
                    : null;
            case Node.Call { Target: Node.Name name } call
                when !slots.ContainsKey(name.Text) && !functions.Contains(name.Text):
                return Call(name.Text, call.Arguments);
            default:
                return null;
        }
    }

    /// <summary>The condition that a boolean expression is, or null.</summary>
    public Condition? Condition(Node node)
    {
        switch (node)
        {
            case Node.Typed typed when typed.Type.IsPlain && typed.Type.Kind is null or FeelKind.Boolean:
                return Condition(typed.Value);
            case Node.Name name when slots.TryGetValue(name.Text, out var slot):
                return new Condition.Match(Nodes++, slot, FeelValue.True, false);
            case Node.Comparison comparison:
                return Match(comparison)
                    ?? Compare(comparison.Operator, Number(comparison.Left), Number(comparison.Right));
            case Node.Logical logical:
                return Condition(logical.Left) is { } left && Condition(logical.Right) is { } right
                    ? new Condition.Both(Nodes++, logical.IsAnd, left, right)
                    : null;
            case Node.Call { Target: Node.Name { Text: "not" }, Arguments: [var operand] }
                when !functions.Contains("not"):
                return Condition(operand) is { } inner ? new Condition.Opposite(Nodes++, inner) : null;
            default:
                return null;
        }
    }

    private Formula.Constant? Constant(decimal value)
    {
        var plain = value / 1.0000000000000000000000000000m;
        return ScaledSearch.TryScale(plain, plain.Scale, out var integer)
            ? new Formula.Constant(Nodes++, integer, plain.Scale)
            : null;
    }

    private Formula? Arithmetic(Node.Arithmetic node)
    {
        switch (node.Operator)
        {
            case ArithmeticOperator.Add:
                return Pair(PairOperation.Add, Number(node.Left), Number(node.Right));
            case ArithmeticOperator.Subtract:
                return Pair(PairOperation.Subtract, Number(node.Left), Number(node.Right));
            case ArithmeticOperator.Multiply:
                return Pair(PairOperation.Multiply, Number(node.Left), Number(node.Right));
            case ArithmeticOperator.Divide when node.Right is Node.Constant { Value.IsNumber: true } divisor:
                var digits = Digits(divisor.Value.AsNumber);
                return digits > 0 && Number(node.Left) is { } operand
                    ? new Formula.Shifted(Nodes++, operand, digits)
                    : null;
            default:
                return null;
        }
    }

    /// <summary>How many zeros a power of ten has; 0 for any other number.</summary>
    private static int Digits(decimal divisor)
    {
        var digits = 0;
        while (divisor >= 10m && divisor % 10m == 0m)
        {
            divisor /= 10m;
            digits++;
        }
        return divisor == 1m ? digits : 0;
    }

    private Formula? Call(string name, IReadOnlyList<Node> arguments) =>
        (name, arguments.Count) switch
        {
            ("min", 2) => Pair(PairOperation.Least, Number(arguments[0]), Number(arguments[1])),
            ("max", 2) => Pair(PairOperation.Greatest, Number(arguments[0]), Number(arguments[1])),
            ("floor", 1) => Number(arguments[0]) is { } operand ? new Formula.Rounded(Nodes++, operand, false) : null,
            ("ceiling", 1) => Number(arguments[0]) is { } operand ? new Formula.Rounded(Nodes++, operand, true) : null,
            _ => null,
        };

    private Formula.Pair? Pair(PairOperation operation, Formula? left, Formula? right) =>
        left is null || right is null ? null : new Formula.Pair(Nodes++, operation, left, right);

    private Condition.Comparison? Compare(ComparisonOperator operation, Formula? left, Formula? right) =>
        Pair(PairOperation.Subtract, left, right) is { } difference
            ? new Condition.Comparison(Nodes++, operation, difference)
            : null;

    private Condition? Match(Node.Comparison comparison)
    {
        if (
            comparison
                is {
                    Operator: ComparisonOperator.Equal or ComparisonOperator.NotEqual,
                    Left: Node.Name name,
                    Right: Node.Constant { Value.Kind: FeelKind.String or FeelKind.Boolean } constant
                }
            && slots.TryGetValue(name.Text, out var slot)
        )
        {
            return new Condition.Match(
                Nodes++,
                slot,
                constant.Value,
                comparison.Operator == ComparisonOperator.NotEqual
            );
        }
        return null;
    }
}
