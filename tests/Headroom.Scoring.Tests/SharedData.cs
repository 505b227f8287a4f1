using Headroom.Scoring.Data;

namespace Headroom.Scoring.Tests;

/// <summary>Public data sets that lie beside the repository, where they do; tests that need one are skipped elsewhere.</summary>
internal static class SharedData
{
    public static string Folder { get; } = Find();

    public static DataTable Taiwan() => Read("taiwan-credit-card-default.csv");

    public static DataTable German() => Read("german-credit.csv");

    public static DataTable Read(string file)
    {
        Require(file);
        using StreamReader reader = new(Path.Combine(Folder, file));
        return CsvTable.Read(reader);
    }

    public static int[] TestRows(string name)
    {
        string file = $"split42_test_rows_{name}.txt";
        Require(file);
        return
        [
            .. File.ReadLines(Path.Combine(Folder, file))
                .Select(line => int.Parse(line, System.Globalization.CultureInfo.InvariantCulture)),
        ];
    }

    private static void Require(string file) =>
        Assert.SkipUnless(
            File.Exists(Path.Combine(Folder, file)),
            $"{file} is not there: put it into a folder 'shared/data' beside the repository, or name that folder in HEADROOM_SHARED."
        );

    private static string Find()
    {
        if (Environment.GetEnvironmentVariable("HEADROOM_SHARED") is { Length: > 0 } named)
            return Path.Combine(named, "data");
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string shared = Path.Combine(folder.FullName, "shared", "data");
            if (Directory.Exists(shared))
                return shared;
        }

        return "shared/data";
    }
}
