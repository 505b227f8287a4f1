using System.Xml;
using System.Xml.Linq;

namespace Headroom.Dmn;

/// <summary>One folder of the DMN Technology Compatibility Kit, already read.</summary>
/// <param name="Name">The folder's name.</param>
/// <param name="Models">Its models.</param>
/// <param name="Tests">Its test files.</param>
public sealed record TckSuite(string Name, IReadOnlyList<DmnSource> Models, IReadOnlyList<DmnSource> Tests);

/// <summary>How one expected result of one case came out.</summary>
/// <param name="Suite">The folder.</param>
/// <param name="Case">The case's id and the result's name.</param>
/// <param name="Passed">True where the actual value is the expected one.</param>
/// <param name="Expected">The expected value as text.</param>
/// <param name="Actual">The actual value as text, with its error where it failed.</param>
public sealed record TckResult(string Suite, string Case, bool Passed, string Expected, string Actual);

/// <summary>
/// Runs suites laid out like the DMN TCK. It takes texts and gives results; reading folders and printing are the caller's.
/// </summary>
public static class TckRunner
{
    private static readonly DmnOptions Options = DmnOptions.Default with
    {
        DeferExpressionErrors = true,
        CheckTables = false,
    };

    /// <summary>Runs all cases of a suite.</summary>
    /// <param name="suite">The suite.</param>
    /// <param name="now">The time that <c>now()</c> and <c>today()</c> give.</param>
    public static IReadOnlyList<TckResult> Run(TckSuite suite, DateTimeOffset now)
    {
        var results = new List<TckResult>();
        foreach (var source in suite.Tests)
        {
            XElement tests;
            try
            {
                tests = Read(source);
            }
            catch (XmlException wrong)
            {
                results.Add(new TckResult(suite.Name, source.File, false, "a test file", wrong.Message));
                continue;
            }
            RunFile(suite, tests, now, results);
        }
        return results;
    }

    private static XElement Read(DmnSource source)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        using var text = new StringReader(source.Text);
        using var reader = XmlReader.Create(text, settings);
        return XDocument.Load(reader, LoadOptions.PreserveWhitespace).Root!;
    }

    private static void RunFile(TckSuite suite, XElement tests, DateTimeOffset now, List<TckResult> results)
    {
        var name = tests.ChildText("modelName") ?? "";
        // The tested model goes first, for its names win over those of its imports.
        var models = suite.Models.OrderBy(model => model.File == name ? 0 : 1).ToArray();
        var compilation = DmnCompiler.Compile(models, Options);
        foreach (var test in tests.Children("testCase"))
        {
            foreach (var result in test.Children("resultNode"))
            {
                var id = $"{test.Attribute("id")?.Value} {result.Attribute("name")?.Value}";
                var expected = TckValues.Read(result.Child("expected"));
                if (compilation.Model is not { } model)
                {
                    var error = compilation.Diagnostics.First(d => d.Severity == DmnSeverity.Error);
                    results.Add(new TckResult(suite.Name, id, false, FeelText.Nested(expected), error.ToString()));
                    continue;
                }
                var actual = Evaluate(model, test, result, now);
                var passed =
                    result.Attribute("errorResult")?.Value == "true"
                        ? actual.IsNull
                        : TckValues.Matches(expected, actual);
                var shown = FeelText.Nested(actual) + (actual.Error is { } why ? $" ({why})" : "");
                results.Add(new TckResult(suite.Name, id, passed, FeelText.Nested(expected), shown));
            }
        }
    }

    private static FeelValue Evaluate(DmnModel model, XElement test, XElement result, DateTimeOffset now)
    {
        var frame = model.CreateFrame();
        frame.Now = now;
        var name = result.NameOf();
        if (test.Attribute("invocableName")?.Value is { } invocable)
        {
            var arguments = test.Children("inputNode").ToDictionary(node => node.NameOf(), TckValues.Read);
            var value = model.Invoke(NameTable.Normalize(invocable), arguments, frame);
            return value.Kind == FeelKind.Context && value.AsContext.TryGet(name, out var output) ? output : value;
        }
        foreach (var node in test.Children("inputNode"))
        {
            var space = node.Attribute("namespace")?.Value;
            var input = model.Inputs.FirstOrDefault(candidate =>
                candidate.Name == node.NameOf() && (space is null || candidate.Namespace == space)
            );
            if (input is not null)
            {
                frame.Set(input, TckValues.Read(node));
            }
        }
        return model.Decisions.FirstOrDefault(decision => decision.Name == name) is { } found
            ? model.Evaluate(found, frame)
            : FeelValue.Failed(new FeelError("dmn.tck", $"There is no decision '{name}'."));
    }
}
