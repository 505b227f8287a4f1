namespace Headroom.Bench.Decide;

/// <summary>An applicant's row on <c>double</c>.</summary>
internal readonly record struct ApplicantOnDouble(
    double Age,
    double? EmploymentMonths,
    double? Income,
    double DebtService,
    double? Utilisation,
    double MonthsLate,
    double Inquiries,
    double OpenLoans,
    double? ResidenceMonths,
    double OverdueAccounts,
    string Education,
    string EmploymentType
)
{
    public static ApplicantOnDouble Of(in Applicant a) =>
        new(
            (double)a.Age,
            (double?)a.EmploymentMonths,
            (double?)a.Income,
            (double)a.DebtService,
            (double?)a.Utilisation,
            (double)a.MonthsLate,
            (double)a.Inquiries,
            (double)a.OpenLoans,
            (double?)a.ResidenceMonths,
            (double)a.OverdueAccounts,
            a.Education,
            a.EmploymentType
        );
}

/// <summary>What the policy answers on <c>double</c>.</summary>
internal readonly record struct VerdictOnDouble(string Action, double? Limit);

/// <summary>The policy of <c>bench/policy/policy.dmn</c> on <c>double</c>: faster, and off by a step where binary fractions fall short of a hundred.</summary>
internal static class ByHandOnDouble
{
    public static VerdictOnDouble Decide(in ApplicantOnDouble a)
    {
        var score = Score(a);
        var free = (a.Income * 0.6) - a.DebtService;
        var (action, share) = Rule(a, score, free);
        return new VerdictOnDouble(
            action,
            free is { } known ? Math.Floor(Math.Min(known * share, 200_000d) / 100d) * 100d : null
        );
    }

    private static (string Action, double Share) Rule(in ApplicantOnDouble a, double score, double? free)
    {
        if (a.Age < 18d || a.Age > 70d || a.MonthsLate >= 3d || (a.OverdueAccounts > 0d && score < 600d))
        {
            return ("decline", 0d);
        }
        if (free is null)
        {
            return ("refer", 0d);
        }
        if (free <= 0d || (a.EmploymentType == "none" && score < 640d))
        {
            return ("decline", 0d);
        }
        return a.Inquiries >= 8d ? ("refer", 0d)
            : score < 520d ? ("decline", 0d)
            : score < 580d ? ("grant", 1.5)
            : score < 620d ? ("grant", 2.5)
            : score < 660d ? ("grant", 4d)
            : ("grant", 6d);
    }

    private static double Score(in ApplicantOnDouble a) =>
        360d
        + (
            a.Age < 23d ? 2d
            : a.Age < 30d ? 14d
            : a.Age < 40d ? 27d
            : a.Age < 55d ? 33d
            : 24d
        )
        + Employment(a.EmploymentMonths)
        + Income(a.Income)
        + Utilisation(a.Utilisation)
        + Late(a.MonthsLate)
        + (
            a.Inquiries == 0d ? 28d
            : a.Inquiries <= 2d ? 19d
            : a.Inquiries <= 5d ? 9d
            : 0d
        )
        + (
            a.OpenLoans <= 1d ? 22d
            : a.OpenLoans <= 4d ? 14d
            : 3d
        )
        + Residence(a.ResidenceMonths)
        + (
            a.Education switch
            {
                "graduate" => 30d,
                "university" => 24d,
                "secondary" => 12d,
                _ => 6d,
            }
        )
        + (
            a.EmploymentType switch
            {
                "civil" => 29d,
                "salaried" => 24d,
                "self-employed" => 13d,
                _ => 2d,
            }
        );

    private static double Employment(double? months) =>
        months is not { } m ? 5d
        : m < 6d ? 0d
        : m < 24d ? 11d
        : m < 60d ? 22d
        : 31d;

    private static double Income(double? income) =>
        income is not { } i ? 0d
        : i < 3000d ? 4d
        : i < 6000d ? 15d
        : i < 12000d ? 28d
        : i < 25000d ? 39d
        : 46d;

    private static double Utilisation(double? percent) =>
        percent is not { } p ? 20d
        : p < 10d ? 41d
        : p < 30d ? 38d
        : p < 60d ? 25d
        : p < 90d ? 12d
        : 0d;

    private static double Late(double months) =>
        months == 0d ? 62d
        : months == 1d ? 31d
        : months == 2d ? 12d
        : 0d;

    private static double Residence(double? months) =>
        months is not { } m ? 8d
        : m < 12d ? 5d
        : m < 48d ? 12d
        : 20d;
}
