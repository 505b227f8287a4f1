using Headroom.Lending;
using Headroom.Operations.Borrowers;
using Headroom.Primitives;

namespace Headroom.Operations.Loans;

/// <summary>Brings a line up to what its loans say: headroom follows principal, and lateness holds or frees the line.</summary>
internal static class LoanAgeing
{
    // The stage from which a line is held; shorter lateness is a matter of reminders.
    private const DelinquencyStage HoldFrom = DelinquencyStage.Days4To30;

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
    public static bool MustFollow(Line line, DelinquencyStage worst) =>
        DayEnd.Hold(line, worst, HoldFrom, default) is not null;

    /// <summary>Places or cures the line's delinquency hold as its loans say; gives the refusal, or null.</summary>
    public static Refusal? FollowStage(BorrowerTurn turn)
    {
        var worst = DelinquencyStage.Current;
        foreach (var loan in turn.State.Loans)
        {
            var stage = loan.At(turn.Context.BusinessDate).Stage;
            worst = stage > worst ? stage : worst;
        }

        // The cure is the system's to see, whoever brought the money.
        var hold = DayEnd.Hold(turn.State.Line, worst, HoldFrom, new HoldId(turn.NextId()));
        return hold is null ? null : turn.AskAsSystem(hold);
    }
}
