using Headroom.Primitives;

namespace Headroom.Store.Tests;

/// <summary>What holds of every store at every moment: snapshots and rows are what the events give.</summary>
internal static class Agreement
{
    private static readonly SmallLineModel s_model = new();

    public static async Task ShouldAgreeAsync(this IHeadroomStore store)
    {
        var borrowers = (await store.ScanBorrowersAsync(null, int.MaxValue)).Select(stored => stored.Borrower).ToList();
        (await store.ScanEventsAsync(null, int.MaxValue))
            .Select(stored => stored.Borrower)
            .Distinct()
            .ShouldBe(borrowers);
        foreach (var borrower in borrowers)
        {
            await store.ShouldAgreeAsync(borrower);
        }
    }

    public static async Task ShouldAgreeAsync(this IHeadroomStore store, BorrowerId borrower)
    {
        var events = await store.ReadEventsAsync(borrower, 0, int.MaxValue);
        events.Select(e => e.Version).ShouldBe(Enumerable.Range(1, events.Count).Select(i => (long)i));
        var folded = events.Aggregate(s_model.Empty(borrower), s_model.Apply);
        var stored = await store.ReadBorrowerAsync(borrower);
        stored.ShouldNotBeNull();
        stored.Version.ShouldBe(events.Count);
        stored.State.ShouldBe(s_model.Save(folded));
        stored.Row.ShouldBe(s_model.Row(folded));
        (await store.QueryDecisionsAsync(borrower, null, int.MaxValue)).ShouldBe(
            events.Select(s_model.Decision).OfType<DecisionRow>().Reverse()
        );
    }
}
