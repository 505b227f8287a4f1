using System.CommandLine;
using System.Globalization;
using Headroom.Cli.Output;
using Headroom.Lending;
using Headroom.Operations.Loans;
using Headroom.Primitives;

namespace Headroom.Cli.Loans;

/// <summary><c>headroom loan quote</c>: a plan on a borrower's line with its whole cost, and the hash to sign.</summary>
internal static class QuoteCommand
{
    public static Command Create()
    {
        var borrower = LoanCommands.Borrower();
        var plan = new PlanOptions();
        var store = CommonOptions.Store();
        var products = CommonOptions.Products();
        var lang = CommonOptions.Lang();
        var json = CommonOptions.Json();
        var command = new Command("quote", "Quote a plan on a borrower's line: every cost, and the hash to sign.")
        {
            borrower,
            store,
            products,
            lang,
            json,
        };
        plan.AddTo(command);
        command.SetAction(
            async (parsed, ct) =>
            {
                var id = BorrowerId.Parse(parsed.GetValue(borrower)!).OrStop();
                await using var system = await SystemOpener.OpenExistingAsync(
                    parsed.GetValue(store)!,
                    ct,
                    parsed.GetValue(products)
                );
                var draft = await plan.ReadAsync(parsed, system, id, ct);
                var quote = (await system.QuoteLoanAsync(id, draft, ct)).OrStop();
                if (parsed.GetValue(json))
                {
                    JsonOutput.Print(QuoteDocument.Of(quote));
                }
                else
                {
                    Print(quote, new Words(CommonOptions.LanguageOf(parsed)));
                }

                return ExitCodes.Ok;
            }
        );
        return command;
    }

    // Every item and who gets it, on time and late: what must be seen before it is signed.
    private static void Print(Quote quote, Words words)
    {
        ScheduleCommand.Print(quote.Schedule, quote.Cost, words);
        foreach (var item in quote.Items)
        {
            var name = item.Code == "interest" ? words["cli.quote.interest"] : item.Code;
            Console.Out.WriteLine(
                words.Get("cli.quote.to", ("item", name), ("payee", item.Payee), ("amount", item.Amount.ToString()))
            );
        }

        var (rate, servicing) = (quote.Schedule.Terms.Rate, quote.Servicing);
        Console.Out.WriteLine(words.Get("cli.quote.total", ("amount", quote.TotalCost.ToString())));
        Console.Out.WriteLine(
            words.Get(
                "cli.quote.late",
                ("penalty", Percent(quote.PenaltyPerDay)),
                ("rate", Percent(rate.PerDay)),
                ("factor", servicing.PenaltyFactor.ToString("0.##", CultureInfo.InvariantCulture)),
                ("interest", servicing.PenaltyOnInterest ? words["cli.quote.late-interest"] : ""),
                ("grace", servicing.GraceDays.ToString(CultureInfo.InvariantCulture))
            )
        );
        Console.Out.WriteLine(
            servicing.PrepaymentFeeShare > 0
                ? words.Get("cli.quote.prepay", ("share", Percent(servicing.PrepaymentFeeShare)))
                : words["cli.quote.prepay-free"]
        );
        Console.Out.WriteLine(words.Get("cli.quote.sign", ("hash", quote.Hash.ToString())));
    }

    private static string Percent(decimal rate) => (rate * 100).ToString("0.####", CultureInfo.InvariantCulture) + " %";
}

/// <summary>A quote as <c>--json</c> prints it.</summary>
internal sealed record QuoteDocument(
    string Product,
    string Purpose,
    ScheduleDocument Schedule,
    IReadOnlyList<CostItem> Items,
    Money TotalCost,
    string PenaltyPerDay,
    string Hash
)
{
    public static QuoteDocument Of(Quote quote) =>
        new(
            quote.Product,
            quote.Purpose,
            ScheduleDocument.Of(quote.Schedule, quote.Cost),
            quote.Items,
            quote.TotalCost,
            quote.PenaltyPerDay.ToString("0.############", CultureInfo.InvariantCulture),
            quote.Hash.ToString()
        );
}
