using System.CommandLine;
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
        // A case keeps the measure as it was found, also one without bounds.
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    /// <summary>Where the inventory is.</summary>
    public static Option<string> Option() =>
        new("--inventory") { Description = "The inventory, a JSON file.", DefaultValueFactory = _ => "models.json" };

    /// <summary>The lender's day.</summary>
    public static DateOnly Today() => DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime);

    /// <summary>The hash that an entry keeps of a model's file.</summary>
    public static string HashOf(string model) => ContentHash.Of(File.ReadAllBytes(model)).ToString();

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
            throw new RefusedException(
                Failures.OfScoring("inventory-malformed", ("file", path), ("reason", failure.Message))
            );
        }
    }

    /// <summary>
    /// Changes the inventory, one process at a time, so that watches of several models at the same hour lose nothing. The file is
    /// replaced in one step: a reader never sees half of it. A refusal leaves it as it was.
    /// </summary>
    /// <returns>The inventory as it is now.</returns>
    public static ModelInventory Change(string path, Func<ModelInventory, Result<ModelInventory>> change)
    {
        using var turn = TakeTurn(path);
        var changed = change(Read(path)).OrStop();
        var next = path + ".new";
        File.WriteAllText(next, JsonSerializer.Serialize(changed, Options) + "\n");
        File.Move(next, path, overwrite: true);
        return changed;
    }

    private static FileStream TakeTurn(string path)
    {
        var gate = path + ".lock";
        try
        {
            return new FileStream(
                gate,
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None,
                bufferSize: 1,
                FileOptions.DeleteOnClose
            );
        }
        catch (IOException) when (File.Exists(gate))
        {
            throw new RefusedException(Refusal.Unavailable("inventory-busy", ("file", path)));
        }
    }
}
