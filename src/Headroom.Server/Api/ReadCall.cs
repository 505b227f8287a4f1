using Headroom.Operations;
using Headroom.Operations.Explain;
using Headroom.Operations.ReadBorrower;
using Headroom.Primitives;
using Headroom.Server.Problems;
using Headroom.Server.Reading;
using Microsoft.AspNetCore.Http;

namespace Headroom.Server.Api;

/// <summary>What reads over HTTP share.</summary>
internal static class ReadCall
{
    /// <summary>The most entries of a page.</summary>
    public const int CountMax = 500;

    /// <summary>How many entries a page has where the caller does not say.</summary>
    public const int CountDefault = 50;

    /// <summary>Answers with a value, or the refusal in its place.</summary>
    public static IResult Answer<T>(Result<T> result) =>
        result.Match(value => Results.Json(value, ApiJson.Options), RefusalAnswer.Of);

    /// <summary>How many entries a page has. Refuses with <c>count-out-of-range</c>.</summary>
    public static Result<int> Count(int? count) =>
        (count ?? CountDefault) is var asked and >= 1 and <= CountMax
            ? asked
            : Refusal.Invalid("count-out-of-range", ("count", $"{count}"), ("most", $"{CountMax}"));

    /// <summary>
    /// A word of a query that must be a code, or none. Refuses with <c>filter-unknown</c>: a misspelt one would find nobody.
    /// </summary>
    public static Refusal? Unknown<TCode>(string name, string? given, Func<TCode, string> code)
        where TCode : struct, Enum
    {
        var known = Enum.GetValues<TCode>().Select(code).ToList();
        return given is null || known.Contains(given, StringComparer.Ordinal)
            ? null
            : Refusal.Invalid("filter-unknown", ("name", name), ("value", given), ("known", string.Join(", ", known)));
    }

    /// <summary>Reads a borrower by the identifier of an address, and answers under its version's tag.</summary>
    public static async Task<IResult> BorrowerAsync<T>(
        HttpContext http,
        HeadroomSystem system,
        string id,
        Func<BorrowerView, ReleaseWords, Result<T>> answer
    )
    {
        if (!BorrowerId.Parse(id).TryGet(out var borrower, out var refusal))
        {
            return RefusalAnswer.Of(refusal);
        }

        var read = await system.ReadBorrowerAsync(borrower, http.RequestAborted);
        if (!read.TryGet(out var view, out refusal))
        {
            return RefusalAnswer.Of(refusal);
        }

        var release = view.Decision is { } decision
            ? await system.Releases.ByHashAsync(decision.Release, http.RequestAborted)
            : await system.Releases.LiveAsync(http.RequestAborted);
        http.Response.Headers.ETag = ETags.Of(view.Version);
        return Answer(release.Then(by => answer(view, new ReleaseWords(by, view.Decision, ReaderLanguage.Of(http)))));
    }
}
