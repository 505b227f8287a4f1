using System.Xml.Linq;

namespace Headroom.Product.Tests.Architecture;

public class DependencyTests
{
    [Fact]
    public void Projects_reference_only_what_the_design_allows()
    {
        var projects = Projects().ToList();
        projects.Count.ShouldBe(10);
        DependencyRules.Violations(projects).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Headroom.Lending", "ProjectReference", "../Headroom.Store/Headroom.Store.csproj")]
    [InlineData("Headroom.Dmn", "ProjectReference", "../Headroom.Lending/Headroom.Lending.csproj")]
    [InlineData("Headroom.Assessment", "ProjectReference", "../Headroom.Operations/Headroom.Operations.csproj")]
    [InlineData("Headroom.Profiles", "PackageReference", "Npgsql")]
    [InlineData("Headroom.Store", "ProjectReference", "../Headroom.Lending/Headroom.Lending.csproj")]
    public void A_planted_violation_is_found(string project, string element, string include)
    {
        var projects = Projects().ToDictionary(p => p.Project, p => p.Content);
        projects[project]
            .Root!.Add(new XElement("ItemGroup", new XElement(element, new XAttribute("Include", include))));
        DependencyRules
            .Violations(projects.Select(pair => (pair.Key, pair.Value)))
            .ShouldHaveSingleItem()
            .ShouldStartWith(project);
    }

    [Fact]
    public void A_project_that_the_rules_do_not_know_is_found() =>
        DependencyRules
            .Violations([("Headroom.Utils", new XDocument(new XElement("Project")))])
            .ShouldBe(["Headroom.Utils is a project that the rules do not know."]);

    private static IEnumerable<(string Project, XDocument Content)> Projects() =>
        Repository
            .Files("src", "*.csproj")
            .Select(file => (Path.GetFileNameWithoutExtension(file), XDocument.Load(file)));
}
