using System.Xml.Linq;

namespace Headroom.Product.Tests.Architecture;

/// <summary>Which project may know which, and which packages the pure ones may use. Anything not named here is a violation.</summary>
internal static class DependencyRules
{
    private static readonly Dictionary<string, string[]> MayReference = new(StringComparer.Ordinal)
    {
        ["Headroom.Primitives"] = [],
        ["Headroom.Dmn"] = ["Headroom.Primitives"],
        ["Headroom.Scoring"] = ["Headroom.Primitives"],
        ["Headroom.Lending"] = ["Headroom.Primitives"],
        ["Headroom.Profiles"] = ["Headroom.Primitives"],
        ["Headroom.Store"] = ["Headroom.Primitives"],
        ["Headroom.Assessment"] =
        [
            "Headroom.Primitives",
            "Headroom.Dmn",
            "Headroom.Scoring",
            "Headroom.Lending",
            "Headroom.Profiles",
        ],
        ["Headroom.Operations"] = ["Headroom.Assessment", "Headroom.Store"],
        ["Headroom.Server"] = ["Headroom.Operations"],
        ["Headroom.Cli"] = ["Headroom.Operations", "Headroom.Server"],
    };

    // Value libraries only: nothing that reads a clock, a file, a network or a random source by itself.
    private static readonly Dictionary<string, string[]> PurePackages = new(StringComparer.Ordinal)
    {
        ["Headroom.Primitives"] = [],
        ["Headroom.Dmn"] = [],
        ["Headroom.Scoring"] = ["MathNet.Numerics", "YamlDotNet"],
        ["Headroom.Lending"] = [],
        ["Headroom.Profiles"] = [],
        ["Headroom.Assessment"] = ["YamlDotNet"],
    };

    /// <summary>Every reference that the rules do not allow, as a sentence; none where all is well.</summary>
    public static IReadOnlyList<string> Violations(IEnumerable<(string Project, XDocument Content)> projects)
    {
        var violations = new List<string>();
        foreach (var (project, content) in projects)
        {
            if (!MayReference.TryGetValue(project, out var allowed))
            {
                violations.Add($"{project} is a project that the rules do not know.");
                continue;
            }

            violations.AddRange(
                Included(content, "ProjectReference")
                    .Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')))
                    .Where(reference => !allowed.Contains(reference))
                    .Select(reference => $"{project} may not reference {reference}.")
            );
            if (PurePackages.TryGetValue(project, out var packages))
            {
                violations.AddRange(
                    Included(content, "PackageReference")
                        .Where(package => !packages.Contains(package))
                        .Select(package => $"{project} is pure and may not use the package {package}.")
                );
            }
        }

        return violations;
    }

    private static IEnumerable<string> Included(XDocument project, string element) =>
        project.Descendants(element).Select(reference => reference.Attribute("Include")?.Value ?? "");
}
