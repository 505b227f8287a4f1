using System.Text.Encodings.Web;
using System.Text.Json;
using Headroom.Operations.Json;

namespace Headroom.Cli.Output;

/// <summary>What <c>--json</c> prints: one indented document on the standard output, and nothing else there.</summary>
internal static class JsonOutput
{
    /// <summary>The product's JSON, made readable, with the members that are derived.</summary>
    public static JsonSerializerOptions Options { get; } =
        new(DoorJson.Options)
        {
            WriteIndented = true,
            IgnoreReadOnlyProperties = false,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };

    /// <summary>Prints a value.</summary>
    public static void Print(object value) =>
        Console.Out.WriteLine(JsonSerializer.Serialize(value, value.GetType(), Options));
}
