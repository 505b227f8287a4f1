using System.Globalization;

namespace Headroom.Bench.Decide;

/// <summary>One row of <c>bench/policy/borrowers.csv</c>; null is what is not known.</summary>
internal readonly record struct Applicant(
    decimal Age,
    decimal? EmploymentMonths,
    decimal? Income,
    decimal DebtService,
    decimal? Utilisation,
    decimal MonthsLate,
    decimal Inquiries,
    decimal OpenLoans,
    decimal? ResidenceMonths,
    decimal OverdueAccounts,
    string Education,
    string EmploymentType
)
{
    /// <summary>The inputs' names in the model, in the order of <see cref="Numbers"/>, then of the texts.</summary>
    public static string[] Names { get; } =
    [
        "age",
        "employment months",
        "income",
        "debt service",
        "utilisation",
        "months late",
        "inquiries",
        "open loans",
        "residence months",
        "overdue accounts",
        "education",
        "employment type",
    ];

    /// <summary>The numbers, in the order of <see cref="Names"/>.</summary>
    public decimal?[] Numbers =>
        [
            Age,
            EmploymentMonths,
            Income,
            DebtService,
            Utilisation,
            MonthsLate,
            Inquiries,
            OpenLoans,
            ResidenceMonths,
            OverdueAccounts,
        ];

    /// <summary>Reads the file.</summary>
    public static Applicant[] ReadAll(string file) => [.. File.ReadLines(file).Skip(1).Select(Parse)];

    private static Applicant Parse(string line)
    {
        var cells = line.Split(',');
        decimal? Number(int at) =>
            cells[at].Length == 0 ? null : decimal.Parse(cells[at], CultureInfo.InvariantCulture);
        return new Applicant(
            Number(0)!.Value,
            Number(1),
            Number(2),
            Number(3)!.Value,
            Number(4),
            Number(5)!.Value,
            Number(6)!.Value,
            Number(7)!.Value,
            Number(8),
            Number(9)!.Value,
            cells[10],
            cells[11]
        );
    }
}
