using System.CommandLine;
using System.Globalization;
using Headroom.Cli.Output;
using Headroom.Lending;
using Headroom.Operations.Loans;
using Headroom.Operations.Texts;
using Headroom.Primitives;
using Spectre.Console;

namespace Headroom.Cli.Loans;

/// <summary><c>headroom loan plans</c>: every plan of a draw side by side, and the one that fits the borrower's income.</summary>
internal sealed class PlansCommand
{
    private readonly Argument<string> _borrower = LoanCommands.Borrower();
    private readonly Option<string> _amount = new("--amount") { Description = "The amount.", Required = true };

    private readonly Option<string> _purpose = new("--purpose")
    {
        Description = "What it is for, such as travel or education.",
        Required = true,
    };

    private readonly Option<string?> _income = new("--income")
    {
        Description = "Income a month. Default: what the newest signal says.",
    };

    private readonly Option<string?> _payday = new("--payday")
    {
        Description = "The day of the month on which it comes; instalments are due on it. Default: the draw's day.",
    };

    private readonly Option<string?> _obligations = new("--obligations")
    {
        Description = "Other debts a month. Default: what the newest signal says. Open loans count by themselves.",
    };

    private readonly Option<string?> _obligationsDay = new("--obligations-day")
    {
        Description = "The day of the month on which they are due. Default: the payday.",
    };

    private readonly Option<string> _share = new("--share")
    {
        Description = "The share of what is left that an instalment may take, as a fraction or in percent.",
        DefaultValueFactory = _ => "50%",
    };

    private readonly Option<string?> _firstDue = new("--first-due") { Description = "The first due date, yyyy-MM-dd." };
    private readonly Option<string> _store = CommonOptions.Store();
    private readonly Option<string?> _products = CommonOptions.Products();
    private readonly Option<bool> _json = CommonOptions.Json();

    public static Command Create() => new PlansCommand().Make();

    private Command Make()
    {
        var command = new Command("plans", "Lay the plans of a draw side by side and suggest one that fits the income.")
        {
            _borrower,
            _amount,
            _purpose,
            _income,
            _payday,
            _obligations,
            _obligationsDay,
            _share,
            _firstDue,
            _store,
            _products,
            CommonOptions.Lang(),
            _json,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        var id = BorrowerId.Parse(parsed.GetValue(_borrower)!).OrStop();
        await using var system = await SystemOpener.OpenExistingAsync(
            parsed.GetValue(_store)!,
            ct,
            parsed.GetValue(_products)
        );
        var currency = await PlanOptions.CurrencyAsync(system, id, ct);
        Money? Amount(Option<string?> option) =>
            parsed.GetValue(option) is { } text ? Money.Parse(text, currency).OrStop() : null;
        int? Day(Option<string?> option) =>
            parsed.GetValue(option) is { } text ? OptionValues.Count(option.Name, text) : null;
        var draft = new PlansDraft(
            Money.Parse(parsed.GetValue(_amount)!, currency).OrStop(),
            parsed.GetValue(_purpose)!,
            new IncomeDraft(
                Amount(_income),
                Day(_payday),
                Amount(_obligations),
                Day(_obligationsDay),
                OptionValues.Fraction("--share", parsed.GetValue(_share)!)
            ),
            parsed.GetValue(_firstDue) is { } first ? OptionValues.Date("--first-due", first) : null
        );
        var comparison = (await system.ComparePlansAsync(id, draft, ct)).OrStop();
        if (parsed.GetValue(_json))
        {
            JsonOutput.Print(comparison);
        }
        else
        {
            var language = CommonOptions.LanguageOf(parsed);
            Print(comparison, new Words(language), new Formats(language, system.Calendar));
        }

        return ExitCodes.Ok;
    }

    private static void Print(PlanComparison comparison, Words words, Formats formats)
    {
        var table = Tables.New(
            words["cli.plans.method"],
            "#" + words["cli.plans.instalments"],
            words["cli.plans.first-due"],
            "#" + words["cli.plans.first"],
            "#" + words["cli.plans.largest"],
            "#" + words["cli.plans.cost"],
            "#" + words["cli.plans.nominal"],
            "#" + words["cli.plans.effective"],
            words["cli.plans.cap"],
            "#" + words["cli.plans.share"],
            ""
        );
        foreach (var plan in comparison.Plans)
        {
            table.AddRow(
                words["code.repayment-method." + plan.Method.Code()],
                plan.Instalments.ToString(CultureInfo.InvariantCulture),
                plan.FirstDueOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                plan.FirstDue.ToAmountString(),
                plan.LargestDue.ToAmountString(),
                plan.TotalCost.ToAmountString(),
                Percent(plan.Cost.Nominal),
                Percent(plan.Cost.Effective ?? plan.Cost.Dated),
                words[plan.IsAllowed ? "cli.plans.within-cap" : "cli.plans.above-cap"],
                Percent(plan.ShareOfRest),
                Verdict(plan, words)
            );
        }

        Tables.Write(table);
        foreach (var cap in comparison.Plans.SelectMany(plan => plan.Gates).DistinctBy(gate => gate.Citation))
        {
            Console.Out.WriteLine(
                words.Get("cli.plans.cap-is", ("cap", Percent(cap.MostAnnual)), ("citation", cap.Citation))
            );
        }

        Console.Out.WriteLine(Suggestion(comparison, words, formats));
    }

    private static string Suggestion(PlanComparison comparison, Words words, Formats formats)
    {
        if (comparison.Income is not { } income)
        {
            return words["cli.plans.no-income"];
        }

        var parameters = new[]
        {
            ("income", income.Monthly!.Value.ToString()),
            ("obligations", income.Obligations!.Value.ToString()),
            ("share", Percent(income.ShareOfRest)),
        };
        return comparison.Plans.FirstOrDefault(plan => plan.IsSuggested) is { } best
            ? words.Get(
                "cli.plans.suggested",
                [
                    .. parameters,
                    ("method", words["code.repayment-method." + best.Method.Code()]),
                    ("instalments", best.Instalments.ToString(CultureInfo.InvariantCulture)),
                    ("date", formats.Date(best.FirstDueOn)),
                    ("most", Percent(best.ShareOfRest)),
                    ("cost", best.TotalCost.ToString()),
                    ("hash", best.Hash.ToString()),
                ]
            )
            : words.Get("cli.plans.none-fits", parameters);
    }

    private static string Verdict(ComparedPlan plan, Words words) =>
        plan.IsSuggested ? words["cli.plans.is-suggested"]
        : plan.Fits == false ? words["cli.plans.too-much"]
        : "";

    private static string Percent(decimal? rate) => rate?.ToString("P2", CultureInfo.InvariantCulture) ?? "–";
}
