using System.Text.Json;
using System.Text.Json.Serialization;
using Headroom.Cli.Output;
using Headroom.Primitives;
using Headroom.Scoring.Watching;

namespace Headroom.Cli.Scoring;

/// <summary>The lender's models as a JSON file that people may read and keep under version control.</summary>
internal static class InventoryFile
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    /// <summary>The inventory in the file; empty where there is none yet.</summary>
    public static ModelInventory Read(string path)
    {
        if (!File.Exists(path))
        {
            return new ModelInventory([]);
        }

        try
        {
            return JsonSerializer.Deserialize<ModelInventory>(File.ReadAllText(path), Options)
                ?? new ModelInventory([]);
        }
        catch (JsonException failure)
        {
            var message = $"{path} is no model inventory: {failure.Message}";
            throw new RefusedException(
                Refusal.Invalid("scoring-refused", ("code", "inventory-malformed"), ("message", message))
            );
        }
    }

    /// <summary>Replaces the file in one step, so that a reader never sees half of it.</summary>
    public static void Write(string path, ModelInventory inventory)
    {
        var next = path + ".new";
        File.WriteAllText(next, JsonSerializer.Serialize(inventory, Options) + "\n");
        File.Move(next, path, overwrite: true);
    }
}
