namespace Headroom.Dmn.Tests.Feel;

/// <summary>The cases of <c>Feel/Cases</c>: one row each, by theme.</summary>
public class FeelCaseFileTests
{
    public static TheoryData<string, string> Rows()
    {
        var data = new TheoryData<string, string>();
        var folder = Path.Combine(AppContext.BaseDirectory, "Feel", "Cases");
        foreach (var file in Directory.EnumerateFiles(folder, "*.feel").Order(StringComparer.Ordinal))
        {
            foreach (var row in FeelCases.Read(File.ReadAllText(file)))
            {
                data.Add(row.Data.Item1, row.Data.Item2);
            }
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Evaluates_to_the_same_value(string expression, string expected) =>
        FeelCases.Check(expression, expected);
}
