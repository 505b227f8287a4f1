namespace Headroom.Bench.Decide;

/// <summary>What the policy answers: the action and the limit, null where the income is not known.</summary>
internal readonly record struct Verdict(string Action, decimal? Limit);

/// <summary>The policy of <c>bench/policy/policy.dmn</c> as a programmer would write it, on <c>decimal</c>.</summary>
internal static class ByHand
{
    public static Verdict Decide(in Applicant a)
    {
        var score = Score(a);
        var free = (a.Income * 0.6m) - a.DebtService;
        var (action, share) = Rule(a, score, free);
        return new Verdict(
            action,
            free is { } known ? Math.Floor(Math.Min(known * share, 200_000m) / 100m) * 100m : null
        );
    }

    private static (string Action, decimal Share) Rule(in Applicant a, decimal score, decimal? free)
    {
        if (a.Age < 18m || a.Age > 70m || a.MonthsLate >= 3m || (a.OverdueAccounts > 0m && score < 600m))
        {
            return ("decline", 0m);
        }
        if (free is null)
        {
            return ("refer", 0m);
        }
        if (free <= 0m || (a.EmploymentType == "none" && score < 640m))
        {
            return ("decline", 0m);
        }
        return a.Inquiries >= 8m ? ("refer", 0m)
            : score < 520m ? ("decline", 0m)
            : score < 580m ? ("grant", 1.5m)
            : score < 620m ? ("grant", 2.5m)
            : score < 660m ? ("grant", 4m)
            : ("grant", 6m);
    }

    private static decimal Score(in Applicant a) =>
        360m
        + (
            a.Age < 23m ? 2m
            : a.Age < 30m ? 14m
            : a.Age < 40m ? 27m
            : a.Age < 55m ? 33m
            : 24m
        )
        + Employment(a.EmploymentMonths)
        + Income(a.Income)
        + Utilisation(a.Utilisation)
        + Late(a.MonthsLate)
        + (
            a.Inquiries == 0m ? 28m
            : a.Inquiries <= 2m ? 19m
            : a.Inquiries <= 5m ? 9m
            : 0m
        )
        + (
            a.OpenLoans <= 1m ? 22m
            : a.OpenLoans <= 4m ? 14m
            : 3m
        )
        + Residence(a.ResidenceMonths)
        + (
            a.Education switch
            {
                "graduate" => 30m,
                "university" => 24m,
                "secondary" => 12m,
                _ => 6m,
            }
        )
        + (
            a.EmploymentType switch
            {
                "civil" => 29m,
                "salaried" => 24m,
                "self-employed" => 13m,
                _ => 2m,
            }
        );

    private static decimal Employment(decimal? months) =>
        months is not { } m ? 5m
        : m < 6m ? 0m
        : m < 24m ? 11m
        : m < 60m ? 22m
        : 31m;

    private static decimal Income(decimal? income) =>
        income is not { } i ? 0m
        : i < 3000m ? 4m
        : i < 6000m ? 15m
        : i < 12000m ? 28m
        : i < 25000m ? 39m
        : 46m;

    private static decimal Utilisation(decimal? percent) =>
        percent is not { } p ? 20m
        : p < 10m ? 41m
        : p < 30m ? 38m
        : p < 60m ? 25m
        : p < 90m ? 12m
        : 0m;

    private static decimal Late(decimal months) =>
        months == 0m ? 62m
        : months == 1m ? 31m
        : months == 2m ? 12m
        : 0m;

    private static decimal Residence(decimal? months) =>
        months is not { } m ? 8m
        : m < 12m ? 5m
        : m < 48m ? 12m
        : 20m;
}
