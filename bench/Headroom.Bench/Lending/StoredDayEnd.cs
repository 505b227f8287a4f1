using System.Diagnostics;
using System.Globalization;
using Headroom.Assessment;
using Headroom.Lending;
using Headroom.Operations;
using Headroom.Operations.Borrowers;
using Headroom.Operations.Loans;
using Headroom.Primitives;
using Headroom.Testing;

namespace Headroom.Bench.Lending;

/// <summary>
/// The end of a day as the product does it, over each store: list who is due, one durable command each, postings in the
/// ledger. Every borrower has a line and a loan; those who are not due have their instalment later.
/// </summary>
internal static class StoredDayEnd
{
    private static readonly DateTimeOffset s_drawn = new(2026, 6, 15, 4, 0, 0, TimeSpan.Zero);
    private static readonly Actor s_bench = Actor.System("bench");

    /// <summary>Measures one kind of store.</summary>
    public static Task RunAsync(string kind, int due) =>
        kind switch
        {
            "memory" => OnMemoryAsync(due),
            "sqlite" => OnSqliteAsync(due),
            "postgresql" => OnPostgresAsync(due),
            _ => throw new ArgumentException($"No store is called {kind}: memory, sqlite, postgresql."),
        };

    private static async Task OnMemoryAsync(int due)
    {
        // Once unseen, so that no figure is of a process that still compiles.
        await MeasureAsync("", "memory:", due);
        await MeasureAsync("memory", "memory:", due);
    }

    private static async Task OnSqliteAsync(int due)
    {
        var folder = Directory.CreateTempSubdirectory("headroom-bench-");
        try
        {
            await MeasureAsync("SQLite", Path.Combine(folder.FullName, "lines.db"), due);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task OnPostgresAsync(int due)
    {
        await using var server = await PostgresServer.StartAsync("shared_buffers=512MB", "max_wal_size=4GB");
        await MeasureAsync("PostgreSQL", server.Administration + ";Search Path=public", due);
    }

    // The same number falls due twice: among ten times as many loans, and two days later among a hundred times as many. On
    // the day between, those of the first day become late.
    private static async Task MeasureAsync(string name, string store, int due)
    {
        var clock = new SetClock { At = s_drawn };
        await using var system = await HeadroomSystem.OpenAsync(new HeadroomOptions { Store = store, Clock = clock });
        var held = 0;
        for (var day = 0; day < 2; day++)
        {
            var more = due * (day == 0 ? 9 : 90);
            clock.At = s_drawn.AddDays(2 * day);
            await LendAsync(system, held, due);
            clock.At = s_drawn.AddDays(4 + day);
            await LendAsync(system, held + due, more);
            held += due + more;
            if (day > 0)
            {
                clock.At = s_drawn.AddMonths(1).AddDays(1);
                await system.EndDayAsync();
            }

            clock.At = s_drawn.AddMonths(1).AddDays(2 * day);
            var watch = Stopwatch.StartNew();
            var report = (await system.EndDayAsync()).Value;
            var seconds = watch.Elapsed.TotalSeconds;
            if (report.Total.Borrowers != due || report.RefusedCount > 0)
            {
                throw new InvalidOperationException($"{report.Total.Borrowers} of {due} were ended.");
            }

            if (name.Length == 0)
            {
                continue;
            }

            var what = string.Create(CultureInfo.InvariantCulture, $"day's end, {name}, {held:N0} held, {due:N0} due");
            var figure = string.Create(
                CultureInfo.InvariantCulture,
                $"{seconds * 1000:N0} ms, {due / seconds:N0} borrowers/s"
            );
            Console.Out.WriteLine($"{what, -52} {figure}");
        }
    }

    private static async Task LendAsync(HeadroomSystem system, int first, int count)
    {
        foreach (var block in Enumerable.Range(first, count).Chunk(2000))
        {
            await Task.WhenAll(block.Select(i => LendAsync(system, i)));
        }
    }

    // The line and the loan in one command; the quote is not what is measured, so it is the same for all of a day.
    private static async Task LendAsync(HeadroomSystem system, int number)
    {
        var id = BorrowerId.Parse("B" + number.ToString("0000000", CultureInfo.InvariantCulture)).Value;
        var outcome = await system.SubmitAsync(
            id,
            new RequestEnvelope(s_bench),
            "bench",
            number,
            turn =>
            {
                turn.Add(new BorrowerEvent.Registered(BorrowerKind.Person, Currency.CNY));
                var opening = new DrawId(turn.NextId());
                var amount = new Money(1_000_000, Currency.CNY);
                var rate = Rate.Daily(0.0005m);
                var line = new LineCommand.ImportLine(
                    "consumer",
                    amount,
                    rate,
                    null,
                    null,
                    null,
                    opening,
                    Money.Zero(Currency.CNY)
                );
                var loan = new DrawId(turn.NextId());
                var refusal = turn.Ask(line);
                var quote = Quote(system, turn.State.Line, amount, turn.Context.BusinessDate);
                refusal ??=
                    turn.Ask(new LineCommand.ReserveDraw(loan, amount))
                    ?? turn.Ask(loan, new LoanCommand.Disburse(loan, quote, quote.Hash))
                    ?? turn.Ask(new LineCommand.CommitDraw(loan));
                return refusal is null ? turn.End("lent") : refusal;
            }
        );
        if (outcome.Answer.Refusal is { } refused)
        {
            throw new InvalidOperationException(refused.ToString());
        }
    }

    private static readonly Dictionary<DateOnly, Quote> s_quotes = [];

    private static Quote Quote(HeadroomSystem system, Line line, Money amount, DateOnly on)
    {
        lock (s_quotes)
        {
            if (!s_quotes.TryGetValue(on, out var quote))
            {
                var plan = new PlanDraft(amount, "travel", RepaymentMethod.EqualInstalment, 12);
                s_quotes[on] = quote = LoanQuotes.Of(system.Products, line, plan, on).Value;
            }

            return quote;
        }
    }

    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset At { get; set; }

        public override DateTimeOffset GetUtcNow() => At;
    }
}
