namespace Headroom.Assessment.Tests;

/// <summary>The pack that ships with the product, read once.</summary>
internal static class ShippedPack
{
    private static readonly Lazy<PolicyRelease> Loaded = new(() =>
    {
        var load = PolicyRelease.Load(Files());
        return load.Release.ShouldNotBeNull(string.Join('\n', load.Diagnostics));
    });

    public static PolicyRelease Release => Loaded.Value;

    public static string Root { get; } = FindUp("policies/cn-consumer").ShouldNotBeNull();

    public static Dictionary<string, byte[]> Files() =>
        Directory
            .EnumerateFiles(Root, "*", SearchOption.AllDirectories)
            .ToDictionary(
                file => Path.GetRelativePath(Root, file).Replace('\\', '/'),
                File.ReadAllBytes,
                StringComparer.Ordinal
            );

    /// <summary>The first folder of this name in a folder above the tests, or null.</summary>
    public static string? FindUp(string relative)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, relative);
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
