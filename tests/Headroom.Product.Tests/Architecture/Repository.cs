namespace Headroom.Product.Tests.Architecture;

/// <summary>Where the sources are, seen from a test that runs out of its build folder.</summary>
internal static class Repository
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>All files below a folder of the repository, build output left out.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory
            .EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Where(file =>
                !file.Split(Path.DirectorySeparatorChar)
                    .Any(part => part is "bin" or "obj" or "node_modules" or "wwwroot")
            );

    private static string FindRoot(string folder) =>
        File.Exists(Path.Combine(folder, "Headroom.slnx"))
            ? folder
            : FindRoot(
                Path.GetDirectoryName(folder)
                    ?? throw new InvalidOperationException("No Headroom.slnx above the tests.")
            );
}
