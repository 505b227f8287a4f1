using System.CommandLine;
using System.Diagnostics;
using System.Net;
using Headroom.Cli.Output;
using Headroom.Operations;
using Headroom.Server;
using Headroom.Server.Access;
using Microsoft.Extensions.Logging;

namespace Headroom.Cli.Commands;

/// <summary><c>headroom serve</c>: the HTTP API, the pages and the workers over one store.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var store = CommonOptions.Store();
        var pack = CommonOptions.Pack();
        var products = CommonOptions.Products();
        var host = Host();
        var port = CommonOptions.Port();
        var noBrowser = CommonOptions.NoBrowser();
        var json = CommonOptions.Json();
        var lang = CommonOptions.Lang();
        var command = new Command("serve", "Serve the HTTP API and the pages.")
        {
            store,
            pack,
            products,
            host,
            port,
            noBrowser,
            lang,
            json,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                await using var system = await SystemOpener.OpenAsync(
                    parsed.GetValue(store)!,
                    parsed.GetValue(pack),
                    ct,
                    parsed.GetValue(products)
                );
                (await system.Releases.LiveAsync(ct)).OrStop();
                var options = new ServerOptions
                {
                    Host = IPAddress.Parse(parsed.GetValue(host)!),
                    Port = parsed.GetValue(port),
                };
                return await ServeAsync(system, parsed, options, parsed.GetValue(noBrowser), ct);
            }
        );
        return command;
    }

    private static Option<string> Host()
    {
        var option = new Option<string>("--host")
        {
            Description =
                "The address to listen on. Others than 127.0.0.1 let other machines call the API, with a key of "
                + "HEADROOM_API_KEY; the pages stay with this machine.",
            DefaultValueFactory = _ => "127.0.0.1",
        };
        option.Validators.Add(given =>
        {
            if (given.Tokens is [var token] && !IPAddress.TryParse(token.Value, out _))
            {
                given.AddError($"--host is {token.Value}; it must be an address, such as 127.0.0.1, 0.0.0.0 or ::1.");
            }
        });
        return option;
    }

    /// <summary>Serves until it is stopped.</summary>
    public static async Task<int> ServeAsync(
        HeadroomSystem system,
        ParseResult parsed,
        ServerOptions where,
        bool noBrowser,
        CancellationToken ct
    )
    {
        var endpoint = Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT");
        var options = where with
        {
            Keys = ApiKey.ParseAll(Environment.GetEnvironmentVariable("HEADROOM_API_KEY") ?? "").OrStop(),
            OtlpEndpoint = ServerOptions.ParseOtlpEndpoint(endpoint).OrStop(),

            // Whoever watches a terminal wants what went wrong; a file or a service manager gets every request.
            LogLevel = Console.IsErrorRedirected ? LogLevel.Information : LogLevel.Warning,
        };
        await using var server = (await HeadroomServer.StartAsync(system, options, ct)).OrStop();
        if (CommonOptions.WantsJson(parsed))
        {
            JsonOutput.Print(new { address = server.Address.ToString() });
        }
        else
        {
            var words = new Words(CommonOptions.LanguageOf(parsed));
            var key = IPAddress.IsLoopback(options.Host) ? "cli.serve.address" : "cli.serve.address-open";
            Console.Out.WriteLine(words.Get(key, ("address", server.Address.ToString())));
        }

        if (!noBrowser && !Console.IsOutputRedirected)
        {
            OpenBrowser(server.Address);
        }

        await server.WaitForStopAsync(ct);
        return ExitCodes.Ok;
    }

    // A convenience only: the address is printed, so a machine without a browser loses nothing.
    private static void OpenBrowser(Uri address)
    {
        try
        {
            Process.Start(new ProcessStartInfo(address.ToString()) { UseShellExecute = true })?.Dispose();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Console.Error.WriteLine($"No browser could be opened; go to {address}");
        }
    }
}
