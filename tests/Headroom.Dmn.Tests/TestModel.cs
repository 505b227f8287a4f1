using System.Security;

namespace Headroom.Dmn.Tests;

/// <summary>Builds small DMN files for tests: elements by name, requirements by name, logic as XML.</summary>
internal sealed class TestModel(string name = "test", string version = "https://www.omg.org/spec/DMN/20230324/MODEL/")
{
    private readonly List<string> elements = [];

    public IReadOnlyList<string> Elements => elements;

    public static string Id(string name) => "_" + string.Concat(name.Select(c => char.IsLetterOrDigit(c) ? c : '_'));

    public TestModel Add(string xml)
    {
        elements.Add(xml);
        return this;
    }

    public TestModel Input(string input, string type) =>
        Add($"<inputData id='{Id(input)}' name='{input}'><variable name='{input}' typeRef='{type}'/></inputData>");

    public TestModel Decision(string decision, string type, string logic, params string[] requires) =>
        Add(
            $"<decision id='{Id(decision)}' name='{decision}'><variable name='{decision}' typeRef='{type}'/>"
                + string.Concat(requires.Select(Requirement))
                + logic
                + "</decision>"
        );

    public static string Literal(string feel) =>
        $"<literalExpression><text>{SecurityElement.Escape(feel)}</text></literalExpression>";

    /// <summary>A table: columns as "expression:type", then rules as cells between "|", outputs behind "=>".</summary>
    public static string Table(string policy, string inputs, string outputs, params string[] rules) =>
        $"<decisionTable {policy}>"
        + string.Concat(Split(inputs).Select(InputColumn))
        + string.Concat(Split(outputs).Select(OutputColumn))
        + string.Concat(rules.Select(Rule))
        + "</decisionTable>";

    public string Xml() =>
        $"<definitions xmlns='{version}' namespace='urn:{name}' name='{name}'>{string.Concat(elements)}</definitions>";

    public DmnCompilation Compile(DmnOptions? options = null) =>
        DmnCompiler.Compile([new DmnSource(name + ".dmn", Xml())], options ?? DmnOptions.Default);

    public DmnModel Build()
    {
        var compilation = Compile();
        compilation.Diagnostics.Where(d => d.Severity == DmnSeverity.Error).ShouldBeEmpty();
        return compilation.Model!;
    }

    private static string[] Split(string text) => text.Split('|', StringSplitOptions.TrimEntries);

    private static string Requirement(string required) =>
        required switch
        {
            ['?', .. var input] =>
                $"<informationRequirement><requiredInput href='#{Id(input)}'/></informationRequirement>",
            ['!', .. var function] =>
                $"<knowledgeRequirement><requiredKnowledge href='#{Id(function)}'/></knowledgeRequirement>",
            _ => $"<informationRequirement><requiredDecision href='#{Id(required)}'/></informationRequirement>",
        };

    private static string InputColumn(string column)
    {
        var parts = column.Split(':', 2);
        return $"<input label='{parts[0]}'><inputExpression typeRef='{parts[1]}'><text>{SecurityElement.Escape(parts[0])}</text></inputExpression></input>";
    }

    /// <summary>"name:type", with allowed values behind "@" and a default behind "!".</summary>
    private static string OutputColumn(string column)
    {
        var (head, fallback) = Cut(column, '!');
        var (declared, allowed) = Cut(head, '@');
        var parts = declared.Split(':', 2);
        return $"<output name='{parts[0].Trim()}' typeRef='{parts[1].Trim()}'>"
            + (allowed is null ? "" : $"<outputValues><text>{SecurityElement.Escape(allowed)}</text></outputValues>")
            + (
                fallback is null
                    ? ""
                    : $"<defaultOutputEntry><text>{SecurityElement.Escape(fallback)}</text></defaultOutputEntry>"
            )
            + "</output>";
    }

    private static (string Head, string? Tail) Cut(string text, char mark)
    {
        var at = text.IndexOf(mark, StringComparison.Ordinal);
        return at < 0 ? (text, null) : (text[..at], text[(at + 1)..].Trim());
    }

    private static string Rule(string rule)
    {
        var halves = rule.Split("=>");
        return "<rule>"
            + string.Concat(
                Split(halves[0]).Select(cell => $"<inputEntry><text>{SecurityElement.Escape(cell)}</text></inputEntry>")
            )
            + string.Concat(
                Split(halves[1])
                    .Select(cell => $"<outputEntry><text>{SecurityElement.Escape(cell)}</text></outputEntry>")
            )
            + "</rule>";
    }
}
