using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Headroom.Operations;
using Headroom.Primitives;
using Headroom.Server.Access;
using Headroom.Server.Api;
using Headroom.Server.Assets;
using Headroom.Server.Hosting;
using Headroom.Server.Pages;
using Headroom.Server.Pages.Portfolio;
using Headroom.Server.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Headroom.Server;

/// <summary>The HTTP host over a running Headroom: API, pages, health. It owns neither the system nor its store.</summary>
public static class HeadroomServer
{
    /// <summary>Puts the server together. Nothing listens until it is started.</summary>
    public static WebApplication Build(HeadroomSystem system, ServerOptions options)
    {
        // An empty builder: what the server does depends on its options, not on files or variables it is started beside.
        var builder = WebApplication.CreateEmptyBuilder(
            new WebApplicationOptions { ApplicationName = "headroom", ContentRootPath = AppContext.BaseDirectory }
        );
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Limits.Apply(kestrel, options));
        builder.Host.UseConsoleLifetime(lifetime => lifetime.SuppressStatusMessages = true);
        AddLogging(builder.Logging, options);
        AddServices(builder.Services, system, options);
        var app = builder.Build();
        UsePipeline(app, options);
        return app;
    }

    /// <summary>
    /// Builds and starts the server. Refuses with <c>port-taken</c>, with <c>host-not-here</c> an address that is not this
    /// machine's, and with <c>host-open-without-key</c> one that others reach while no key is set.
    /// </summary>
    public static async Task<Result<RunningServer>> StartAsync(
        HeadroomSystem system,
        ServerOptions options,
        CancellationToken ct = default
    )
    {
        if (!System.Net.IPAddress.IsLoopback(options.Host) && options.Keys.Count == 0)
        {
            return Refusal.Invalid("host-open-without-key", ("host", options.Host.ToString()));
        }

        var app = Build(system, options);
        try
        {
            await app.StartAsync(ct);
            return new RunningServer(app);
        }
        catch (IOException failure) when (failure.InnerException is AddressInUseException)
        {
            await app.DisposeAsync();
            return Refusal.Unavailable("port-taken", ("port", options.Port.ToString(CultureInfo.InvariantCulture)));
        }
        catch (System.Net.Sockets.SocketException)
        {
            await app.DisposeAsync();
            return Refusal.Invalid("host-not-here", ("host", options.Host.ToString()));
        }
    }

    private static void AddLogging(ILoggingBuilder logging, ServerOptions options)
    {
        logging.SetMinimumLevel(options.LogLevel);

        // Why it could not start is told to whoever started it, in one sentence.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        logging.AddFilter("Microsoft", level => level >= LogLevel.Warning && level >= options.LogLevel);

        logging.AddJsonConsole(console =>
        {
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
        });

        // Standard output belongs to what the command prints.
        logging.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console =>
            console.LogToStandardErrorThreshold = LogLevel.Trace
        );
    }

    private static void AddServices(IServiceCollection services, HeadroomSystem system, ServerOptions options)
    {
        services.AddSingleton(system);
        services.AddSingleton(system.Calendar);
        services.AddSingleton(options);
        services.AddRoutingCore();
        services.AddLimits(options);
        services.AddApi();
        services.AddSingleton<PortfolioOverview>();
        services.AddSingleton<ReviewBell>();
        services.AddHostedService<ReviewWorker>();

        // Chinese stands in the pages as itself, not as numbers.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.Configure<HostOptions>(host => host.ShutdownTimeout = options.StopTimeout);
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        if (options.OtlpEndpoint is { } endpoint)
        {
            Telemetry.Enable();
            services.AddHostedService(_ => new Telemetry(endpoint));
        }
    }

    private static void UsePipeline(WebApplication app, ServerOptions options)
    {
        app.UseSecurityHeaders();
        app.UseMiddleware<RequestLog>();
        app.UseMiddleware<FailureAnswers>();
        app.UseRateLimiter();
        app.UseMiddleware<KnownHosts>(options);
        app.UseRouting();
        app.UseMiddleware<AccessGate>(options);
        app.UseRequestTimeouts();
        app.MapAssets();
        app.MapHealth();
        app.MapApi();
        app.MapPages();
    }
}
