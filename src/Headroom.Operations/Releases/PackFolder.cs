using Headroom.Primitives;

namespace Headroom.Operations.Releases;

/// <summary>A policy pack as files: path relative to the pack, with forward slashes, to bytes.</summary>
public static class PackFolder
{
    /// <summary>The pack that ships with the product.</summary>
    public static string Shipped => Path.Combine(AppContext.BaseDirectory, "policies", "cn-consumer");

    /// <summary>
    /// Reads a pack. Refuses with <c>pack-not-found</c> a folder that is not there, and with <c>pack-empty</c> one without a
    /// <c>pack.yaml</c>.
    /// </summary>
    public static Result<IReadOnlyDictionary<string, byte[]>> Read(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return Refusal.NotFound("pack-not-found", ("folder", folder));
        }

        // Looked for first: a folder named by mistake may hold a whole disk.
        if (!File.Exists(Path.Combine(folder, "pack.yaml")))
        {
            return Refusal.Invalid("pack-empty", ("folder", folder));
        }

        return Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => !Path.GetFileName(file).StartsWith('.'))
            .ToDictionary(
                file => Path.GetRelativePath(folder, file).Replace('\\', '/'),
                File.ReadAllBytes,
                StringComparer.Ordinal
            );
    }
}
