namespace Headroom.Dmn.Tests;

public class TckTests
{
    private static readonly DateTimeOffset Now = new(2024, 5, 17, 10, 30, 0, TimeSpan.Zero);

    /// <summary>The suites beside the repository; one nameless row where there are none, to be skipped by name.</summary>
    public static TheoryData<string> Suites()
    {
        var data = new TheoryData<string>();
        if (SharedFolder.Find("dmn-tck") is not { } root)
        {
            data.Add("");
            return data;
        }
        foreach (
            var folder in Directory
                .EnumerateFiles(root, "*.dmn", SearchOption.AllDirectories)
                .Select(Path.GetDirectoryName)
                .Distinct()
                .Order()
        )
        {
            data.Add(Path.GetRelativePath(root, folder!));
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Suites))]
    public void Passes_every_case_of_the_conformance_kit(string suite)
    {
        Assert.SkipUnless(suite.Length > 0, "The DMN TCK is not beside the repository (../shared/dmn-tck).");
        Assert.SkipWhen(
            suite.EndsWith("0076-feel-external-java", StringComparison.Ordinal),
            "It needs a Java virtual machine."
        );
        var folder = Path.Combine(SharedFolder.Find("dmn-tck")!, suite);
        DmnSource[] Read(string pattern) =>
            [
                .. Directory
                    .GetFiles(folder, pattern)
                    .Order()
                    .Select(path => new DmnSource(Path.GetFileName(path), File.ReadAllText(path))),
            ];

        var results = TckRunner.Run(new TckSuite(suite, Read("*.dmn"), Read("*.xml")), Now);

        results.ShouldNotBeEmpty();
        results
            .Where(result => !result.Passed)
            .Select(result => $"{result.Case}: expected {result.Expected}, actual {result.Actual}")
            .ShouldBeEmpty();
    }
}
