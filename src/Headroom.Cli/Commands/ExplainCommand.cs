using System.CommandLine;
using Headroom.Cli.Output;
using Headroom.Operations.Explain;
using Headroom.Operations.Texts;
using Headroom.Primitives;

namespace Headroom.Cli.Commands;

/// <summary><c>headroom explain</c>: why this limit, and what would change it.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var borrower = new Argument<string>("borrower") { Description = "The borrower's identifier." };
        var store = CommonOptions.Store();
        var lang = CommonOptions.Lang();
        var json = CommonOptions.Json();
        var command = new Command("explain", "Say why a borrower's line is as it is, and what would change it.")
        {
            borrower,
            store,
            lang,
            json,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                var id = BorrowerId.Parse(parsed.GetValue(borrower)!).OrStop();
                var language = CommonOptions.LanguageOf(parsed);
                await using var system = await SystemOpener.OpenExistingAsync(parsed.GetValue(store)!, ct);
                var explanation = (await system.ExplainBorrowerAsync(id, language, ct)).OrStop();
                if (parsed.GetValue(json))
                {
                    JsonOutput.Print(explanation);
                }
                else
                {
                    var page = new ExplanationPage(new Words(language), new Formats(language, system.Calendar));
                    Console.Out.Write(page.Text(explanation));
                }

                return ExitCodes.Ok;
            }
        );
        return command;
    }
}
