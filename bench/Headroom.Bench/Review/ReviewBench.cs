using System.Diagnostics;
using System.Globalization;
using Headroom.Assessment;
using Headroom.Lending;
using Headroom.Operations;
using Headroom.Operations.Borrowers;
using Headroom.Operations.Generate;
using Headroom.Operations.RegisterBorrower;
using Headroom.Operations.Review;
using Headroom.Operations.Verify;
using Headroom.Primitives;

namespace Headroom.Bench.Review;

/// <summary>
/// The review of a portfolio end to end (read, assess with trace and reasons, append, update, answer), and what each pure step
/// of it costs, so that one can see where the time goes.
/// </summary>
internal static class ReviewBench
{
    private const int StepRounds = 3;
    private static readonly Actor Bench = Actor.System("bench");

    /// <summary>Runs on a store given as text, or on a new SQLite file.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var count = Option(args, "--borrowers") is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : 30_000;
        var given = Option(args, "--store");
        var folder = Directory.CreateTempSubdirectory("headroom-bench-");
        try
        {
            var store = given ?? Path.Combine(folder.FullName, "review.db");
            await using var system = await HeadroomSystem.OpenAsync(
                new HeadroomOptions { Store = store, PackFolder = Option(args, "--pack") ?? "policies/cn-consumer" }
            );
            await MeasureAsync(system, count);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return 0;
    }

    private static async Task MeasureAsync(HeadroomSystem system, int count)
    {
        var release = (await system.Releases.LiveAsync()).Value;
        var today = system.Calendar.DateAt(system.Now);
        var drafts = new PortfolioGenerator(1, count, today, system.Calendar).Generate().ToList();
        await TimedAsync(
            "import",
            count,
            async () =>
            {
                foreach (var block in drafts.Chunk(2000))
                {
                    await Task.WhenAll(
                        block.Select(draft =>
                            system.RegisterBorrowerAsync(draft, new RequestEnvelope(Bench, "import")).AsTask()
                        )
                    );
                }
            }
        );
        await Steps(system, release);
        await TimedAsync(
            "review, end to end",
            count,
            async () => _ = (await system.ReviewPortfolioAsync(ReviewTrigger.Schedule, Bench)).Value
        );
        await TimedAsync("verify", count, async () => _ = await system.VerifyAsync());
    }

    private static async Task Steps(HeadroomSystem system, PolicyRelease release)
    {
        var stored = await system.Store.ScanBorrowersAsync(null, 2000);
        var context = new CommandContext(
            new CommandId(SortableId.Of(system.Now, new byte[10])),
            Bench,
            system.Now,
            system.Calendar.DateAt(system.Now)
        );
        var states = stored.Select(s => BorrowerModel.Instance.Load(s.Borrower, s.State)).ToList();
        var active = states.Where(s => s.Line.Lifecycle is LineLifecycle.Active).ToList();
        var turns = active.ConvertAll(state => Reviewed(state, context, release));
        var effects = turns.ConvertAll(turn => turn.End("done"));
        Step("  load a snapshot", stored, s => BorrowerModel.Instance.Load(s.Borrower, s.State));
        Step("  build the profile", active, s => Profiles.ProfileBuilder.Build(s.Signals, context.At, context.At));
        Step("  decide and carry out", active, s => Reviewed(s, context, release));
        Step("  encode the events", turns, turn => turn.End("done"));
        Step("  save the snapshot", effects, effect => BorrowerModel.Instance.Save(effect.State));
        Step("  make the row", effects, effect => BorrowerModel.Instance.Row(effect.State));
    }

    private static BorrowerTurn Reviewed(BorrowerState state, CommandContext context, PolicyRelease release)
    {
        var turn = new BorrowerTurn(state, context);
        _ = Reviewer.Review(turn, release, ReviewTrigger.Schedule);
        return turn;
    }

    private static void Step<T>(string name, IReadOnlyList<T> over, Func<T, object?> work)
    {
        var best = double.MaxValue;
        for (var round = 0; round < StepRounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            foreach (var item in over)
            {
                _ = work(item);
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(started).TotalMicroseconds / over.Count);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name, -24} {best, 10:N1} µs each"));
    }

    private static async Task TimedAsync(string name, int count, Func<Task> work)
    {
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var started = Stopwatch.GetTimestamp();
        await work();
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var busy = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{name, -24} {count / seconds, 10:N0} borrowers/s   {seconds:N1} s, {busy:N1} s of processor"
            )
        );
    }

    private static string? Option(string[] args, string name)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }
}
