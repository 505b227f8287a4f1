using Headroom.Primitives;

namespace Headroom.Lending;

/// <summary>One row of a schedule.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="From">Since when its interest runs.</param>
/// <param name="DueOn">The due date.</param>
/// <param name="Principal">Principal due.</param>
/// <param name="Interest">Interest due.</param>
/// <param name="Balance">Principal still owed after it.</param>
public readonly record struct Instalment(
    int Number,
    DateOnly From,
    DateOnly DueOn,
    Money Principal,
    Money Interest,
    Money Balance
)
{
    /// <summary>Principal and interest.</summary>
    public Money Due => Principal + Interest;

    /// <summary>Actual days that its interest runs.</summary>
    public int Days => DueOn.DayNumber - From.DayNumber;
}

/// <summary>What is due when, closing the balance on the last due date.</summary>
/// <param name="Terms">What it was made of.</param>
/// <param name="Instalments">The rows in order of due date.</param>
public sealed record Schedule(ScheduleTerms Terms, IReadOnlyList<Instalment> Instalments)
{
    /// <summary>All interest.</summary>
    public Money TotalInterest => Sum(static instalment => instalment.Interest);

    /// <summary>All that is due.</summary>
    public Money TotalDue => Sum(static instalment => instalment.Due);

    /// <summary>The last due date.</summary>
    public DateOnly MaturesOn => Instalments[^1].DueOn;

    private Money Sum(Func<Instalment, Money> part)
    {
        var sum = Money.Zero(Terms.Principal.Currency);
        foreach (var instalment in Instalments)
        {
            sum += part(instalment);
        }

        return sum;
    }
}
