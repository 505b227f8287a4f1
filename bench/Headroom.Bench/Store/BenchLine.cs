using System.Text.Json;
using System.Text.Json.Serialization;
using Headroom.Primitives;
using Headroom.Store;

namespace Headroom.Bench.Store;

/// <summary>A line of the size that a real one has: limits, amounts, and a few holds with their reasons.</summary>
internal sealed record BenchLine(
    BorrowerId Borrower,
    long Approved,
    long Drawn,
    long Reserved,
    string Status,
    IReadOnlyList<BenchHold> Holds,
    long Draws
);

internal sealed record BenchHold(string Kind, string Scope, string Reason, string PlacedBy, DateTimeOffset Since);

internal sealed record BenchEvent(
    string Id,
    long AmountMinorUnits,
    string Currency,
    string Purpose,
    string Channel,
    long HeadroomAfter
);

internal sealed record BenchSnapshot(
    long Approved,
    long Drawn,
    long Reserved,
    string Status,
    IReadOnlyList<BenchHold> Holds,
    long Draws
);

[JsonSerializable(typeof(BenchSnapshot))]
[JsonSerializable(typeof(BenchEvent))]
internal sealed partial class BenchJson : JsonSerializerContext;

/// <summary>How the store keeps it.</summary>
internal sealed class BenchModel : IBorrowerModel<BenchLine>
{
    private static readonly IReadOnlyList<BenchHold> s_holds =
    [
        new("stale-information", "increases", "income-older-than-12-months", "system:review", DateTimeOffset.UnixEpoch),
        new("use-of-funds", "increases", "purpose-not-confirmed", "staff:reviewer-7", DateTimeOffset.UnixEpoch),
    ];

    public BenchLine Empty(BorrowerId id) => new(id, 5_000_000, 0, 0, "active", s_holds, 0);

    public BenchLine Apply(BenchLine state, StoredEvent stored) =>
        Apply(state, JsonSerializer.Deserialize(stored.Data, BenchJson.Default.BenchEvent)!.AmountMinorUnits);

    public static BenchLine Apply(BenchLine state, long amount) =>
        state with
        {
            Drawn = state.Drawn + amount > state.Approved ? amount : state.Drawn + amount,
            Draws = state.Draws + 1,
        };

    public byte[] Save(BenchLine state) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new BenchSnapshot(state.Approved, state.Drawn, state.Reserved, state.Status, state.Holds, state.Draws),
            BenchJson.Default.BenchSnapshot
        );

    public BenchLine Load(BorrowerId id, ReadOnlySpan<byte> snapshot)
    {
        var saved = JsonSerializer.Deserialize(snapshot, BenchJson.Default.BenchSnapshot)!;
        return new(id, saved.Approved, saved.Drawn, saved.Reserved, saved.Status, saved.Holds, saved.Draws);
    }

    public BorrowerRow Row(BenchLine state) =>
        new(
            state.Borrower,
            "person",
            state.Status,
            "B",
            702,
            "CNY",
            state.Approved,
            state.Approved,
            state.Approved - state.Drawn,
            state.Drawn,
            state.Reserved,
            "stale-information,use-of-funds",
            "grant",
            DateTimeOffset.UnixEpoch,
            new DateOnly(2027, 1, 31)
        );

    public DateOnly? NextDate(BenchLine state) => null;

    public DecisionRow? Decision(StoredEvent stored) => null;

    /// <summary>One draw: one event, the row and its snapshot, and an answer under its key.</summary>
    public static Command<BenchLine> Draw(BorrowerId borrower, CommandId id, long amount)
    {
        var key = id.ToString();
        return new Command<BenchLine>(
            borrower,
            key,
            ContentHash.Of(System.Text.Encoding.UTF8.GetBytes(key)),
            id,
            Actor.System("bench"),
            DateTimeOffset.UnixEpoch,
            state =>
            {
                var after = Apply(state, amount);
                var drawn = new BenchEvent(key, amount, "CNY", "shopping", "app", after.Approved - after.Drawn);
                var data = JsonSerializer.SerializeToUtf8Bytes(drawn, BenchJson.Default.BenchEvent);
                return new CommandEffect<BenchLine>(after, [new EventToAppend("drawn", 1, data)], data, []);
            }
        );
    }
}
