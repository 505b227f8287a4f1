using Headroom.Lending;
using Headroom.Operations.Borrowers;
using Headroom.Primitives;

namespace Headroom.Operations.Loans;

/// <summary>Brings a line up to what its loans say: headroom follows principal, and lateness holds or frees the line.</summary>
internal static class LoanAgeing
{
    /// <summary>Asks the line for what follows from a loan that changed; gives the refusal, or null.</summary>
    public static Refusal? Follow(BorrowerTurn turn, DrawId loan)
    {
        var today = turn.Context.BusinessDate;
        var owed = turn.State.LoanOf(loan)!.At(today).Principal;
        return DayEnd.Principal(turn.State.Line, loan, owed) is { } principal && turn.Ask(principal) is { } refusal
            ? refusal
            : FollowStage(turn);
    }

    /// <summary>Whether a line says otherwise than the worst of its loans.</summary>
    public static bool MustFollow(Line line, DelinquencyStage worst, DateOnly date) =>
        DayEnd.Hold(line, worst, HoldFrom(line, date), default) is not null;

    /// <summary>Places or cures the line's delinquency hold as its loans say; gives the refusal, or null.</summary>
    public static Refusal? FollowStage(BorrowerTurn turn)
    {
        var today = turn.Context.BusinessDate;
        var worst = DelinquencyStage.Current;
        foreach (var loan in turn.State.Loans)
        {
            var stage = loan.At(today).Stage;
            worst = stage > worst ? stage : worst;
        }

        // The cure is the system's to see, whoever brought the money.
        var hold = DayEnd.Hold(turn.State.Line, worst, HoldFrom(turn.State.Line, today), new HoldId(turn.NextId()));
        return hold is null ? null : turn.AskAsSystem(hold);
    }

    // A product that is no longer in the book leaves the usual stage.
    private static DelinquencyStage HoldFrom(Line line, DateOnly date) =>
        ProductBook.Shipped.Find(line, date).Match(product => product.HoldFrom, _ => DelinquencyStage.Days4To30);
}
