using Headroom.Product.Tests.Architecture;

namespace Headroom.Product.Tests.Server;

/// <summary>Texts that change only on purpose. HEADROOM_UPDATE_GOLDEN=1 writes them anew.</summary>
internal static class Golden
{
    public static void ShouldMatch(string actual, string name)
    {
        var file = Path.Combine(Repository.Root, "tests", "Headroom.Product.Tests", "Server", "Golden", name);
        if (Environment.GetEnvironmentVariable("HEADROOM_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(file, actual);
        }

        actual.ShouldBe(
            File.ReadAllText(file).ReplaceLineEndings("\n"),
            $"The contract in {name} changed. If that is meant, run once with HEADROOM_UPDATE_GOLDEN=1 and review the difference."
        );
    }
}
