using System.CommandLine;
using Headroom.Primitives;

namespace Headroom.Cli.Output;

/// <summary>Options that several commands take, each defined once.</summary>
internal static class CommonOptions
{
    /// <summary>Machine-readable output.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Print one JSON document for machines." };

    /// <summary>Where the borrowers are.</summary>
    public static Option<string> Store() =>
        new("--store")
        {
            Description =
                "A SQLite file, or PostgreSQL as postgres://user@host/database or an Npgsql connection string.",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable("HEADROOM_STORE") ?? "headroom.db",
        };

    /// <summary>The policy pack's folder.</summary>
    public static Option<string?> Pack() =>
        new("--pack")
        {
            Description =
                "A policy pack's folder. Default: the release that is live in the store, or the shipped pack.",
        };

    /// <summary>The lender's own book of products.</summary>
    public static Option<string?> Products() =>
        new("--products")
        {
            Description = "A YAML file of loan products. Default: HEADROOM_PRODUCTS, or the products that ship.",
        };

    /// <summary>The reader's language.</summary>
    public static Option<string> Lang()
    {
        var option = new Option<string>("--lang")
        {
            Description = "The language of texts: en or zh.",
            DefaultValueFactory = _ => DefaultLanguage(),
        };
        option.AcceptOnlyFromAmong("en", "zh");
        return option;
    }

    /// <summary>The port to listen on.</summary>
    public static Option<int> Port() =>
        Between(
            new Option<int>("--port")
            {
                Description = "The port to listen on; 0 takes a free one.",
                DefaultValueFactory = _ => 8080,
            },
            0,
            ushort.MaxValue
        );

    /// <summary>Refuses a number outside of its range before anything is done.</summary>
    public static Option<int> Between(Option<int> option, int least, int most)
    {
        option.Validators.Add(given =>
        {
            if (
                given.Tokens.Count == 1
                && int.TryParse(given.Tokens[0].Value, out var value)
                && (value < least || value > most)
            )
            {
                given.AddError($"{option.Name} is {value}; it must be from {least} to {most}.");
            }
        });
        return option;
    }

    /// <summary>Whether to leave the browser alone.</summary>
    public static Option<bool> NoBrowser() => new("--no-browser") { Description = "Do not open a browser." };

    /// <summary>Whether JSON was asked for, whichever command runs.</summary>
    public static bool WantsJson(ParseResult parsed) =>
        parsed.GetResult("--json") is { } && parsed.GetValue<bool>("--json");

    /// <summary>The language asked for, or that of the machine.</summary>
    public static Language LanguageOf(ParseResult parsed)
    {
        var asked = parsed.GetResult("--lang") is not null ? parsed.GetValue<string>("--lang") : DefaultLanguage();
        return asked == "zh" ? Language.Zh : Language.En;
    }

    private static string DefaultLanguage() =>
        (Environment.GetEnvironmentVariable("LC_ALL") ?? Environment.GetEnvironmentVariable("LANG") ?? "").StartsWith(
            "zh",
            StringComparison.OrdinalIgnoreCase
        )
            ? "zh"
            : "en";
}
