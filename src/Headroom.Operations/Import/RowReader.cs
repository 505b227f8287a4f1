using System.Globalization;
using Headroom.Dmn;
using Headroom.Primitives;
using Headroom.Profiles;

namespace Headroom.Operations.Import;

/// <summary>
/// Reads the fields of one row through their FEEL and gathers all that is wrong, so that a user mends a row in one go. A
/// method that gives null has gathered why.
/// </summary>
internal sealed class RowReader(FeelValue[] values, BusinessCalendar calendar)
{
    private const int ShownCharactersMax = 60;
    private readonly List<(string Field, string Columns, Refusal Why)> _problems = [];

    /// <summary>All that is wrong so far.</summary>
    public IReadOnlyList<(string Field, string Columns, Refusal Why)> Problems => _problems;

    /// <summary>The month that a repeated signal is being read for, <c>yyyy-MM</c>; null outside of one.</summary>
    public string? Month { get; set; }

    /// <summary>Gives an expression's value a slot of its own, for the expressions after it.</summary>
    public void Define(int slot, FeelValue value) => values[slot] = value;

    /// <summary>What FEEL makes of the row; null, with the reason gathered, where it failed.</summary>
    public FeelValue Evaluate(RowExpression expression)
    {
        var value = expression.Evaluate(values);
        if (value.Error is { } error)
        {
            Add(expression, Refusal.Invalid("import-expression-failed", ("cause", error.Message)));
        }

        return value;
    }

    /// <summary>Whether a condition holds; a condition that is not there holds, one that is null does not.</summary>
    public bool Holds(RowExpression? condition)
    {
        if (condition is null)
        {
            return true;
        }

        var value = Evaluate(condition);
        return value.Kind == FeelKind.Boolean
            ? value.AsBoolean
            : !value.IsNull && Wrong(condition, "import-flag-malformed", value);
    }

    public string? Text(RowExpression expression)
    {
        var value = Required(expression);
        return value.Kind switch
        {
            FeelKind.Null => null,
            FeelKind.String => value.AsString,
            _ => value.ToString(),
        };
    }

    public BorrowerId? Id(RowExpression expression)
    {
        if (Text(expression) is not { } text)
        {
            return null;
        }

        if (BorrowerId.Parse(text).TryGet(out var id, out var refusal))
        {
            return id;
        }

        Add(expression, refusal);
        return null;
    }

    /// <summary>An amount in major units that is not negative and has no more digits than its currency.</summary>
    public Money? Amount(RowExpression expression, Currency currency)
    {
        if (Number(expression) is not { } amount)
        {
            return null;
        }

        if (amount < 0)
        {
            Wrong(expression, "import-amount-negative", FeelValue.Number(amount));
            return null;
        }

        if (Money.Parse(amount.ToString(CultureInfo.InvariantCulture), currency).TryGet(out var money, out var refusal))
        {
            return money;
        }

        Add(expression, refusal);
        return null;
    }

    public DateOnly? Date(RowExpression expression)
    {
        var value = Required(expression);
        switch (value.Kind)
        {
            case FeelKind.Null:
                return null;
            case FeelKind.Date:
                return value.AsDate;
            case FeelKind.String when IsDate(value.AsString, out var date):
                return date;
            default:
                Wrong(expression, "import-date-malformed", value);
                return null;
        }
    }

    /// <summary>An instant: a date is the instant at which it begins for the lender, a date and time must say its offset.</summary>
    public DateTimeOffset? Instant(RowExpression expression)
    {
        const DateTimeStyles Exact = DateTimeStyles.AssumeUniversal;
        var value = Required(expression);
        var text = value.Kind is FeelKind.String or FeelKind.DateTime ? Plain(value) : "";
        if (value.Kind == FeelKind.Date || IsDate(text, out _))
        {
            return Date(expression) is { } date ? calendar.StartOf(date) : null;
        }

        if (HasOffset(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Exact, out var instant))
        {
            return BusinessCalendar.Truncate(instant);
        }

        if (!value.IsNull)
        {
            Wrong(expression, "import-date-malformed", value);
        }

        return null;
    }

    /// <summary>A signal's value; none where FEEL gives null.</summary>
    public SignalValue Value(RowExpression expression)
    {
        var value = Evaluate(expression);
        switch (value.Kind)
        {
            case FeelKind.Null:
                return default;
            case FeelKind.Boolean:
                return SignalValue.Flag(value.AsBoolean);
            case FeelKind.Number when !Cell.IsTooPrecise(value.AsNumber):
                return SignalValue.Number(value.AsNumber);
            case FeelKind.String when !Cell.IsTooPrecise(value.AsString):
                return SignalValue.Text(value.AsString);
            case FeelKind.Number or FeelKind.String:
                Wrong(expression, "import-number-too-precise", value);
                return default;
            case FeelKind.Date:
                return SignalValue.Text(value.ToString());
            default:
                Wrong(expression, "import-value-unusable", value);
                return default;
        }
    }

    public bool? Flag(RowExpression expression)
    {
        var value = Required(expression);
        if (value.Kind == FeelKind.Boolean)
        {
            return value.AsBoolean;
        }

        if (!value.IsNull)
        {
            Wrong(expression, "import-flag-malformed", value);
        }

        return null;
    }

    /// <summary>Gathers a problem of an expression.</summary>
    public void Add(RowExpression expression, Refusal why) =>
        _problems.Add((Month is null ? expression.Field : $"{expression.Field} {Month}", expression.Columns, why));

    private decimal? Number(RowExpression expression)
    {
        var value = Required(expression);
        switch (value.Kind)
        {
            case FeelKind.Null:
                return null;
            case FeelKind.Number when !Cell.IsTooPrecise(value.AsNumber):
                return value.AsNumber;
            case FeelKind.Number:
            case FeelKind.String when Cell.IsTooPrecise(value.AsString):
                Wrong(expression, "import-number-too-precise", value);
                return null;
            default:
                Wrong(expression, "import-number-malformed", value);
                return null;
        }
    }

    // Null is refused unless FEEL failed, which says why itself.
    private FeelValue Required(RowExpression expression)
    {
        var value = Evaluate(expression);
        if (value.IsNull && value.Error is null)
        {
            Add(expression, Refusal.Invalid("import-value-missing"));
        }

        return value;
    }

    private bool Wrong(RowExpression expression, string code, FeelValue value)
    {
        var text = Plain(value);
        var shown = text.Length > ShownCharactersMax ? text[..ShownCharactersMax] + "…" : text;
        Add(expression, Refusal.Invalid(code, ("value", shown)));
        return false;
    }

    private static string Plain(FeelValue value) => value.Kind == FeelKind.String ? value.AsString : value.ToString();

    private static bool IsDate(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, default, out date);

    private static bool HasOffset(string text) =>
        text.Length > 19 && (text[^1] == 'Z' || (text[^3] == ':' && text[^6] is '+' or '-'));
}
