using Headroom.Primitives;

namespace Headroom.Assessment;

/// <summary>How far and how often a limit may move. Ratios are of the limit that stands.</summary>
internal sealed record MovementRule(
    bool IncreaseAllowed,
    string? IncreaseReason,
    decimal IncreaseMost,
    decimal IncreaseLeast,
    int IncreaseCooldownDays,
    decimal DecreaseMost,
    decimal DecreaseLeast,
    int DecreaseCooldownDays
);

/// <summary>Where a limit heads and what it may not pass.</summary>
/// <param name="Before">The limit that stands.</param>
/// <param name="Target">The least of all caps, rounded down to the step.</param>
/// <param name="Hard">The least of the caps that bind at once, rounded down to the step; null where there is none.</param>
/// <param name="Step">What limits are multiples of.</param>
internal readonly record struct MovementGoal(Money Before, Money Target, Money? Hard, Money Step);

/// <summary>The limit to be, and the codes of why it moves or stays, the main one first.</summary>
internal readonly record struct Movement(Money Limit, string Code, bool InSteps)
{
    /// <summary>The move from where a limit stands towards its goal that the rule allows on a date.</summary>
    public static Movement Plan(
        MovementGoal goal,
        MovementRule rule,
        MovementDates dates,
        DateOnly today,
        bool increaseHeld
    )
    {
        var move =
            goal.Target > goal.Before ? Up(goal, rule, dates, today, increaseHeld)
            : goal.Target < goal.Before ? Down(goal, rule, dates, today)
            : Stay(goal, ReasonCodes.LimitAlreadyRight);

        // Neither a cooldown nor a largest step keeps a limit above what the law or the product allows.
        return goal.Hard is { } hard && move.Limit > hard ? new Movement(hard, ReasonCodes.LimitCapped, false) : move;
    }

    private static Movement Up(
        MovementGoal goal,
        MovementRule rule,
        MovementDates dates,
        DateOnly today,
        bool increaseHeld
    )
    {
        if (increaseHeld)
        {
            return Stay(goal, ReasonCodes.IncreaseHeld);
        }

        if (!rule.IncreaseAllowed)
        {
            return Stay(goal, rule.IncreaseReason ?? ReasonCodes.LimitAlreadyRight);
        }

        if (Within(dates.IncreasedOn, rule.IncreaseCooldownDays, today))
        {
            return Stay(goal, ReasonCodes.IncreaseCooldown);
        }

        if (Within(dates.DecreasedOn, rule.DecreaseCooldownDays, today))
        {
            return Stay(goal, ReasonCodes.DecreaseCooldown);
        }

        var most = goal.Before.Multiply(1 + rule.IncreaseMost, Rounding.Down).RoundDownToStep(goal.Step);
        var inSteps = goal.Before.IsPositive && most < goal.Target;
        var limit = inSteps ? most : goal.Target;
        return limit <= goal.Before || limit - goal.Before < goal.Before.Multiply(rule.IncreaseLeast, Rounding.Up)
            ? Stay(goal, ReasonCodes.ChangeTooSmall)
            : new Movement(limit, ReasonCodes.IncreaseEarned, inSteps);
    }

    private static Movement Down(MovementGoal goal, MovementRule rule, MovementDates dates, DateOnly today)
    {
        if (Within(dates.DecreasedOn, rule.DecreaseCooldownDays, today))
        {
            return Stay(goal, ReasonCodes.DecreaseCooldown);
        }

        if (goal.Before - goal.Target < goal.Before.Multiply(rule.DecreaseLeast, Rounding.Up))
        {
            return Stay(goal, ReasonCodes.ChangeTooSmall);
        }

        // The floor is rounded up to the step, so that rounding never makes a cut larger than the largest allowed.
        var least = goal.Before.Multiply(1 - rule.DecreaseMost, Rounding.Up);
        var down = least.RoundDownToStep(goal.Step);
        var floor = Money.Min(down == least ? down : down + goal.Step, goal.Before);
        var inSteps = floor > goal.Target;
        var limit = inSteps ? floor : goal.Target;
        return limit == goal.Before
            ? Stay(goal, ReasonCodes.ChangeTooSmall)
            : new Movement(limit, ReasonCodes.LimitCapped, inSteps);
    }

    private static Movement Stay(MovementGoal goal, string code) => new(goal.Before, code, false);

    private static bool Within(DateOnly? since, int days, DateOnly today) =>
        since is { } date && today.DayNumber - date.DayNumber < days;
}
