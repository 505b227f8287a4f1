using Headroom.Dmn;

namespace Headroom.Assessment;

/// <summary>A decision's answer of a shape that its role does not have. It ends the assessment as a failure, never as a no.</summary>
internal sealed class BadAnswerException(string message) : Exception(message);

/// <summary>One row that the knock-outs answered.</summary>
internal readonly record struct KnockOut(string Reason, bool Declines, int Days);

/// <summary>One row that the cancel triggers answered.</summary>
internal readonly record struct CancelTrigger(string Reason, int Days);

/// <summary>One row that the caps answered.</summary>
internal readonly record struct PolicyCap(string Name, decimal Amount, bool Hard);

/// <summary>Reads the answers of decisions into what their roles mean.</summary>
internal static class Answers
{
    public static IEnumerable<KnockOut> KnockOuts(FeelValue answer) =>
        Rows(answer)
            .Select(row => new KnockOut(
                Text(row, "reason"),
                Code<bool>(row, "effect", effect => effect is "decline" or "refer" ? effect == "decline" : null),
                Days(row, "days") ?? 0
            ));

    public static IEnumerable<HoldOrder> Holds(FeelValue answer, DateTimeOffset at) =>
        Rows(answer)
            .Select(row => new HoldOrder(
                Code(row, "kind", WordCodes.HoldKindOf),
                Code(row, "scope", WordCodes.HoldScopeOf),
                Text(row, "reason"),
                Code(row, "override", WordCodes.HoldOverrideOf),
                row["cure"].IsNull ? null : Text(row, "cure"),
                Days(row, "days") is { } days ? at.AddDays(days) : null,
                Days(row, "lockedDays") is { } locked ? at.AddDays(locked) : null
            ));

    public static IEnumerable<CancelTrigger> Cancels(FeelValue answer) =>
        Rows(answer).Select(row => new CancelTrigger(Text(row, "reason"), Days(row, "days") ?? 0));

    public static IEnumerable<PolicyCap> Caps(FeelValue answer) =>
        Rows(answer).Select(row => new PolicyCap(Text(row, "name"), Number(row, "amount"), Flag(row, "hard")));

    public static IEnumerable<string> Codes(FeelValue answer) =>
        Items(answer)
            .Select(item =>
                item.Kind == FeelKind.String
                    ? item.AsString
                    : throw new BadAnswerException($"It answered {item} where a reason code belongs.")
            );

    public static (string Grade, decimal? Pd) Grade(FeelValue answer)
    {
        var row = Row(answer);
        return (Text(row, "grade"), row["pd"].IsNull ? null : Number(row, "pd"));
    }

    public static MovementRule Movement(FeelValue answer)
    {
        var row = Row(answer);
        return new MovementRule(
            Flag(row, "increaseAllowed"),
            row["increaseReason"].IsNull ? null : Text(row, "increaseReason"),
            Number(row, "increaseMost"),
            Number(row, "increaseLeast"),
            Days(row, "increaseCooldownDays") ?? 0,
            Number(row, "decreaseMost"),
            Number(row, "decreaseLeast"),
            Days(row, "decreaseCooldownDays") ?? 0
        );
    }

    public static decimal Number(FeelValue answer) =>
        answer.IsNumber
            ? answer.AsNumber
            : throw new BadAnswerException($"It answered {answer} where a number belongs.");

    private static IEnumerable<FeelContext> Rows(FeelValue answer) => Items(answer).Select(Row);

    // A collecting table of which no rule fired answers an empty list or null: both say that nothing was found.
    private static IReadOnlyList<FeelValue> Items(FeelValue answer) =>
        answer.IsNull ? []
        : answer.Kind == FeelKind.List ? answer.AsList
        : throw new BadAnswerException($"It answered {answer} where a list belongs.");

    private static FeelContext Row(FeelValue answer) =>
        answer.Kind == FeelKind.Context
            ? answer.AsContext
            : throw new BadAnswerException($"It answered {answer} where a row of outputs belongs.");

    private static string Text(FeelContext row, string output) =>
        row[output] is { Kind: FeelKind.String } value ? value.AsString : throw Missing(row, output, "text");

    private static decimal Number(FeelContext row, string output) =>
        row[output] is { IsNumber: true } value ? value.AsNumber : throw Missing(row, output, "number");

    private static bool Flag(FeelContext row, string output) =>
        row[output] is { Kind: FeelKind.Boolean } value ? value.IsTrue : throw Missing(row, output, "true or false");

    private static int? Days(FeelContext row, string output)
    {
        if (row[output].IsNull)
        {
            return null;
        }

        var days = Number(row, output);
        return days == decimal.Truncate(days) && days is >= 0 and <= 36_500
            ? (int)days
            : throw new BadAnswerException($"Output '{output}' is {days}, not whole days from 0 to 36500.");
    }

    private static T Code<T>(FeelContext row, string output, Func<string, T?> read)
        where T : struct
    {
        var code = Text(row, output);
        return read(code)
            ?? throw new BadAnswerException($"Output '{output}' is \"{code}\", which means nothing here.");
    }

    private static BadAnswerException Missing(FeelContext row, string output, string wanted) =>
        new($"Output '{output}' is {row[output]} where a {wanted} belongs.");
}
