using Headroom.Product.Tests.Architecture;

namespace Headroom.Product.Tests.CommandLine;

/// <summary>Real data beside the repository; the tests that need it are skipped by name where it is not.</summary>
internal static class SharedData
{
    public static string Taiwan() => At("data/taiwan-credit-card-default.csv");

    /// <summary>The path of a shared file.</summary>
    public static string At(string name)
    {
        var folder =
            Environment.GetEnvironmentVariable("HEADROOM_SHARED") ?? Path.Combine(Repository.Root, "..", "shared");
        var file = Path.Combine(folder, name);
        Assert.SkipUnless(File.Exists(file), $"The shared data is not at {file}.");
        return file;
    }
}
