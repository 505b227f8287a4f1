using Headroom.Primitives;
using Microsoft.AspNetCore.Http;

namespace Headroom.Server.Reading;

/// <summary>Which language a request is answered in: what the address asks for, else what was chosen before, else what the browser prefers.</summary>
public static class ReaderLanguage
{
    /// <summary>The query parameter that asks for a language.</summary>
    public const string Parameter = "lang";

    /// <summary>The cookie that remembers the choice.</summary>
    public const string Cookie = "lang";

    /// <summary>The language of a request; English where nothing known is asked for.</summary>
    public static Language Of(HttpContext context) =>
        Parse(context.Request.Query[Parameter])
        ?? Parse(context.Request.Cookies[Cookie])
        ?? Preferred(context.Request)
        ?? Language.En;

    /// <summary>Remembers a language that the address asked for.</summary>
    public static void Remember(HttpContext context)
    {
        if (Parse(context.Request.Query[Parameter]) is { } language)
        {
            context.Response.Cookies.Append(
                Cookie,
                language.Tag(),
                new CookieOptions
                {
                    HttpOnly = true,
                    IsEssential = true,
                    MaxAge = TimeSpan.FromDays(365),
                    SameSite = SameSiteMode.Lax,
                }
            );
        }
    }

    /// <summary>The language tag (BCP 47) of its texts.</summary>
    public static string Tag(this Language language) => language == Language.Zh ? "zh" : "en";

    private static Language? Preferred(HttpRequest request) =>
        request
            .GetTypedHeaders()
            .AcceptLanguage.Where(accepted => accepted.Quality != 0)
            .OrderByDescending(accepted => accepted.Quality ?? 1)
            .Select(accepted => Parse(accepted.Value.Value))
            .FirstOrDefault(language => language is not null);

    private static Language? Parse(string? tag) =>
        tag?.Split('-')[0].ToLowerInvariant() switch
        {
            "zh" => Language.Zh,
            "en" => Language.En,
            _ => null,
        };
}
