using Spectre.Console;

namespace Headroom.Cli.Output;

/// <summary>A progress bar on the error stream for long work; nothing at all where that is no terminal or JSON was asked for.</summary>
internal static class ProgressBar
{
    /// <summary>Runs the work, showing how much of a total is done.</summary>
    public static async Task<T> RunAsync<T>(
        string title,
        bool quiet,
        Func<IProgress<(long Done, long Total)>, Task<T>> work
    )
    {
        if (quiet || Console.IsErrorRedirected)
        {
            return await work(new Silent());
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console
            .Progress()
            .AutoClear(true)
            .Columns(
                new TaskDescriptionColumn(),
                new ProgressBarColumn(),
                new PercentageColumn(),
                new RemainingTimeColumn()
            )
            .StartAsync(async context => await work(new Bar(context.AddTask(title))));
    }

    private sealed class Silent : IProgress<(long Done, long Total)>
    {
        public void Report((long Done, long Total) value) { }
    }

    private sealed class Bar(ProgressTask task) : IProgress<(long Done, long Total)>
    {
        public void Report((long Done, long Total) value)
        {
            task.MaxValue = Math.Max(1, value.Total);
            task.Value = value.Done;
        }
    }
}
