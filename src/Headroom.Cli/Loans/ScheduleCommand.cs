using System.CommandLine;
using System.Globalization;
using Headroom.Cli.Output;
using Headroom.Lending;
using Headroom.Operations.Loans;
using Headroom.Primitives;
using Spectre.Console;

namespace Headroom.Cli.Loans;

/// <summary><c>headroom loan schedule</c>: what is due when, for any terms, without a store.</summary>
internal static class ScheduleCommand
{
    public static Command Create()
    {
        var terms = new TermsOptions();
        var fee = new Option<string?>("--fee-at-draw")
        {
            Description = "Fees paid at the draw; they count in the cost.",
        };
        var each = new Option<string?>("--instalment-fee")
        {
            Description = "Fees paid with each instalment; they count in the cost.",
        };
        var lang = CommonOptions.Lang();
        var json = CommonOptions.Json();
        var command = new Command("schedule", "Show the instalments of a loan and what it costs a year.");
        terms.AddTo(command);
        command.Options.Add(fee);
        command.Options.Add(each);
        command.Options.Add(lang);
        command.Options.Add(json);
        command.SetAction(parsed =>
        {
            var today = BusinessCalendar.Default.DateAt(TimeProvider.System.GetUtcNow());
            var schedule = Scheduler.Make(terms.Read(parsed, today)).OrStop();
            var currency = schedule.Terms.Principal.Currency;
            var (atDraw, repeated) = (Fee(parsed, fee, currency), Fee(parsed, each, currency));
            if (Quoter.CheckFees(schedule, atDraw, repeated) is { } refusal)
            {
                throw new RefusedException(refusal);
            }

            var cost = Quoter.Cost(schedule, atDraw, repeated);
            if (parsed.GetValue(json))
            {
                JsonOutput.Print(ScheduleDocument.Of(schedule, cost));
            }
            else
            {
                Print(schedule, cost, new Words(CommonOptions.LanguageOf(parsed)));
            }

            return ExitCodes.Ok;
        });
        return command;
    }

    private static Money Fee(ParseResult parsed, Option<string?> option, Currency currency) =>
        parsed.GetValue(option) is { } text ? Money.Parse(text, currency).OrStop() : Money.Zero(currency);

    /// <summary>The schedule as a table, and what it costs.</summary>
    public static void Print(Schedule schedule, AnnualCost cost, Words words)
    {
        var table = Tables.New(
            "#" + words["cli.loan.number"],
            words["cli.loan.due-date"],
            "#" + words["cli.loan.days"],
            "#" + words["cli.loan.principal"],
            "#" + words["cli.loan.interest"],
            "#" + words["cli.loan.due"],
            "#" + words["cli.loan.balance"]
        );
        foreach (var row in schedule.Instalments)
        {
            table.AddRow(
                row.Number.ToString(CultureInfo.InvariantCulture),
                row.DueOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                row.Days.ToString(CultureInfo.InvariantCulture),
                row.Principal.ToAmountString(),
                row.Interest.ToAmountString(),
                row.Due.ToAmountString(),
                row.Balance.ToAmountString()
            );
        }

        Tables.Write(table);
        Console.Out.WriteLine(
            words.Get(
                "cli.loan.cost",
                ("interest", schedule.TotalInterest.ToString()),
                ("due", schedule.TotalDue.ToString()),
                ("nominal", Percent(cost.Nominal)),
                ("effective", Percent(cost.Effective ?? cost.Dated))
            )
        );
    }

    private static string Percent(decimal? rate) => rate?.ToString("P2", CultureInfo.InvariantCulture) ?? "–";
}
