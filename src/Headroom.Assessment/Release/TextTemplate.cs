using System.Globalization;
using System.Text;
using Headroom.Primitives;
using Headroom.Profiles;

namespace Headroom.Assessment;

/// <summary>
/// A text with places for values: <c>{name}</c>, <c>{name:money}</c> (an amount in the currency that the parameter
/// <c>currency</c> names) or <c>{name:percent}</c>.
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

            var inner = text[(open + 1)..close].Split(':');
            if (
                inner.Length > 2
                || inner[0].Length == 0
                || (inner.Length == 2 && inner[1] is not ("money" or "percent"))
            )
            {
                fault = $"'{text[open..(close + 1)]}' is not {{name}}, {{name:money}} or {{name:percent}}.";
                return null;
            }

            template._parts.Add((text[at..open], inner[0], inner.Length == 2 ? inner[1] : null));
            at = close + 1;
        }

        template._parts.Add((text[at..], null, null));
        fault = null;
        return template;
    }

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
            (SignalValueKind.Number, "money") => Amount(value.AsNumber, currency.ToString(), language),
            (SignalValueKind.Number, "percent") => value.AsNumber.ToString("0.#%", CultureInfo.InvariantCulture),
            (SignalValueKind.Number, _) => value.AsNumber.ToString("#,0.##", CultureInfo.InvariantCulture),
            (SignalValueKind.Text, _) => string.Join(
                language == Language.Zh ? "、" : ", ",
                value.AsText.Split(',').Select(word)
            ),
            (SignalValueKind.None, _) => word("unknown"),
            _ => word(value.AsFlag ? "yes" : "no"),
        };

    private static string Amount(decimal amount, string currency, Language language)
    {
        var number = amount.ToString("#,0.##", CultureInfo.InvariantCulture);
        return language == Language.Zh && currency == "CNY" ? number + " 元" : $"{number} {currency}".TrimEnd();
    }
}
