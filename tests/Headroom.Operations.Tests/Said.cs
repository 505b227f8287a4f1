using System.Text.RegularExpressions;
using Headroom.Operations.Texts;
using Headroom.Primitives;

namespace Headroom.Operations.Tests;

/// <summary>Holds refusals to their texts.</summary>
internal static partial class Said
{
    /// <summary>The refusal in English, after a check that both languages say it with every parameter filled in.</summary>
    public static string ShouldBeSaid(this Refusal refusal)
    {
        foreach (var language in new[] { Language.En, Language.Zh })
        {
            var text = TextCatalog.Shipped.Say(refusal, language);
            text.ShouldNotBe(refusal.TextKey);
            Unfilled().IsMatch(text).ShouldBeFalse(text);
        }

        return TextCatalog.Shipped.Say(refusal, Language.En);
    }

    [GeneratedRegex(@"\{[A-Za-z]+\}")]
    private static partial Regex Unfilled();
}
