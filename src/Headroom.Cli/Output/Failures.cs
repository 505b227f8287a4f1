using System.CommandLine;
using System.Text.Json;
using Headroom.Operations.Texts;
using Headroom.Primitives;
using Headroom.Scoring;
using Headroom.Scoring.Data;
using Headroom.Store;

namespace Headroom.Cli.Output;

/// <summary>Turns refusals and the expected failures of files and stores into one clear message and an exit code.</summary>
internal static class Failures
{
    private const string Fault = "fault";

    /// <summary>A refusal about scoring by one of the report's texts, <c>fault-</c> and its code.</summary>
    public static Refusal OfScoring(string code, params (string, string)[] values) =>
        Refusal.Invalid(
            "scoring-refused",
            [("code", code), ("message", FaultText(code, Language.En, values)), (Fault, code), .. values]
        );

    /// <summary>The refusal that an exception stands for, or null for a defect, whose stack the developers need.</summary>
    public static Refusal? Explain(Exception failure) =>
        failure switch
        {
            RefusedException refused => refused.Refusal,
            StoreException store => store.Refusal,
            DataException data => Refusal.Invalid(
                "scoring-refused",
                [
                    ("code", data.Code),
                    ("message", data.Message),
                    (Fault, data.Remark.Code),
                    .. data.Remark.Values.Select(value => (value.Key, value.Value)),
                ]
            ),
            PmmlException model => Refusal.Invalid("scoring-refused", ("code", model.Code), ("message", model.Message)),
            FileNotFoundException file => Refusal.NotFound("file-not-found", ("file", file.FileName ?? "")),
            DirectoryNotFoundException folder => Refusal.NotFound("folder-not-found", ("message", folder.Message)),
            UnauthorizedAccessException denied => Refusal.Invalid("file-not-readable", ("message", denied.Message)),
            IOException io => Refusal.Unavailable("file-io", ("message", io.Message)),
            _ => null,
        };

    /// <summary>Writes the refusal to the error stream, as JSON where that was asked for.</summary>
    public static int Report(Refusal refusal, ParseResult parsed) =>
        Report(refusal, CommonOptions.WantsJson(parsed), CommonOptions.LanguageOf(parsed));

    /// <summary>The same, where the command line itself could not be read.</summary>
    public static int Report(Refusal refusal, bool json, Language language)
    {
        var message = Say(refusal, language);
        if (json)
        {
            var parameters = refusal.Parameters.ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal);
            Console.Error.WriteLine(
                JsonSerializer.Serialize(
                    new
                    {
                        error = new
                        {
                            code = refusal.Code,
                            message,
                            parameters,
                        },
                    },
                    JsonOutput.Options
                )
            );
        }
        else
        {
            Console.Error.WriteLine($"headroom: {message} [{refusal.Code}]");
        }

        return ExitCodes.Of(refusal);
    }

    // What is wrong with data comes as a sentence with its values, so that it can be said in the reader's language.
    private static string Say(Refusal refusal, Language language) =>
        refusal.Parameters.FirstOrDefault(parameter => parameter.Name == Fault).Value is { } fault
            ? TextCatalog.Shipped.Get(
                refusal.TextKey,
                language,
                refusal
                    .Parameters.Where(parameter => parameter.Name == "code")
                    .Append(("message", FaultText(fault, language, refusal.Parameters)))
            )
            : TextCatalog.Shipped.Say(refusal, language);

    private static string FaultText(string fault, Language language, IEnumerable<(string, string)> values) =>
        TextCatalog.Shipped.Get("report.fault-" + fault, language, values);
}

/// <summary>Carries a refusal out of a command to the one place that reports it.</summary>
internal sealed class RefusedException(Refusal refusal) : Exception(refusal.ToString())
{
    /// <summary>The refusal.</summary>
    public Refusal Refusal { get; } = refusal;
}

internal static class ResultExtensions
{
    /// <summary>The value, or the end of the command with the refusal reported.</summary>
    public static T OrStop<T>(this Result<T> result) =>
        result.TryGet(out var value, out var refusal) ? value : throw new RefusedException(refusal);
}
