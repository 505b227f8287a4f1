using System.CommandLine;
using System.Text.Json;
using Headroom.Cli.Output;
using Headroom.Dmn;
using Headroom.Primitives;

namespace Headroom.Cli.Commands;

/// <summary><c>headroom dmn</c>: the decision engine by itself.</summary>
internal static class DmnCommand
{
    public static Command Create() => new("dmn", "Work on DMN models.") { Check(), Evaluate(), Tck() };

    private static Command Check()
    {
        var files = new Argument<string[]>("files") { Description = "DMN files.", Arity = ArgumentArity.OneOrMore };
        var json = CommonOptions.Json();
        var command = new Command("check", "Check models: types, names, cycles, and gaps and overlaps of tables.")
        {
            files,
            json,
        };
        command.SetAction(parsed =>
        {
            var compiled = DmnCompiler.Compile([.. parsed.GetValue(files)!.Select(Read)], DmnOptions.Default);
            if (parsed.GetValue(json))
            {
                JsonOutput.Print(new { compiles = compiled.Model is not null, diagnostics = compiled.Diagnostics });
            }
            else
            {
                foreach (var diagnostic in compiled.Diagnostics)
                {
                    Console.Out.WriteLine(diagnostic.ToString());
                }

                Console.Out.WriteLine(
                    compiled.Model is { } model
                        ? $"{Count(model.Decisions.Count, "decision")} compiled; {Count(compiled.Diagnostics.Count, "finding")}."
                        : $"Nothing compiled; {Count(compiled.Diagnostics.Count, "finding")}."
                );
            }

            return compiled.Model is null ? ExitCodes.CheckFailed : ExitCodes.Ok;
        });
        return command;
    }

    private static string Count(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";

    private static Command Evaluate()
    {
        var model = new Argument<string[]>("model")
        {
            Description = "A DMN file, and those that it imports behind it.",
            Arity = ArgumentArity.OneOrMore,
        };
        var decision = new Option<string>("--decision") { Description = "The decision's name.", Required = true };
        var input = new Option<string>("--input")
        {
            Description = "A JSON object of inputs by name, or @FILE that holds one.",
            DefaultValueFactory = _ => "{}",
        };
        var trace = new Option<bool>("--trace") { Description = "Show each decision, rule and cell." };
        var json = CommonOptions.Json();
        var command = new Command("eval", "Evaluate one decision.") { model, decision, input, trace, json };
        command.SetAction(parsed =>
        {
            var compiled = Compile(parsed.GetValue(model)!);
            var name = parsed.GetValue(decision)!;
            var asked =
                compiled.Decisions.FirstOrDefault(known => known.Name == name)
                ?? throw new RefusedException(
                    Refusal.NotFound(
                        "dmn-decision-not-found",
                        ("decision", name),
                        ("known", string.Join(", ", compiled.Decisions.Select(known => known.Name)))
                    )
                );
            var frame = compiled.CreateFrame();
            Fill(compiled, frame, parsed.GetValue(input)!);
            var isWrongInput = frame.Errors.Count > 0;
            var traced = compiled.EvaluateWithTrace(asked, frame);
            var asJson = parsed.GetValue(json);
            Console.Out.WriteLine(
                (parsed.GetValue(trace), asJson) switch
                {
                    (true, true) => traced.ToJson(),
                    (true, false) => traced.Render().TrimEnd(),
                    _ => traced.Output.ToJson(),
                }
            );
            foreach (var error in frame.Errors)
            {
                Console.Error.WriteLine(error.ToString());
            }

            if (frame.Outcome(asked) == DmnOutcome.NoRuleMatched)
            {
                Console.Error.WriteLine($"No rule of '{asked.Name}' matches these inputs.");
            }

            return isWrongInput ? ExitCodes.WrongInput
                : frame.Outcome(asked) == DmnOutcome.Failed ? ExitCodes.CheckFailed
                : ExitCodes.Ok;
        });
        return command;
    }

    private static Command Tck()
    {
        var folder = new Argument<string>("folder") { Description = "A folder laid out like the DMN TCK." };
        var json = CommonOptions.Json();
        var command = new Command("tck", "Run a conformance kit and show what fails.") { folder, json };
        command.SetAction(parsed =>
        {
            var root = parsed.GetValue(folder)!;
            if (!Directory.Exists(root))
            {
                throw new RefusedException(Refusal.NotFound("folder-not-found", ("message", root)));
            }

            var results = Directory
                .EnumerateFiles(root, "*.dmn", SearchOption.AllDirectories)
                .Select(file => Path.GetDirectoryName(file)!)
                .Distinct()
                .Order(StringComparer.Ordinal)
                .SelectMany(suite => TckRunner.Run(ReadSuite(root, suite), TimeProvider.System.GetUtcNow()))
                .ToList();
            var passed = results.Count(result => result.Passed);
            Report(results.FindAll(result => !result.Passed), passed, parsed.GetValue(json));
            return passed == results.Count && passed > 0 ? ExitCodes.Ok : ExitCodes.CheckFailed;
        });
        return command;
    }

    private static void Report(List<TckResult> failures, int passed, bool asJson)
    {
        if (asJson)
        {
            JsonOutput.Print(
                new
                {
                    passed,
                    failed = failures.Count,
                    failures,
                }
            );
            return;
        }

        foreach (var failure in failures)
        {
            Console.Out.WriteLine(
                $"{failure.Suite} {failure.Case}: expected {failure.Expected}, actual {failure.Actual}"
            );
        }

        Console.Out.WriteLine($"{passed} passed, {failures.Count} failed");
    }

    private static TckSuite ReadSuite(string root, string folder) =>
        new(Path.GetRelativePath(root, folder), ReadAll(folder, "*.dmn"), ReadAll(folder, "*.xml"));

    private static DmnSource[] ReadAll(string folder, string pattern) =>
        [.. Directory.GetFiles(folder, pattern).Order(StringComparer.Ordinal).Select(Read)];

    private static DmnSource Read(string file) => new(Path.GetFileName(file), File.ReadAllText(file));

    private static DmnModel Compile(string[] files)
    {
        var compiled = DmnCompiler.Compile([.. files.Select(Read)], DmnOptions.Default);
        return compiled.Model
            ?? throw new RefusedException(
                Refusal.Invalid(
                    "dmn-model-invalid",
                    ("file", files[0]),
                    ("problems", string.Join("\n  ", compiled.Diagnostics.Where(d => d.Severity == DmnSeverity.Error)))
                )
            );
    }

    private static void Fill(DmnModel model, DmnFrame frame, string input)
    {
        var text = input.StartsWith('@') ? File.ReadAllText(input[1..]) : input;
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException malformed)
        {
            throw new RefusedException(Refusal.Invalid("json-malformed", ("message", malformed.Message)));
        }

        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new RefusedException(
                    Refusal.Invalid("json-malformed", ("message", "an object of inputs by name is wanted."))
                );
            }

            foreach (var member in document.RootElement.EnumerateObject())
            {
                var slot =
                    model.Inputs.FirstOrDefault(known => known.Name == member.Name)
                    ?? throw new RefusedException(
                        Refusal.NotFound(
                            "dmn-input-not-found",
                            ("input", member.Name),
                            ("known", string.Join(", ", model.Inputs.Select(known => known.Name)))
                        )
                    );
                frame.Set(slot, FeelValue.FromJson(member.Value.Clone(), slot.Type));
            }
        }
    }
}
