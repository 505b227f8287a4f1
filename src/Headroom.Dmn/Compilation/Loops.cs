namespace Headroom.Dmn;

/// <summary>Collects a list's elements under the size limit.</summary>
internal sealed class ListBuilder
{
    private readonly List<FeelValue> items = [];

    public void Add(in FeelValue value, Evaluation evaluation)
    {
        evaluation.CheckSize(items.Count + 1);
        items.Add(value);
    }

    /// <summary>The list of what is there by now, which costs a copy.</summary>
    public FeelValue SoFar(Evaluation evaluation)
    {
        evaluation.Steps(items.Count);
        return ToValue();
    }

    public FeelValue ToValue() => items.Count == 0 ? FeelValue.EmptyList : FeelValue.List([.. items]);
}

/// <summary>What compiled loops, filters and literals call.</summary>
internal static class Loops
{
    public static FeelValue MakeList(FeelValue[] items) => FeelValue.List(items);

    public static FeelValue MakeContext(string[] names, FeelValue[] values) =>
        FeelValue.Context(new FeelContext(names, values));

    /// <summary>What an iteration runs over: a list's elements, a range's integers or dates, or one value alone.</summary>
    public static FeelValue[]? Items(in FeelValue source, Evaluation evaluation, out FeelValue failure)
    {
        failure = default;
        switch (source.Kind)
        {
            case FeelKind.List:
                return source.Items;
            case FeelKind.Null:
                failure = source;
                return null;
            case FeelKind.Range:
                return OfRange(source.AsRange, evaluation, out failure);
            default:
                return [source];
        }
    }

    /// <summary>The integers or dates from one bound to the other, upwards or downwards, both included.</summary>
    public static FeelValue[]? Sequence(
        in FeelValue from,
        in FeelValue to,
        Evaluation evaluation,
        out FeelValue failure
    )
    {
        failure = default;
        if (from.Kind != to.Kind || from.Kind is not (FeelKind.Number or FeelKind.Date))
        {
            failure = evaluation.FailType("Iteration over a range", from, to);
            return null;
        }
        var step = from.Scalar <= to.Scalar ? 1m : -1m;
        var count = decimal.Floor(Math.Abs(to.Scalar - from.Scalar)) + 1m;
        evaluation.CheckSize(count > int.MaxValue ? int.MaxValue : (long)count);
        var items = new FeelValue[(int)count];
        for (var i = 0; i < items.Length; i++)
        {
            var scalar = from.Scalar + (step * i);
            items[i] = from.Kind == FeelKind.Number ? FeelValue.Number(scalar) : FeelValue.DateOfDays(scalar);
        }
        return items;
    }

    /// <summary>True for what a boxed condition must not be: neither boolean nor null.</summary>
    public static bool IsNoBoolean(FeelValue value) => value.Kind is not (FeelKind.Boolean or FeelKind.Null);

    public static FeelValue NoBoolean(FeelValue value, Evaluation evaluation) =>
        evaluation.Fail("feel.type", $"The condition is {FeelText.Shorten(value)}, not a boolean.");

    public static FeelValue[] FilterItems(in FeelValue target) =>
        target.Kind switch
        {
            FeelKind.List => target.Items,
            FeelKind.Null => [],
            _ => [target],
        };

    /// <summary>list[n]: from 1 at the front, from -1 at the back; null beyond the ends.</summary>
    public static FeelValue ElementAt(in FeelValue target, in FeelValue position, Evaluation evaluation)
    {
        if (position.Kind != FeelKind.Number)
        {
            return FeelValue.EmptyList;
        }
        var items = FilterItems(target);
        var at = position.Scalar;
        if (at != decimal.Truncate(at) || at == 0m || Math.Abs(at) > items.Length)
        {
            return target.IsNull
                ? target
                : evaluation.Fail("feel.index", $"There is no element {position} in a list of {items.Length}.");
        }
        return items[at > 0m ? (int)at - 1 : items.Length + (int)at];
    }

    private static FeelValue[]? OfRange(FeelRange range, Evaluation evaluation, out FeelValue failure)
    {
        if (FeelCompare.Order(range.Start, range.End) > 0)
        {
            failure = evaluation.FailArgument("Iteration", $"the range {range} ends before it starts.");
            return null;
        }
        var items = Sequence(range.Start, range.End, evaluation, out failure);
        if (items is null)
        {
            return null;
        }
        var skip = range.StartIncluded ? 0 : 1;
        var drop = range.EndIncluded ? 0 : 1;
        return skip + drop >= items.Length ? [] : items[skip..^drop];
    }
}

/// <summary>What compiled paths call: entries of contexts, parts of dates, projections of lists.</summary>
internal static class Paths
{
    /// <summary>The item's own entry of this name where it has one; otherwise what the name means outside.</summary>
    public static FeelValue ItemEntryOr(in FeelValue item, string name, in FeelValue outside) =>
        item.Kind == FeelKind.Context && item.AsContext.TryGet(name, out var entry) ? entry : outside;

    public static FeelValue Member(in FeelValue target, string name, Evaluation evaluation)
    {
        switch (target.Kind)
        {
            case FeelKind.Null:
                return target;
            case FeelKind.Context:
                return target.AsContext.TryGet(name, out var entry)
                    ? entry
                    : evaluation.Fail("feel.path", $"The context has no entry '{name}'.");
            case FeelKind.List:
                return Project(target.Items, name, evaluation);
            case FeelKind.Range:
                return RangeMember(target.AsRange, name, evaluation);
            default:
                return TimeMembers.Get(target, name)
                    ?? evaluation.Fail("feel.path", $"A {FeelText.KindName(target)} has no '{name}'.");
        }
    }

    private static FeelValue Project(FeelValue[] items, string name, Evaluation evaluation)
    {
        var results = new FeelValue[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            evaluation.Step();
            results[i] =
                items[i].Kind == FeelKind.Context ? items[i].AsContext[name] : Member(items[i], name, evaluation);
        }
        return FeelValue.List(results);
    }

    private static FeelValue RangeMember(FeelRange range, string name, Evaluation evaluation) =>
        name switch
        {
            "start" => range.Start.IsAbsent ? FeelValue.Null : range.Start,
            "end" => range.End.IsAbsent ? FeelValue.Null : range.End,
            "start included" => FeelValue.Boolean(range.StartIncluded),
            "end included" => FeelValue.Boolean(range.EndIncluded),
            _ => evaluation.Fail("feel.path", $"A range has no '{name}'."),
        };
}

/// <summary>What compiled calls of function values use.</summary>
internal static class Calls
{
    public static FeelValue Invoke(in FeelValue function, FeelValue[] arguments, Evaluation evaluation)
    {
        evaluation.Step();
        return function.Kind == FeelKind.Function
            ? ((FeelFunction)function.Reference!).Invoke(arguments, evaluation)
            : NotCallable(function, evaluation);
    }

    public static FeelValue InvokeNamed(
        in FeelValue function,
        string[] names,
        FeelValue[] arguments,
        Evaluation evaluation
    )
    {
        evaluation.Step();
        return function.Kind == FeelKind.Function
            ? ((FeelFunction)function.Reference!).InvokeNamed(names, arguments, evaluation)
            : NotCallable(function, evaluation);
    }

    public static FeelValue MakeFunction(
        string[] names,
        FeelType.FunctionOf type,
        Func<FeelValue[], Evaluation, FeelValue> body
    ) => FeelValue.Function(new FeelLambda("", names, type, FeelType.Any, body));

    private static FeelValue NotCallable(in FeelValue value, Evaluation evaluation) =>
        value.IsNull && value.Error is not null
            ? value
            : evaluation.Fail("feel.call", $"{FeelText.Shorten(value)} is not a function.");
}
