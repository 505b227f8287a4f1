using Headroom.Lending;
using Headroom.Operations.Borrowers;
using Headroom.Primitives;
using Headroom.Store;

namespace Headroom.Operations.Draws;

/// <summary>The draw, and the headroom that is left after it.</summary>
public sealed record DrawAnswer(DrawId Draw, Money Headroom);

/// <summary>Draws in three steps, so that none that race can overspend: reserve, then commit or release.</summary>
public static class DrawOperations
{
    /// <summary>Sets headroom aside for a draw.</summary>
    public static ValueTask<CommandOutcome> ReserveDrawAsync(
        this HeadroomSystem system,
        BorrowerId borrower,
        Money amount,
        RequestEnvelope request,
        CancellationToken ct = default
    ) =>
        system.SubmitAsync(
            borrower,
            request,
            "reserve-draw",
            amount,
            turn =>
            {
                var draw = new DrawId(turn.NextId());
                return Ask(turn, draw, new LineCommand.ReserveDraw(draw, amount));
            },
            ct
        );

    /// <summary>Records that the money of a reserved draw has left.</summary>
    public static ValueTask<CommandOutcome> CommitDrawAsync(
        this HeadroomSystem system,
        BorrowerId borrower,
        DrawId draw,
        RequestEnvelope request,
        CancellationToken ct = default
    ) =>
        system.SubmitAsync(
            borrower,
            request,
            "commit-draw",
            draw.Value,
            turn => Ask(turn, draw, new LineCommand.CommitDraw(draw)),
            ct
        );

    /// <summary>Gives back what was set aside.</summary>
    public static ValueTask<CommandOutcome> ReleaseDrawAsync(
        this HeadroomSystem system,
        BorrowerId borrower,
        DrawId draw,
        string reason,
        RequestEnvelope request,
        CancellationToken ct = default
    ) =>
        system.SubmitAsync(
            borrower,
            request,
            "release-draw",
            new LineCommand.ReleaseDraw(draw, reason),
            turn => Ask(turn, draw, new LineCommand.ReleaseDraw(draw, reason)),
            ct
        );

    private static Result<CommandEffect<BorrowerState>> Ask(BorrowerTurn turn, DrawId draw, LineCommand command) =>
        turn.Ask(command) is { } refusal
            ? refusal
            : turn.End(new DrawAnswer(draw, turn.State.Line.HeadroomAt(turn.Context.At).Headroom));
}
