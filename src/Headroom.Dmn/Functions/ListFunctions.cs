namespace Headroom.Dmn;

/// <summary>Lists (DMN 1.5, section 10.3.4.4). Where a list is wanted, one value alone stands for a list of it.</summary>
internal static class ListFunctions
{
    public static IEnumerable<(string, Overload)> All =>
        [
            BuiltIns.Define("list contains", (Function2)Contains, "list", "element"),
            BuiltIns.Define("count", (Function1)Count, "list"),
            BuiltIns.Define("sublist", (Function3)Sublist, "list", "start position", "length?"),
            BuiltIns.Define("append", (FunctionN)Append, "list", "item"),
            BuiltIns.Define("concatenate", (FunctionN)Concatenate, "list"),
            BuiltIns.Define("insert before", (Function3)InsertBefore, "list", "position", "newItem"),
            BuiltIns.Define("remove", (Function2)Remove, "list", "position"),
            BuiltIns.Define("list replace", (Function3)Replace, "list", "position", "newItem"),
            BuiltIns.Define("list replace", (Function3)Replace, "list", "match", "newItem"),
            BuiltIns.Define("reverse", (Function1)Reverse, "list"),
            BuiltIns.Define("index of", (Function2)IndexOf, "list", "match"),
            BuiltIns.Define("union", (FunctionN)Union, "list"),
            BuiltIns.Define("distinct values", (Function1)DistinctValues, "list"),
            BuiltIns.Define("flatten", (Function1)Flatten, "list"),
            BuiltIns.Define("sort", (Function2)SortFunction.Sort, "list", "precedes?"),
            BuiltIns.Define("all", (FunctionN)AllTrue, "list"),
            BuiltIns.Define("any", (FunctionN)AnyTrue, "list"),
        ];

    private static FeelValue Contains(FeelValue list, FeelValue element, Evaluation evaluation) =>
        Arguments.TryList(list, out var items)
            ? FeelValue.Boolean(Position(items, element, evaluation) >= 0)
            : Arguments.Refuse("list contains", evaluation, list, element);

    private static int Position(FeelValue[] items, in FeelValue element, Evaluation evaluation, int from = 0)
    {
        for (var i = from; i < items.Length; i++)
        {
            evaluation.Step();
            if (FeelIdentity.Equal(items[i], element) == true)
            {
                return i;
            }
        }
        return -1;
    }

    private static FeelValue Count(FeelValue list, Evaluation evaluation) =>
        Arguments.TryList(list, out var items)
            ? FeelValue.Number(items.Length)
            : Arguments.Refuse("count", evaluation, list);

    private static FeelValue Sublist(FeelValue list, FeelValue start, FeelValue length, Evaluation evaluation)
    {
        var take = int.MaxValue;
        if (
            !Arguments.TryList(list, out var items)
            || !Arguments.TryInteger(start, out var first)
            || (!length.IsAbsent && !Arguments.TryInteger(length, out take))
        )
        {
            return Arguments.Refuse("sublist", evaluation, list, start, length);
        }
        if (first == 0 || Math.Abs((long)first) > items.Length || take < 1)
        {
            return evaluation.FailArgument("sublist", $"position {first} lies outside the {items.Length} elements.");
        }
        var from = first > 0 ? first - 1 : items.Length + first;
        if (!length.IsAbsent && take > items.Length - from)
        {
            return evaluation.FailArgument("sublist", $"there are no {take} elements from position {first}.");
        }
        return FeelValue.List(items[from..(from + Math.Min(take, items.Length - from))]);
    }

    private static FeelValue Append(FeelValue[] arguments, Evaluation evaluation)
    {
        if (arguments.Length == 0 || arguments[0].IsNull || !Arguments.TryList(arguments[0], out var items))
        {
            return Arguments.Refuse("append", evaluation, arguments);
        }
        return FeelValue.List([.. items, .. arguments.AsSpan(1)]);
    }

    private static FeelValue Concatenate(FeelValue[] arguments, Evaluation evaluation)
    {
        var results = new List<FeelValue>();
        foreach (var argument in arguments)
        {
            if (!Arguments.TryList(argument, out var items))
            {
                return Arguments.Refuse("concatenate", evaluation, arguments);
            }
            evaluation.CheckSize((long)results.Count + items.Length);
            results.AddRange(items);
        }
        return FeelValue.List([.. results]);
    }

    private static FeelValue InsertBefore(FeelValue list, FeelValue position, FeelValue item, Evaluation evaluation)
    {
        if (!Arguments.TryList(list, out var items) || !Arguments.TryInteger(position, out var at))
        {
            return Arguments.Refuse("insert before", evaluation, list, position, item);
        }
        if (!TryIndex(at, items.Length, out var index))
        {
            return evaluation.FailArgument("insert before", $"there is no position {at}.");
        }
        return FeelValue.List([.. items.AsSpan(0, index), item, .. items.AsSpan(index)]);
    }

    private static FeelValue Remove(FeelValue list, FeelValue position, Evaluation evaluation)
    {
        if (!Arguments.TryList(list, out var items) || !Arguments.TryInteger(position, out var at))
        {
            return Arguments.Refuse("remove", evaluation, list, position);
        }
        return TryIndex(at, items.Length, out var index)
            ? FeelValue.List([.. items.AsSpan(0, index), .. items.AsSpan(index + 1)])
            : evaluation.FailArgument("remove", $"there is no position {at}.");
    }

    private static bool TryIndex(int position, int length, out int index)
    {
        index = position > 0 ? position - 1 : length + position;
        return position != 0 && index >= 0 && index < length;
    }

    private static FeelValue Replace(FeelValue list, FeelValue which, FeelValue item, Evaluation evaluation)
    {
        if (!Arguments.TryList(list, out var items))
        {
            return Arguments.Refuse("list replace", evaluation, list, which, item);
        }
        var copy = (FeelValue[])items.Clone();
        if (which.Kind == FeelKind.Function)
        {
            var match = (FeelFunction)which.Reference!;
            for (var i = 0; i < copy.Length; i++)
            {
                var matched = match.Invoke([items[i], item], evaluation);
                if (matched.Kind != FeelKind.Boolean)
                {
                    return evaluation.FailArgument("list replace", "the match function must give a boolean.");
                }
                copy[i] = matched.IsTrue ? item : items[i];
            }
            return FeelValue.List(copy);
        }
        if (!Arguments.TryInteger(which, out var at) || !TryIndex(at, items.Length, out var index))
        {
            return Arguments.Refuse("list replace", evaluation, list, which, item);
        }
        copy[index] = item;
        return FeelValue.List(copy);
    }

    private static FeelValue Reverse(FeelValue list, Evaluation evaluation)
    {
        if (!Arguments.TryList(list, out var items))
        {
            return Arguments.Refuse("reverse", evaluation, list);
        }
        var copy = (FeelValue[])items.Clone();
        Array.Reverse(copy);
        return FeelValue.List(copy);
    }

    private static FeelValue IndexOf(FeelValue list, FeelValue match, Evaluation evaluation)
    {
        if (!Arguments.TryList(list, out var items))
        {
            return Arguments.Refuse("index of", evaluation, list, match);
        }
        var positions = new List<FeelValue>();
        for (var at = Position(items, match, evaluation); at >= 0; at = Position(items, match, evaluation, at + 1))
        {
            positions.Add(FeelValue.Number(at + 1));
        }
        return FeelValue.List([.. positions]);
    }

    private static FeelValue Union(FeelValue[] arguments, Evaluation evaluation)
    {
        var all = Concatenate(arguments, evaluation);
        return all.IsNull ? all : DistinctValues(all, evaluation);
    }

    private static FeelValue DistinctValues(FeelValue list, Evaluation evaluation)
    {
        if (!Arguments.TryList(list, out var items))
        {
            return Arguments.Refuse("distinct values", evaluation, list);
        }
        var distinct = new List<FeelValue>();
        foreach (var item in items)
        {
            evaluation.Steps(distinct.Count + 1);
            if (!distinct.Exists(seen => FeelIdentity.Equal(seen, item) == true))
            {
                distinct.Add(item);
            }
        }
        return FeelValue.List([.. distinct]);
    }

    private static FeelValue Flatten(FeelValue list, Evaluation evaluation)
    {
        if (!Arguments.TryList(list, out var items))
        {
            return Arguments.Refuse("flatten", evaluation, list);
        }
        var flat = new ListBuilder();
        FlattenInto(flat, items, evaluation);
        return flat.ToValue();
    }

    private static void FlattenInto(ListBuilder flat, FeelValue[] items, Evaluation evaluation)
    {
        evaluation.Enter();
        foreach (var item in items)
        {
            evaluation.Step();
            if (item.Kind == FeelKind.List)
            {
                FlattenInto(flat, item.Items, evaluation);
            }
            else
            {
                flat.Add(item, evaluation);
            }
        }
        evaluation.Leave();
    }

    private static FeelValue AllTrue(FeelValue[] arguments, Evaluation evaluation) =>
        Quantify("all", arguments, FeelValue.True, evaluation);

    private static FeelValue AnyTrue(FeelValue[] arguments, Evaluation evaluation) =>
        Quantify("any", arguments, FeelValue.False, evaluation);

    /// <summary>False decides "all" and true decides "any", whatever stands beside; otherwise any non-boolean makes it null.</summary>
    private static FeelValue Quantify(
        string function,
        FeelValue[] arguments,
        FeelValue whenEmpty,
        Evaluation evaluation
    )
    {
        var items = arguments;
        if (arguments.Length == 0 || (arguments.Length == 1 && !Arguments.TryList(arguments[0], out items)))
        {
            return Arguments.Refuse(function, evaluation, arguments);
        }
        var unknown = false;
        foreach (var item in items)
        {
            evaluation.Step();
            if (item.Kind == FeelKind.Boolean && item.IsTrue != whenEmpty.IsTrue)
            {
                return item;
            }
            unknown |= item.Kind != FeelKind.Boolean;
        }
        return unknown ? Arguments.Refuse(function, evaluation, arguments) : whenEmpty;
    }
}
