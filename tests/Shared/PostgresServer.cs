using System.Diagnostics;
using System.Globalization;

namespace Headroom.Testing;

/// <summary>
/// A private PostgreSQL of one run: made from the machine's binaries in a temporary folder, reached over a socket in
/// that folder, with durability on, stopped and removed at the end.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string User = "headroom";
    private const string Password = "headroom";

    private readonly string _binaries;
    private readonly string _folder;
    private int _databases;

    private PostgresServer(string binaries, string folder)
    {
        _binaries = binaries;
        _folder = folder;
    }

    /// <summary>Where the binaries are, null where there are none.</summary>
    public static string? Binaries { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(':')
            .Concat(
                Directory.Exists("/usr/lib/postgresql")
                    ? Directory
                        .GetDirectories("/usr/lib/postgresql")
                        .OrderByDescending(folder =>
                            int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version)
                                ? version
                                : 0
                        )
                        .Select(folder => Path.Combine(folder, "bin"))
                    : []
            )
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")));

    /// <summary>The connection string of a database on this server.</summary>
    public string ConnectionString(string database, string? password = null) =>
        $"Host={_folder};Username={User};Password={password ?? Password};Database={database}";

    /// <summary>The database that every server has.</summary>
    public string Administration => ConnectionString("postgres");

    /// <summary>A name that no other database of this server has.</summary>
    public string NextDatabase() =>
        string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref _databases)}");

    /// <summary>Makes a folder inside another that belongs to the server, as a tablespace must; gives its path.</summary>
    public static async Task<string> OwnFolderAsync(string inside)
    {
        var folder = Path.Combine(inside, "tablespace");
        await RunAsync("mkdir", "-m", "700", folder);
        return folder;
    }

    /// <summary>Makes and starts a server.</summary>
    /// <param name="settings">Server settings, such as <c>shared_buffers=1GB</c>.</param>
    /// <exception cref="InvalidOperationException">There are no binaries, or it does not start.</exception>
    public static async Task<PostgresServer> StartAsync(params string[] settings)
    {
        var binaries = Binaries ?? throw new InvalidOperationException("PostgreSQL is not installed.");
        var folder = (await RunAsync("mktemp", "-d", "/tmp/headroom-postgres-XXXXXX")).Trim();
        var server = new PostgresServer(binaries, folder);
        try
        {
            await RunAsync("sh", "-c", $"printf {Password} > {folder}/password");
            await RunAsync(
                $"{binaries}/initdb",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--auth=scram-sha-256",
                $"--username={User}",
                $"--pwfile={folder}/password",
                $"--pgdata={folder}/data"
            );
            await server.StartAgainAsync(settings);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it again after <see cref="StopAsync"/>.</summary>
    public async Task StartAgainAsync(params string[] settings)
    {
        string[] all = [$"unix_socket_directories={_folder}", "listen_addresses=", .. settings];
        var options = string.Join(' ', all.Select(setting => $"-c {setting}"));
        await RunAsync(
            $"{_binaries}/pg_ctl",
            "start",
            "-w",
            "-D",
            $"{_folder}/data",
            "-l",
            $"{_folder}/log",
            "-o",
            options
        );
    }

    /// <summary>Stops it, without waiting for its clients.</summary>
    /// <param name="mode"><c>fast</c> in order; <c>immediate</c> as a crash would.</param>
    public Task StopAsync(string mode = "fast") =>
        RunAsync($"{_binaries}/pg_ctl", "stop", "-w", "-m", mode, "-D", $"{_folder}/data");

    public async ValueTask DisposeAsync()
    {
        if (File.Exists($"{_folder}/data/postmaster.pid"))
        {
            await StopAsync("immediate");
        }

        await RunAsync("rm", "-rf", _folder);
    }

    /// <summary>Runs a program; as the user <c>postgres</c> where this is root, whom PostgreSQL refuses.</summary>
    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        string[] command = Environment.IsPrivilegedProcess
            ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", program, .. arguments]
            : [program, .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = "/tmp",
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"{program} failed: {await output} {await errors}");
    }
}
