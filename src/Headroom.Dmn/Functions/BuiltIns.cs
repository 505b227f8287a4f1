using System.Collections.Frozen;

namespace Headroom.Dmn;

/// <summary>The table of FEEL's built-in functions, by name. A parameter whose name ends in "?" may be left out.</summary>
internal static class BuiltIns
{
    private static readonly FrozenDictionary<string, BuiltIn> ByName = Group([
        .. StringFunctions.All,
        .. NumberFunctions.All,
        .. ListFunctions.All,
        .. StatisticFunctions.All,
        .. ContextFunctions.All,
        .. TimeFunctions.All,
        .. RangeFunctions.All,
        .. ConversionFunctions.All,
    ]);

    /// <summary>The functions' names, to be found in text.</summary>
    public static NameTable NameTable { get; } = Table();

    public static BuiltIn? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>One entry of the table.</summary>
    public static (string, Overload) Define(string name, Delegate method, params string[] parameters)
    {
        var required = parameters.TakeWhile(parameter => !parameter.EndsWith('?')).Count();
        var names = parameters.Select(parameter => parameter.TrimEnd('?')).ToArray();
        return (name, new Overload(method, names, required, method is FunctionN));
    }

    private static NameTable Table()
    {
        var names = new NameTable();
        foreach (var name in ByName.Keys)
        {
            names.Add(name);
        }
        return names;
    }

    private static FrozenDictionary<string, BuiltIn> Group(IEnumerable<(string Name, Overload Overload)> table) =>
        table
            .GroupBy(entry => entry.Name, entry => entry.Overload, StringComparer.Ordinal)
            .ToFrozenDictionary(
                group => group.Key,
                group => new BuiltIn(group.Key, group.Key is not ("now" or "today"), [.. group]),
                StringComparer.Ordinal
            );
}

/// <summary>Arguments as their functions want them: a list of one stands for its element, one value for a list of it.</summary>
internal static class Arguments
{
    public static FeelValue Single(in FeelValue value, FeelKind wanted) =>
        value.Kind == FeelKind.List && wanted != FeelKind.List && value.Items.Length == 1 ? value.Items[0] : value;

    public static bool TryText(in FeelValue value, out string text)
    {
        var single = Single(value, FeelKind.String);
        text = single.Kind == FeelKind.String ? single.Text : "";
        return single.Kind == FeelKind.String;
    }

    public static bool TryNumber(in FeelValue value, out decimal number)
    {
        var single = Single(value, FeelKind.Number);
        number = single.Scalar;
        return single.Kind == FeelKind.Number;
    }

    public static bool TryInteger(in FeelValue value, out int integer)
    {
        integer = 0;
        if (!TryNumber(value, out var number) || Math.Abs(number) > int.MaxValue)
        {
            return false;
        }
        integer = (int)decimal.Truncate(number);
        return true;
    }

    public static bool TryList(in FeelValue value, out FeelValue[] items)
    {
        items = value.Kind == FeelKind.List ? value.Items : [value];
        return !value.IsNull;
    }

    public static bool TryContext(in FeelValue value, out FeelContext context)
    {
        var single = Single(value, FeelKind.Context);
        context = single.Kind == FeelKind.Context ? single.AsContext : FeelContext.Empty;
        return single.Kind == FeelKind.Context;
    }

    /// <summary>The failure of a function whose arguments are of the wrong kinds; a null argument is not worth an error of its own.</summary>
    public static FeelValue Refuse(string function, Evaluation evaluation, params ReadOnlySpan<FeelValue> arguments)
    {
        foreach (var argument in arguments)
        {
            // What follows from missing data is missing too, and no error of its own; what follows from an error is that error.
            if (argument.IsNull && !argument.IsAbsent)
            {
                return argument;
            }
        }
        var kinds = new List<string>();
        foreach (var argument in arguments)
        {
            if (!argument.IsAbsent)
            {
                kinds.Add(FeelText.KindName(argument));
            }
        }
        return evaluation.FailArgument(function, $"cannot work on ({string.Join(", ", kinds)}).");
    }
}
