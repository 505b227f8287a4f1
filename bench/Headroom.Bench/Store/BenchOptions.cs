using System.Globalization;

namespace Headroom.Bench.Store;

/// <summary>What the store benchmark was asked for.</summary>
internal sealed record BenchOptions
{
    public string? Postgres { get; private init; }

    public int Seconds { get; private init; } = 5;

    public int Sessions { get; private init; } = 2;

    public int[] Callers { get; private init; } = [1, 16, 64, 256];

    public bool SkipSqlite { get; private init; }

    public bool SkipPostgres { get; private init; }

    /// <summary>Without the baselines.</summary>
    public bool Only { get; private init; }

    public static BenchOptions Parse(ReadOnlySpan<string> args) =>
        args switch
        {
            [] => new BenchOptions(),
            ["--postgres", var connection, .. var rest] => Parse(rest) with { Postgres = connection },
            ["--seconds", var seconds, .. var rest] => Parse(rest) with { Seconds = Number(seconds) },
            ["--sessions", var sessions, .. var rest] => Parse(rest) with { Sessions = Number(sessions) },
            ["--callers", var callers, .. var rest] => Parse(rest) with
            {
                Callers = [.. callers.Split(',').Select(Number)],
            },
            ["--sqlite-only", .. var rest] => Parse(rest) with { SkipPostgres = true },
            ["--postgres-only", .. var rest] => Parse(rest) with { SkipSqlite = true },
            ["--no-baselines", .. var rest] => Parse(rest) with { Only = true },
            [var unknown, ..] => throw new ArgumentException($"The store benchmark does not know {unknown}."),
        };

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
