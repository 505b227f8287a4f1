using Headroom.Primitives;
using Headroom.Store;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Headroom.Server.Pages.Portfolio;

/// <summary>What the portfolio page is asked to show, as its address says it. Blank fields let all through.</summary>
public sealed record PortfolioFilter(
    string Text,
    string Status,
    string Hold,
    string Action,
    string Grade,
    BorrowerId? After
)
{
    /// <summary>How many borrowers a page shows.</summary>
    public const int PageLength = 50;

    /// <summary>Reads an address. What is no identifier to go on after is taken as the first page.</summary>
    public static PortfolioFilter Of(IQueryCollection query) =>
        new(
            Word(query, "q"),
            Word(query, "status"),
            Word(query, "hold"),
            Word(query, "action"),
            Word(query, "grade"),
            BorrowerId.Parse(Word(query, "after")).TryGet(out var after, out _) ? after : null
        );

    /// <summary>Whether anything is left out.</summary>
    public bool IsNarrowed => Text.Length + Status.Length + Hold.Length + Action.Length + Grade.Length > 0;

    /// <summary>The query it asks of the store.</summary>
    public PortfolioQuery ToQuery() =>
        new()
        {
            IdPrefix = Blank(Text),
            Status = Blank(Status),
            HoldKind = Blank(Hold),
            LastAction = Blank(Action),
            Grade = Blank(Grade),
            After = After,
            Count = PageLength,
        };

    /// <summary>The address of this filter, from after a borrower or from the first.</summary>
    public string Address(BorrowerId? after)
    {
        var query = new QueryBuilder();
        (string Name, string Value)[] fields =
        [
            ("q", Text),
            ("status", Status),
            ("hold", Hold),
            ("action", Action),
            ("grade", Grade),
            ("after", after?.Value ?? ""),
        ];
        foreach (var (name, value) in fields.Where(field => field.Value.Length > 0))
        {
            query.Add(name, value);
        }

        return "/" + query.ToQueryString();
    }

    private static string Word(IQueryCollection query, string name)
    {
        var text = query[name].ToString().Trim();
        return text.Length > 40 ? text[..40] : text;
    }

    private static string? Blank(string text) => text.Length == 0 ? null : text;
}
