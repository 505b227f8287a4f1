using System.Globalization;

namespace Headroom.Lending.Simulation;

/// <summary>What to simulate: the same seed gives the same days on every machine.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Borrowers">How many borrowers, each with a stream of its own.</param>
/// <param name="Days">How many days each lives through.</param>
/// <param name="First">The first borrower's number, so that one who failed can be run alone.</param>
public sealed record SimulationOptions(ulong Seed, int Borrowers, int Days, int First = 0);

/// <summary>What a simulation did.</summary>
/// <param name="Borrowers">Borrowers lived through.</param>
/// <param name="Commands">Commands sent, repetitions after a crash not counted.</param>
/// <param name="Refused">Of them refused, by code.</param>
/// <param name="Events">Events in all histories.</param>
/// <param name="Loans">Loans drawn.</param>
/// <param name="Crashes">Times that memory was lost.</param>
/// <param name="Audits">Comparisons of a loan with the auditor's reckoning.</param>
/// <param name="DaysEnded">Days that were ended because a loan had its next date on them.</param>
/// <param name="Failure">The first disagreement, or null.</param>
public sealed record SimulationReport(
    int Borrowers,
    long Commands,
    IReadOnlyDictionary<string, int> Refused,
    long Events,
    long Loans,
    long Crashes,
    long Audits,
    long DaysEnded,
    SimulationFailure? Failure
);

/// <summary>A disagreement and how to see it again: the seed, the borrower, the day it showed, and what disagreed.</summary>
public sealed record SimulationFailure(ulong Seed, int Borrower, DateOnly On, string What)
{
    /// <inheritdoc />
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"seed {Seed}, borrower {Borrower}, {On:yyyy-MM-dd}: {What}");
}

/// <summary>
/// Runs borrowers through years of random draws, repayments, reversals, backdating, holds, limit changes, crashes and
/// retries, with a clock of its own, and compares every loan with an independent auditor. Days are ended on next dates alone, and the
/// books and the line are compared with what a sweep over all loans would give.
/// </summary>
public static class Simulator
{
    /// <summary>The first day of every simulation.</summary>
    public static DateOnly StartsOn { get; } = new(2026, 1, 1);

    /// <summary>Runs until all borrowers have lived their days, or to the first disagreement.</summary>
    /// <param name="options">What to simulate.</param>
    /// <param name="progress">Told after each borrower how many have lived.</param>
    public static SimulationReport Run(SimulationOptions options, Action<int>? progress = null)
    {
        var total = new Tally();
        SimulationFailure? failure = null;
        var lived = 0;
        for (; lived < options.Borrowers && failure is null; lived++)
        {
            var number = options.First + lived;
            var life = new SimulatedLife(options.Seed, number, total);
            failure = life.Live(options.Days) is { } wrong
                ? new SimulationFailure(options.Seed, number, wrong.On, wrong.What)
                : null;
            progress?.Invoke(lived + 1);
        }

        return new SimulationReport(
            lived,
            total.Commands,
            total.Refused,
            total.Events,
            total.Loans,
            total.Crashes,
            total.Audits,
            total.DaysEnded,
            failure
        );
    }

    internal sealed class Tally
    {
        public long Commands { get; set; }
        public SortedDictionary<string, int> Refused { get; } = new(StringComparer.Ordinal);
        public long Events { get; set; }
        public long Loans { get; set; }
        public long Crashes { get; set; }
        public long Audits { get; set; }
        public long DaysEnded { get; set; }
    }
}
