using System.CommandLine;
using System.Globalization;
using Headroom.Assessment;
using Headroom.Cli.Output;
using Headroom.Operations;
using Headroom.Operations.ApplyForLine;
using Headroom.Operations.Generate;
using Headroom.Operations.RegisterBorrower;
using Headroom.Operations.Review;
using Headroom.Primitives;
using Headroom.Server;

namespace Headroom.Cli.Commands;

/// <summary><c>headroom demo</c>: a generated portfolio, reviewed and served.</summary>
internal static class DemoCommand
{
    private static readonly Actor Generator = Actor.System("demo");

    public static Command Create()
    {
        var store = CommonOptions.Store();
        store.DefaultValueFactory = _ => "headroom-demo.db";
        var port = CommonOptions.Port();
        var noBrowser = CommonOptions.NoBrowser();
        var json = CommonOptions.Json();
        var lang = CommonOptions.Lang();
        var seed = new Option<ulong>("--seed") { Description = "Which portfolio.", DefaultValueFactory = _ => 1 };
        var count = CommonOptions.Between(
            new Option<int>("--borrowers") { Description = "How many borrowers.", DefaultValueFactory = _ => 2000 },
            1,
            1_000_000
        );
        var command = new Command("demo", "Fill a store with a generated portfolio, review it, and serve it.")
        {
            store,
            seed,
            count,
            port,
            noBrowser,
            lang,
            json,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                await using var system = await SystemOpener.OpenAsync(parsed.GetValue(store)!, null, ct);
                var words = new Words(CommonOptions.LanguageOf(parsed));
                await ProgressBar.RunAsync(
                    words.Get(
                        "cli.serve.generating",
                        ("count", parsed.GetValue(count).ToString("N0", CultureInfo.InvariantCulture))
                    ),
                    parsed.GetValue(json),
                    progress => FillAsync(system, parsed.GetValue(seed), parsed.GetValue(count), progress, ct)
                );
                return await ServeCommand.ServeAsync(
                    system,
                    parsed,
                    new ServerOptions { Port = parsed.GetValue(port) },
                    parsed.GetValue(noBrowser),
                    ct
                );
            }
        );
        return command;
    }

    // Every step has keys of its own, so a demo that is started again on the same store adds nothing.
    private static async Task<bool> FillAsync(
        HeadroomSystem system,
        ulong seed,
        int count,
        IProgress<(long Done, long Total)> progress,
        CancellationToken ct
    )
    {
        if ((await system.Store.ScanBorrowersAsync(null, 1, ct)).Count > 0)
        {
            return false;
        }

        var release = (await system.Releases.LiveAsync(ct)).OrStop();
        var today = system.Calendar.DateAt(system.Now);
        var done = 0L;
        foreach (var block in new PortfolioGenerator(seed, count, today, system.Calendar).Generate().Chunk(500))
        {
            await Task.WhenAll(block.Select(draft => FillOneAsync(system, release, draft, ct)));
            progress.Report((done += block.Length, count));
        }

        (await system.ReviewPortfolioAsync(ReviewTrigger.Schedule, Generator, null, ct)).OrStop();
        return true;
    }

    private static async Task FillOneAsync(
        HeadroomSystem system,
        PolicyRelease release,
        Operations.Borrowers.BorrowerDraft draft,
        CancellationToken ct
    )
    {
        var registered = await system.RegisterBorrowerAsync(draft, new RequestEnvelope(Generator, "demo"), ct);
        registered.Answer.OrStop();
        if (draft.Line is null)
        {
            var application = new ApplicationDraft("consumer");
            var request = new RequestEnvelope(Generator, "demo-application");
            (await system.ApplyForLineAsync(draft.Id, application, release, request, ct)).Answer.OrStop();
        }
    }
}
