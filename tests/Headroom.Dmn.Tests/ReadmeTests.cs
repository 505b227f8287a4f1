using System.Runtime.CompilerServices;

namespace Headroom.Dmn.Tests;

/// <summary>The readme's example, line by line: what it says is what runs here.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void The_example_prints_what_the_readme_says()
    {
        var readme = System.IO.File.ReadAllText(Readme());
        // The console and the file system, as the example's lines call them.
        var File = new { ReadAllText = (Func<string, string>)(_ => Between(readme, "```xml", "```")) };
        var printed = "";
        var Console = new { WriteLine = (Action<FeelValue>)(value => printed += value) };

        var model = DmnCompiler
            .Compile([new DmnSource("limit.dmn", File.ReadAllText("limit.dmn"))], DmnOptions.Default)
            .Model!;
        var frame = model.CreateFrame();
        frame.Set(model.Input("monthly income"), FeelValue.Number(15_000m));
        Console.WriteLine(model.Evaluate(model.Decision("Limit"), frame));

        readme.ShouldContain($"It prints {printed} with");
        var here = Flat(System.IO.File.ReadAllText(Source()));
        foreach (
            var line in Between(readme, "```csharp", "```").Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..]
        )
        {
            here.ShouldContain(Flat(line));
        }
    }

    private static string Flat(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private static string Between(string text, string start, string end)
    {
        var from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)].Trim();
    }

    private static string Source([CallerFilePath] string path = "") => path;

    private static string Readme() =>
        Path.Combine(Path.GetDirectoryName(Source())!, "..", "..", "src", "Headroom.Dmn", "README.md");
}
