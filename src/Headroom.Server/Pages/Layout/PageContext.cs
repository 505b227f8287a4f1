using Headroom.Primitives;
using Headroom.Server.Reading;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Headroom.Server.Pages.Layout;

/// <summary>What every page knows of its request: who reads, and where.</summary>
/// <param name="Reader">The reader.</param>
/// <param name="Request">The request.</param>
public sealed record PageContext(Reader Reader, HttpRequest Request)
{
    /// <summary>The context of a request; a language that it asks for is remembered.</summary>
    public static PageContext Of(HttpContext context, BusinessCalendar calendar)
    {
        ReaderLanguage.Remember(context);
        return new PageContext(new Reader(ReaderLanguage.Of(context), calendar), context.Request);
    }

    /// <summary>
    /// Whether htmx asks for a part of the page only. Going back in history is a request for the whole page.
    /// </summary>
    public bool IsPartial => Request.Headers["HX-Request-Type"] == "partial";

    /// <summary>This page in another language.</summary>
    public string AddressIn(Language language)
    {
        var query = new QueryBuilder(
            Request
                .Query.Where(pair => pair.Key != ReaderLanguage.Parameter)
                .SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value ?? ""))
        )
        {
            { ReaderLanguage.Parameter, language.Tag() },
        };
        return Request.Path + query.ToString();
    }
}
