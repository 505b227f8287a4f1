namespace Headroom.Operations.Tests;

/// <summary>Folders of the repository, seen from a test that runs out of its build folder.</summary>
internal static class Folders
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = Above(AppContext.BaseDirectory);

    /// <summary>The pack that ships.</summary>
    public static string Pack => Path.Combine(Root, "policies", "cn-consumer");

    private static string Above(string folder) =>
        File.Exists(Path.Combine(folder, "Headroom.slnx"))
            ? folder
            : Above(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("No Headroom.slnx above."));
}
