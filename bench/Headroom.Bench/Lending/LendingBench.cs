using System.Diagnostics;
using System.Globalization;
using Headroom.Lending;
using Headroom.Primitives;

namespace Headroom.Bench.Lending;

/// <summary>
/// Schedules, and the day's end: what it costs per due instalment, and that it costs the same when ten times as many loans are
/// held of which as many fall due; the pure work in memory, and the whole of it over each store.
/// </summary>
internal static class LendingBench
{
    private const int Schedules = 100_000;
    private static readonly DateOnly Today = new(2026, 7, 15);

    private const int DueInMemory = 20_000;
    private const int DueInStore = 500;
    private static readonly string[] s_stores = ["memory", "sqlite", "postgresql"];

    /// <summary>Runs all of it, or the day's end on the stores named after <c>--on</c> alone.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var due = Option(args, "--due") is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : (int?)null;
        var stores = Option(args, "--on")?.Split(',');
        if (stores is null)
        {
            Pure(due ?? DueInMemory);
        }

        foreach (var store in stores ?? s_stores)
        {
            await StoredDayEnd.RunAsync(store, due ?? DueInStore);
        }

        return 0;
    }

    private static string? Option(string[] args, string name) =>
        Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

    private static void Pure(int due)
    {
        foreach (
            var method in Enum.GetValues<RepaymentMethod>().Where(method => method < RepaymentMethod.AllAtMaturity)
        )
        {
            Schedule(method, new LoanRate(0.0005m, DayCount.Daily));
            Schedule(method, new LoanRate(0.1825m, DayCount.Periodic));
        }

        foreach (var held in new[] { due, 10 * due })
        {
            CloseDay(held, due);
        }
    }

    private static void Schedule(RepaymentMethod method, LoanRate rate)
    {
        var best = 0.0;
        for (var round = 0; round < 4; round++)
        {
            var watch = Stopwatch.StartNew();
            long rows = 0;
            for (var i = 0; i < Schedules; i++)
            {
                var principal = new Money(1_000_000 + i, Currency.CNY);
                var terms = new ScheduleTerms(principal, new DateOnly(2026, 1, 15), 12, method, rate);
                rows += Scheduler.Make(terms).Value.Instalments.Count;
            }

            best = Math.Max(best, rows / watch.Elapsed.TotalSeconds);
        }

        Print($"schedule {method.Code()}, {rate.DayCount.Code()}", $"{best:N0} instalments/s, one thread");
    }

    // Half a year into twelve instalments, all paid so far; those that are not due today are due in the two weeks after.
    private static void CloseDay(int held, int due)
    {
        var loans = new Dictionary<DrawId, Loan>(held);
        var index = new DueIndex();
        for (var i = 0; i < held; i++)
        {
            var loan = HalfPaid(i, i < due ? 0 : 1 + (i % 14));
            loans.Add(loan.Id, loan);
            index.Set(loan.Id, loan.At(Today.AddDays(-1)).NextOn);
        }

        var best = double.MaxValue;
        for (var round = 0; round < 5; round++)
        {
            var watch = Stopwatch.StartNew();
            var ids = index.UpTo(Today);
            var outcomes = new DayEndOutcome[ids.Count];
            Parallel.For(0, ids.Count, i => outcomes[i] = DayEnd.Close(loans[ids[i]], Today.AddDays(-1), Today));
            best = Math.Min(best, watch.Elapsed.TotalSeconds);
            if (ids.Count != due || outcomes.Sum(outcome => outcome.Postings.Count) != due)
            {
                throw new InvalidOperationException("Not every due instalment was closed.");
            }
        }

        Print($"day's end, {held:N0} held, {due:N0} due", $"{best * 1000:N0} ms, {due / best:N0} due instalments/s");
    }

    private static Loan HalfPaid(int number, int daysLater)
    {
        var id = SortableId.Of(DateTimeOffset.UnixEpoch.AddSeconds(number), new byte[10]);
        var terms = new ScheduleTerms(
            new Money(1_000_000 + number, Currency.CNY),
            new DateOnly(2026, 1, 15).AddDays(daysLater),
            12,
            RepaymentMethod.EqualInstalment,
            new LoanRate(0.0005m, DayCount.Daily)
        );
        var zero = Money.Zero(Currency.CNY);
        var contract = new LoanContract(
            new DrawId(id),
            "bench",
            "travel",
            terms,
            zero,
            zero,
            new ServicingTerms(),
            default
        );
        var paid = Scheduler
            .Make(terms)
            .Value.Instalments.Where(row => row.DueOn < Today)
            .Select(row => new LoanEntry.Repaid(
                new EntryId(id.Derive(row.Number)),
                row.DueOn,
                row.Due,
                RepaymentIntent.Scheduled
            ));
        return new Loan(contract, [.. paid]);
    }

    private static void Print(FormattableString what, FormattableString figure) =>
        Console.Out.WriteLine(
            $"{what.ToString(CultureInfo.InvariantCulture), -52} {figure.ToString(CultureInfo.InvariantCulture)}"
        );
}
