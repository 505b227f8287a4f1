using System.Diagnostics;
using System.Text.Json;

namespace Headroom.Product.Tests.CommandLine;

/// <summary>The <c>headroom</c> command as a user runs it: its own process, its output and its exit code.</summary>
internal static class HeadroomProcess
{
    public static async Task<(int Exit, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(Start(arguments))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }

    /// <summary>How the command is started.</summary>
    public static ProcessStartInfo Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "headroom.dll") },
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // The texts of these tests are English, whatever the machine speaks.
        start.Environment["LC_ALL"] = "C";
        return start;
    }

    public static async Task<JsonElement> JsonAsync(params string[] arguments)
    {
        var (exit, output, errors) = await RunAsync([.. arguments, "--json"]);
        exit.ShouldBe(0, errors);
        using var document = JsonDocument.Parse(output);
        return document.RootElement.Clone();
    }
}
