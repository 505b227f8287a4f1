namespace Headroom.Dmn;

/// <summary>Conversions between text and values, <c>not</c> and <c>is</c> (DMN 1.5, sections 10.3.4.1, 10.3.4.2 and 10.3.4.6).</summary>
internal static class ConversionFunctions
{
    public static IEnumerable<(string, Overload)> All =>
        [
            BuiltIns.Define("string", (Function1)ToText, "from"),
            BuiltIns.Define("number", (Function3)ToNumber, "from", "grouping separator?", "decimal separator?"),
            BuiltIns.Define("range", (Function1)ToRange, "from"),
            BuiltIns.Define("not", (Function1)Not, "negand"),
            // The conformance kit leaves out one of the two, which is then null.
            BuiltIns.Define("is", (Function2)Is, "value1?", "value2?"),
        ];

    private static FeelValue ToText(FeelValue from, Evaluation evaluation)
    {
        if (from.IsNull)
        {
            return from;
        }
        var text = FeelText.Display(from);
        evaluation.CheckSize(text.Length);
        return FeelValue.String(text);
    }

    /// <summary>Grouping is a space, a comma or a point, decimal a comma or a point, and not the same.</summary>
    private static FeelValue ToNumber(FeelValue from, FeelValue grouping, FeelValue point, Evaluation evaluation)
    {
        var source = Arguments.Single(from, FeelKind.String);
        if (source.IsNumber && grouping.IsNull && point.IsNull)
        {
            return source;
        }
        if (
            source.Kind != FeelKind.String
            || !TrySeparator(grouping, out var group)
            || !TrySeparator(point, out var mark)
            || group is not (null or " " or "," or ".")
            || mark is not (null or "," or ".")
            || (group is not null && group == mark)
        )
        {
            return Arguments.Refuse("number", evaluation, from, grouping, point);
        }
        var text = source.Text;
        text = group is null ? text : text.Replace(group, "", StringComparison.Ordinal);
        if (mark == ",")
        {
            text = text.Contains('.', StringComparison.Ordinal) ? "" : text.Replace(',', '.');
        }
        return FeelParse.TryNumber(text, out var number)
            ? FeelValue.Number(number)
            : evaluation.FailArgument("number", $"\"{FeelText.Shorten(source)}\" is not a number.");
    }

    private static bool TrySeparator(in FeelValue value, out string? separator)
    {
        separator = value.Kind == FeelKind.String ? value.Text : null;
        return value.IsNull || separator is not null;
    }

    /// <summary>Reads a range whose ends are literals.</summary>
    private static FeelValue ToRange(FeelValue from, Evaluation evaluation)
    {
        var source = Arguments.Single(from, FeelKind.String);
        if (source.Kind != FeelKind.String)
        {
            return Arguments.Refuse("range", evaluation, from);
        }
        return RangeText.Parse(source.Text, evaluation)
            ?? evaluation.FailArgument("range", $"{FeelText.Shorten(source)} is not a range of literals.");
    }

    private static FeelValue Not(FeelValue negand, Evaluation evaluation)
    {
        var value = Arguments.Single(negand, FeelKind.Boolean);
        return value.Kind == FeelKind.Boolean
            ? FeelValue.Boolean(value.IsFalse)
            : Arguments.Refuse("not", evaluation, negand);
    }

    private static FeelValue Is(FeelValue first, FeelValue second, Evaluation evaluation) =>
        FeelValue.Boolean(FeelIdentity.Same(first, second));
}
