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

    /// <summary>Asks the line for what follows from where all its loans stand at the end of a day; gives the refusal, or null.</summary>
    public static Refusal? Follow(BorrowerTurn turn, IReadOnlyList<DayEndOutcome> ended, DateOnly on)
    {
        var worst = DelinquencyStage.Current;
        for (var i = 0; i < ended.Count; i++)
        {
            var position = ended[i].Position;
            worst = position.Stage > worst ? position.Stage : worst;

            // Money that waited for a due date pays principal on it.
            var principal = DayEnd.Principal(turn.State.Line, turn.State.Loans[i].Id, position.Principal);
            if (principal is not null && turn.AskAsSystem(principal) is { } refusal)
            {
                return refusal;
            }
        }

        return FollowStage(turn, worst, on);
    }

    private static Refusal? FollowStage(BorrowerTurn turn)
    {
        var today = turn.Context.BusinessDate;
        var worst = DelinquencyStage.Current;
        foreach (var loan in turn.State.Loans)
        {
            var stage = loan.At(today).Stage;
            worst = stage > worst ? stage : worst;
        }

        return FollowStage(turn, worst, today);
    }

    private static Refusal? FollowStage(BorrowerTurn turn, DelinquencyStage worst, DateOnly on)
    {
        var line = turn.State.Line;
        if (line.Lifecycle is LineLifecycle.Closed)
        {
            // Nothing can be drawn on it any more.
            return null;
        }

        // The cure is the system's to see, whoever brought the money.
        var hold = DayEnd.Hold(line, worst, HoldFrom(turn.Products, line, on), new HoldId(turn.NextId()));
        return hold is null ? null : turn.AskAsSystem(hold);
    }

    // A product that is no longer in the book leaves the usual stage.
    private static DelinquencyStage HoldFrom(ProductBook products, Line line, DateOnly date) =>
        products.Find(line, date).Match(product => product.HoldFrom, _ => DelinquencyStage.Days4To30);
}
