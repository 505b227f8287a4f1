using System.Text.Json;
using Headroom.Primitives;

namespace Headroom.Store.Tests;

/// <summary>The smallest line worth storing: a limit, what is drawn, and how many draws made it.</summary>
public sealed record SmallLine(BorrowerId Borrower, long Limit, long Drawn, int Draws);

/// <summary>What can happen to it.</summary>
public sealed record SmallEvent(long Limit, long Drawn);

/// <summary>How it is folded, kept and shown.</summary>
public sealed class SmallLineModel : IBorrowerModel<SmallLine>
{
    public SmallLine Empty(BorrowerId id) => new(id, 0, 0, 0);

    public SmallLine Apply(SmallLine state, StoredEvent stored)
    {
        var change = JsonSerializer.Deserialize<SmallEvent>(stored.Data)!;
        return Apply(state, stored.Type, change);
    }

    public static SmallLine Apply(SmallLine state, string type, SmallEvent change) =>
        type == "limit-set"
            ? state with
            {
                Limit = change.Limit,
            }
            : state with
            {
                Drawn = state.Drawn + change.Drawn,
                Draws = state.Draws + 1,
            };

    public byte[] Save(SmallLine state) =>
        JsonSerializer.SerializeToUtf8Bytes((long[])[state.Limit, state.Drawn, state.Draws]);

    public SmallLine Load(BorrowerId id, ReadOnlySpan<byte> snapshot)
    {
        var parts = JsonSerializer.Deserialize<long[]>(snapshot)!;
        return new SmallLine(id, parts[0], parts[1], (int)parts[2]);
    }

    public BorrowerRow Row(SmallLine state) =>
        new(
            state.Borrower,
            "person",
            state.Limit > 0 ? "active" : "closed",
            state.Limit >= 1000 ? "A" : null,
            state.Limit >= 1000 ? 800 : null,
            "CNY",
            state.Limit,
            state.Limit,
            state.Limit - state.Drawn,
            state.Drawn,
            0,
            state.Limit == 0 ? "compliance,risk" : "",
            state.Limit > 0 ? "grant" : null,
            state.Limit > 0 ? Times.Noon : null,
            state.Limit > 0 ? new DateOnly(2026, 12, 1) : null
        )
        {
            NextDate = NextDate(state),
        };

    // A limit is a number of days here, so that a test can say who is due when; who has drawn waits a day longer for each.
    public DateOnly? NextDate(SmallLine state) =>
        state.Limit is > 0 and < 100 ? Times.Today.AddDays((int)(state.Limit + state.Draws)) : null;

    public DecisionRow? Decision(StoredEvent stored)
    {
        if (stored.Type != "limit-set")
        {
            return null;
        }

        var change = JsonSerializer.Deserialize<SmallEvent>(stored.Data)!;
        return SmallCommands.Decision(stored.Borrower, stored.Cause, change.Limit) with { Version = stored.Version };
    }
}

/// <summary>Instants of the tests.</summary>
public static class Times
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 22, 4, 0, 0, TimeSpan.Zero);
    public static readonly DateOnly Today = new(2026, 11, 22);
}

/// <summary>The commands of a small line.</summary>
public static class SmallCommands
{
    public static readonly ContentHash Release = ContentHash.Of("release"u8);
    private static int s_number;

    public static BorrowerId Borrower(string text) => BorrowerId.Parse(text).Value;

    /// <summary>Sets the limit: one event, which is a decision, and one message.</summary>
    public static Command<SmallLine> SetLimit(BorrowerId borrower, long limit, string? key = null)
    {
        var id = NextId();
        return Make(
            id,
            borrower,
            key,
            $"limit {limit}",
            state =>
            {
                var change = new SmallEvent(limit, 0);
                return new CommandEffect<SmallLine>(
                    SmallLineModel.Apply(state, "limit-set", change),
                    [Event("limit-set", change) with { Decision = Decision(borrower, id, limit) }],
                    Bytes($"limit is {limit}"),
                    [new OutboxDraft("limits", Bytes($"{borrower} {limit}"))]
                )
                {
                    Release = Release,
                };
            }
        );
    }

    /// <summary>Draws an amount, refused beyond the limit with <c>over-limit</c>.</summary>
    public static Command<SmallLine> Draw(BorrowerId borrower, long amount, string? key = null) =>
        Make(
            NextId(),
            borrower,
            key,
            $"draw {amount}",
            state =>
            {
                if (state.Drawn + amount > state.Limit)
                {
                    return Refusal.Rule("over-limit", ("headroom", $"{state.Limit - state.Drawn}"));
                }

                var change = new SmallEvent(0, amount);
                var after = SmallLineModel.Apply(state, "drawn", change);
                return new CommandEffect<SmallLine>(after, [Event("drawn", change)], Bytes($"drawn {after.Drawn}"), []);
            }
        );

    /// <summary>A command of the caller's own making.</summary>
    public static Command<SmallLine> Make(
        CommandId id,
        BorrowerId borrower,
        string? key,
        string input,
        Func<SmallLine, Result<CommandEffect<SmallLine>>> decide
    ) =>
        new(borrower, key ?? id.ToString(), ContentHash.Of(Bytes(input)), id, Actor.System("test"), Times.Noon, decide);

    public static CommandId NextId()
    {
        var number = Interlocked.Increment(ref s_number);
        var distinction = new byte[10];
        BitConverter.TryWriteBytes(distinction, number);
        BitConverter.TryWriteBytes(distinction.AsSpan(4), Environment.ProcessId);
        return new CommandId(SortableId.Of(Times.Noon, distinction));
    }

    public static EventToAppend Event(string type, SmallEvent change) =>
        new(type, 1, JsonSerializer.SerializeToUtf8Bytes(change));

    public static DecisionRow Decision(BorrowerId borrower, CommandId cause, long limit) =>
        new(
            new DecisionId(cause.Value.Derive(0)),
            borrower,
            0,
            Times.Noon,
            "request",
            "grant",
            null,
            null,
            0,
            limit,
            "CNY",
            "asked",
            Release
        );

    public static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    public static string Text(this CommandOutcome outcome) => System.Text.Encoding.UTF8.GetString(outcome.Answer.Value);
}
