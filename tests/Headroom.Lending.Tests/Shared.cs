using System.Text.Json;

namespace Headroom.Lending.Tests;

/// <summary>Data that lies beside the repository and is not part of it; tests that need it are skipped where it is absent.</summary>
internal static class Shared
{
    public static JsonElement Json(string path)
    {
        var folder = Folder();
        Assert.SkipUnless(folder is not null, "The folder `shared` is not beside the repository; set HEADROOM_SHARED.");
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder!, path)));
        return document.RootElement.Clone();
    }

    private static string? Folder()
    {
        var given = Environment.GetEnvironmentVariable("HEADROOM_SHARED");
        if (given is not null)
        {
            return Directory.Exists(given) ? given : null;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var beside = Path.Combine(folder.FullName, "shared");
            if (Directory.Exists(Path.Combine(beside, "vectors")))
            {
                return beside;
            }
        }

        return null;
    }
}
