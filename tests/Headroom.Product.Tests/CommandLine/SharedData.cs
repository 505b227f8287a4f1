using Headroom.Product.Tests.Architecture;

namespace Headroom.Product.Tests.CommandLine;

/// <summary>Real data beside the repository; the tests that need it are skipped by name where it is not.</summary>
internal static class SharedData
{
    public static string Taiwan()
    {
        var folder =
            Environment.GetEnvironmentVariable("HEADROOM_SHARED") ?? Path.Combine(Repository.Root, "..", "shared");
        var file = Path.Combine(folder, "data", "taiwan-credit-card-default.csv");
        Assert.SkipUnless(File.Exists(file), $"The Taiwan set is not at {file}.");
        return file;
    }
}
