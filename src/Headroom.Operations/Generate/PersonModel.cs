using static Headroom.Operations.Generate.SignalCollector;

namespace Headroom.Operations.Generate;

/// <summary>
/// What is known of a person. Two hidden numbers rule it: <c>risk</c>, and <c>standing</c>, which schooling, work and income
/// share. Some facts are left out, as in life; what is left out is absent, never zero.
/// </summary>
internal static class PersonModel
{
    /// <summary>Adds identity, work, income, debts and bureau facts; gives the income a month that a lender would reckon with.</summary>
    public static double Add(SplitMix64 random, double risk, SignalCollector signals)
    {
        var standing = random.Normal();
        var age = Math.Clamp((int)(35 + (10 * random.Normal())), 20, 65);
        AddIdentity(random, standing, age, signals);
        var type = EmploymentType(random, risk, standing, age);
        AddEmployment(random, risk, type, age, signals);
        var income = Income(random, risk, standing, age, type);
        if (type != "none" && !random.Chance(0.07))
        {
            // Every twenty-fifth has not said what they earn for over a year.
            var daysBefore = random.Chance(0.04) ? random.Between(400, 700) : random.Between(5, 300);
            var verified = random.Chance(type == "self-employed" ? 0.55 : 0.85);
            signals.Add("income", daysBefore, "application", ("monthly", Number(income)), ("verified", Flag(verified)));
        }

        AddDebts(random, risk, income, signals);
        return income;
    }

    private static void AddIdentity(SplitMix64 random, double standing, int age, SignalCollector signals)
    {
        var schooling = (0.8 * standing) + (0.6 * random.Normal());
        var education = schooling switch
        {
            > 1.3 => "graduate",
            > -0.2 => "university",
            > -1.6 => "secondary",
            _ => "other",
        };
        signals.Add(
            "identity",
            random.Between(20, 360),
            "application",
            ("verified", Flag(!random.Chance(0.01))),
            ("age", Number(age)),
            ("education", random.Chance(0.04) ? null : Text(education)),
            (
                "maritalStatus",
                random.Chance(0.1) ? null : Text(random.Chance((age - 20) / 25.0) ? "married" : "single")
            ),
            ("residenceMonths", random.Chance(0.15) ? null : Number(random.Between(1, 12 * (age - 18))))
        );
    }

    private static string EmploymentType(SplitMix64 random, double risk, double standing, int age)
    {
        if (age < 24 && random.Chance(0.4))
        {
            return "student";
        }

        return random.Unit() switch
        {
            var u when u < 0.02 + (0.05 * Curve.Share.At(risk - standing - 1)) => "none",
            < 0.24 => "self-employed",
            < 0.36 when standing > -0.5 => "civil",
            _ => "salaried",
        };
    }

    private static void AddEmployment(SplitMix64 random, double risk, string type, int age, SignalCollector signals)
    {
        var steadiness = Curve.Share.At((-0.6 * risk) + (0.8 * random.Normal()));
        var months = type is "none" ? 0 : (int)((age - 19) * 12 * 0.7 * steadiness);
        signals.Add(
            "employment",
            random.Between(5, 300),
            "application",
            ("type", Text(type)),
            ("months", random.Chance(0.05) ? null : Number(months))
        );
    }

    private static double Income(SplitMix64 random, double risk, double standing, int age, string type)
    {
        var rank = (0.65 * standing) - (0.25 * risk) + (0.015 * (age - 35)) + (0.65 * random.Normal());
        var income = Curve.Income.At(rank) * (type is "student" or "none" ? 0.25 : 1);
        return 100 * Math.Floor(income / 100);
    }

    private static void AddDebts(SplitMix64 random, double risk, double income, SignalCollector signals)
    {
        var share = Math.Clamp(0.16 + (0.11 * risk) + (0.1 * random.Normal()), 0, 0.85);
        var lines = Math.Max(0, (int)(1.6 + (0.9 * risk) + random.Normal()));
        if (!random.Chance(0.03))
        {
            signals.Add(
                "obligations",
                random.Between(3, 40),
                "bureau",
                ("monthlyDebtService", Number(Math.Floor(income * share))),
                ("otherLines", Number(lines))
            );
            BureauModel.Add(random, risk, lines, signals);
        }
    }
}
