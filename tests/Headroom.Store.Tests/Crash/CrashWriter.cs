using System.Diagnostics;
using System.Globalization;
using Headroom.Primitives;

namespace Headroom.Store.Tests.Crash;

/// <summary>
/// A process that writes until it is killed, saying on its standard output what it was answered, one line a command:
/// borrower, key, version.
/// </summary>
public static class CrashWriter
{
    public const string Argument = "--write-until-killed";
    private const int Callers = 48;
    private const int Borrowers = 20;

    /// <summary>The command of a key: what the child submitted, and what the test submits again.</summary>
    public static Command<SmallLine> Command(BorrowerId borrower, string key) =>
        SmallCommands.SetLimit(borrower, 1_000, key);

    /// <summary>Starts the child.</summary>
    public static Process Start(string store, string process) =>
        Process.Start(
            new ProcessStartInfo(Environment.ProcessPath!, [Argument, store, process]) { RedirectStandardOutput = true }
        )!;

    /// <summary>What the child does.</summary>
    public static async Task<int> RunAsync(string storeText, string process)
    {
        await using var store = await StoreOpener.OpenAsync(storeText);
        await using var writer = await CommandWriter.StartAsync(store, new SmallLineModel(), TimeProvider.System);
        var gate = new Lock();
        using var output = Console.OpenStandardOutput();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(CallAsync));
        return 1;

        async Task CallAsync(int caller)
        {
            for (var i = 0; ; i++)
            {
                var borrower = SmallCommands.Borrower(Text($"B{(caller + i) % Borrowers}"));
                var key = Text($"{process}-{caller}-{i}");
                var outcome = await writer.SubmitAsync(Command(borrower, key));
                var line = SmallCommands.Bytes(
                    outcome.Answer.IsOk
                        ? Text($"{borrower} {key} {outcome.Version}\n")
                        : $"refused {outcome.Answer.Refusal}\n"
                );
                lock (gate)
                {
                    output.Write(line);
                }
            }
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
