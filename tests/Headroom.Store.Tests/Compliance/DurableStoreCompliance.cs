using System.Globalization;
using Headroom.Primitives;
using Headroom.Store.Tests.Crash;
using static Headroom.Store.Tests.SmallCommands;

namespace Headroom.Store.Tests.Compliance;

/// <summary>What every store that outlives its process must do besides.</summary>
public abstract class DurableStoreCompliance : StoreCompliance
{
    /// <summary>The text that another process opens the same store by.</summary>
    protected abstract Task<string> StoreTextAsync();

    protected override async Task<IHeadroomStore> OpenAsync() => await StoreOpener.OpenAsync(await StoreTextAsync());

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Killed_under_load_a_process_loses_nothing_it_answered_and_writes_nothing_twice(int processes)
    {
        var text = await StoreTextAsync();
        var answered = await Task.WhenAll(
            Enumerable.Range(0, processes).Select(i => AnsweredUntilKilledAsync(text, $"p{i}"))
        );

        var told = answered.SelectMany(lines => lines).ToList();
        told.Count.ShouldBeGreaterThan(500);
        foreach (var (borrower, key, version) in told)
        {
            var repeated = await Writer.SubmitAsync(CrashWriter.Command(borrower, key));
            (repeated.Repeated, repeated.Version, repeated.Answer.IsOk).ShouldBe((true, version, true));
        }

        foreach (var borrower in told.Select(line => line.Borrower).Distinct())
        {
            await Store.ShouldAgreeAsync(borrower);
            (await Store.ReadEventsAsync(borrower, 0, int.MaxValue)).Select(e => e.Cause).ShouldBeUnique();
        }

        await Store.ShouldAgreeAsync();
    }

    [Fact]
    public async Task Two_writers_on_one_store_never_overspend_and_do_each_command_once()
    {
        await using var otherStore = await OpenAsync();
        await using var other = await StartWriterAsync(otherStore);
        var borrowers = Enumerable.Range(0, 5).Select(i => Borrower($"B{i}")).ToArray();
        var keys = Enumerable.Range(0, 200).Select(i => $"key-{i}").ToArray();
        await SubmitAllAsync(borrowers.Select(b => SetLimit(b, 100)));

        // Both submit the same commands at the same time: each is done by one of them and repeated by the other.
        var outcomes = await Task.WhenAll(
            keys.SelectMany(
                (key, i) =>
                {
                    var draw = Draw(borrowers[i % borrowers.Length], 10, key);
                    return new[] { Writer.SubmitAsync(draw).AsTask(), other.SubmitAsync(draw).AsTask() };
                }
            )
        );

        outcomes.Count(outcome => outcome.Answer.IsOk && !outcome.Repeated).ShouldBe(borrowers.Length * 10);
        outcomes.Count(outcome => outcome.Repeated).ShouldBe(keys.Length);
        foreach (var borrower in borrowers)
        {
            (await Store.ReadBorrowerAsync(borrower))!.Row.HeadroomMinorUnits.ShouldBe(0);
            await Store.ShouldAgreeAsync(borrower);
        }
    }

    [Fact]
    public async Task Two_writers_that_open_the_same_borrowers_at_once_both_succeed()
    {
        await using var otherStore = await OpenAsync();
        await using var other = await StartWriterAsync(otherStore);
        var borrowers = Enumerable.Range(0, 100).Select(i => Borrower($"B{i}")).ToArray();

        var outcomes = await Task.WhenAll(
            borrowers.SelectMany(b =>
                new[] { Writer.SubmitAsync(SetLimit(b, 1)).AsTask(), other.SubmitAsync(SetLimit(b, 2)).AsTask() }
            )
        );

        outcomes.ShouldAllBe(outcome => outcome.Answer.IsOk);
        (await Store.ScanBorrowersAsync(null, 1000)).ShouldAllBe(borrower => borrower.Version == 2);
    }

    [Fact]
    public async Task What_was_answered_is_there_when_the_store_is_opened_again()
    {
        var command = SetLimit(B1, 100);
        await Writer.SubmitAsync(command);
        await using var again = await OpenAsync();
        await using var writer = await StartWriterAsync(again);

        (await writer.SubmitAsync(command)).Repeated.ShouldBeTrue();
        (await again.ReadBorrowerAsync(B1))!.Row.ApprovedMinorUnits.ShouldBe(100);
    }

    /// <summary>Lets a child write, kills it under load, and gives every answer that came out of it.</summary>
    private static async Task<List<(BorrowerId Borrower, string Key, long Version)>> AnsweredUntilKilledAsync(
        string store,
        string name
    )
    {
        using var child = CrashWriter.Start(store, name);
        var told = new List<(BorrowerId, string, long)>();
        while (await child.StandardOutput.ReadLineAsync() is { } line)
        {
            line.ShouldNotStartWith("refused");
            if (line.Split(' ') is [var borrower, var key, var version])
            {
                told.Add((Borrower(borrower), key, long.Parse(version, CultureInfo.InvariantCulture)));
            }

            if (told.Count == 1_000)
            {
                child.Kill();
            }
        }

        await child.WaitForExitAsync();
        return told;
    }
}
