using System.Globalization;

namespace Headroom.Bench.Decide;

/// <summary>Makes <c>bench/policy/borrowers.csv</c>: the same rows for the same seed, on every machine.</summary>
internal sealed class ApplicantGenerator(ulong seed)
{
    private static readonly string[] Education =
    [
        "graduate",
        "university",
        "university",
        "secondary",
        "secondary",
        "other",
    ];
    private static readonly string[] Employment =
    [
        "salaried",
        "salaried",
        "salaried",
        "salaried",
        "civil",
        "self-employed",
        "self-employed",
        "student",
        "none",
    ];
    private ulong state = unchecked((seed * 0x9E3779B97F4A7C15UL) + 1);

    public void Write(string file, int rows)
    {
        using var writer = new StreamWriter(file) { NewLine = "\n" };
        writer.WriteLine(string.Join(',', Applicant.Names));
        for (var row = 0; row < rows; row++)
        {
            writer.WriteLine(Row());
        }
    }

    private string Row()
    {
        // Most incomes are small and few are large; most people owe little and pay on time.
        var income = 200_000 + (long)Next(600_000) + ((long)Next(1500) * Next(1500));
        var late = Next(10) < 7 ? 0 : Next(5);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{17 + Next(56)},{Or(20, Next(240))},{Or(40, income / 100m)},{income * Next(70) / 100 / 100m},{Or(12, Next(1100) / 10m)},{late},{Next(4) * Next(4)},{Next(7)},{Or(10, Next(180))},{(Next(12) == 0 ? 1 : 0)},{Education[Next(Education.Length)]},{Employment[Next(Employment.Length)]}"
        );
    }

    /// <summary>The value, but nothing in one of so many rows.</summary>
    private string Or(int missingIn, decimal value) =>
        Next(missingIn) == 0 ? "" : value.ToString(CultureInfo.InvariantCulture);

    private int Next(int below)
    {
        state = unchecked((state * 6364136223846793005UL) + 1442695040888963407UL);
        return (int)((state >> 33) % (ulong)below);
    }
}
