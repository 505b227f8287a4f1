namespace Headroom.Dmn.Tests;

/// <summary>Finds the data that lies beside the repository, where it does.</summary>
internal static class SharedFolder
{
    /// <summary>The folder of this name, or null where there is none.</summary>
    public static string? Find(string name)
    {
        if (Environment.GetEnvironmentVariable("HEADROOM_SHARED") is { Length: > 0 } shared)
        {
            return Existing(Path.Combine(shared, name));
        }
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Existing(Path.Combine(folder.FullName, "shared", name)) is { } found)
            {
                return found;
            }
        }
        return null;
    }

    private static string? Existing(string path) => Directory.Exists(path) ? path : null;
}
