using System.Globalization;
using System.Text;
using Headroom.Primitives;
using Headroom.Profiles;

namespace Headroom.Assessment;

/// <summary>
/// A text with places for values: <c>{name}</c>, <c>{name:money}</c> (an amount in the currency that the parameter
/// <c>currency</c> names), <c>{name:percent}</c>, or <c>{name|month|months}</c>: the first word where the value is 1, else the
/// second.
/// </summary>
internal sealed class TextTemplate
{
    private readonly List<(string Literal, string? Name, string? Format)> _parts = [];

    private TextTemplate() { }

    /// <summary>The names of the values it shows.</summary>
    public IEnumerable<string> Names => _parts.Select(part => part.Name).OfType<string>().Distinct();

    /// <summary>Whether it shows the value as an amount.</summary>
    public bool ShowsMoney => _parts.Any(part => part.Format == "money");

    /// <summary>Reads a template; null with a fault where a brace is not closed or a format is unknown.</summary>
    public static TextTemplate? Parse(string text, out string? fault)
    {
        var template = new TextTemplate();
        var at = 0;
        while (at < text.Length)
        {
            var open = text.IndexOf('{', at);
            if (open < 0)
            {
                break;
            }

            var close = text.IndexOf('}', open);
            if (close < 0)
            {
                fault = "A '{' is not closed.";
                return null;
            }

            if (Place(text[(open + 1)..close]) is not { } place)
            {
                fault =
                    $"'{text[open..(close + 1)]}' is not {{name}}, {{name:money}}, {{name:percent}} or {{name|one|many}}.";
                return null;
            }

            template._parts.Add((text[at..open], place.Name, place.Format));
            at = close + 1;
        }

        template._parts.Add((text[at..], null, null));
        fault = null;
        return template;
    }

    private static (string Name, string? Format)? Place(string inner) =>
        inner.Split('|') switch
        {
            [{ Length: > 0 } name, var one, var many] => (name, $"{one}|{many}"),
            [_] => inner.Split(':') switch
            {
                [{ Length: > 0 } name] => (name, null),
                [{ Length: > 0 } name, ("money" or "percent") and var format] => (name, format),
                _ => null,
            },
            _ => null,
        };

    /// <summary>The text with values in it; <paramref name="word"/> says a text value in the reader's language.</summary>
    public string Fill(IReadOnlyList<TextParameter> parameters, Language language, Func<string, string> word)
    {
        var filled = new StringBuilder();
        foreach (var (literal, name, format) in _parts)
        {
            filled.Append(literal);
            if (name is not null)
            {
                filled.Append(Shown(Find(parameters, name), format, Find(parameters, "currency"), language, word));
            }
        }

        return filled.ToString();
    }

    private static SignalValue Find(IReadOnlyList<TextParameter> parameters, string name) =>
        parameters.FirstOrDefault(parameter => parameter.Name == name)?.Value ?? default;

    private static string Shown(
        SignalValue value,
        string? format,
        SignalValue currency,
        Language language,
        Func<string, string> word
    ) =>
        (value.Kind, format) switch
        {
            (SignalValueKind.Number, "money") => Amount(value.AsNumber, currency.ToString()),
            (SignalValueKind.Number, "percent") => value.AsNumber.ToString("0.#%", CultureInfo.InvariantCulture),
            (SignalValueKind.Number, { } words) => words.Split('|')[value.AsNumber == 1 ? 0 : 1],
            (_, { } words) when words.Contains('|', StringComparison.Ordinal) => words.Split('|')[1],
            (SignalValueKind.Number, _) => value.AsNumber.ToString("#,0.##", CultureInfo.InvariantCulture),
            (SignalValueKind.Text, _) => string.Join(
                language == Language.Zh ? "、" : ", ",
                value.AsText.Split(',').Select(word)
            ),
            (SignalValueKind.None, _) => word("unknown"),
            _ => word(value.AsFlag ? "yes" : "no"),
        };

    private static string Amount(decimal amount, string code) =>
        Currency.FromCode(code).TryGet(out var currency, out _)
            ? AmountText.Of(Money.FromAmount(amount, currency, Rounding.HalfEven))
            : amount.ToString("#,0.##", CultureInfo.InvariantCulture);
}
