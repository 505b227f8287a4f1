using System.Text.Json;
using System.Text.Json.Serialization;
using Headroom.Operations.Json;

namespace Headroom.Server.Api;

/// <summary>
/// The JSON of the API: the same spelling as on the command line. Requests are read strictly, so that a misspelt or missing
/// member is refused and never silently left out.
/// </summary>
internal static class ApiJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    public static void Apply(JsonSerializerOptions options)
    {
        var door = DoorJson.Options;
        options.PropertyNamingPolicy = door.PropertyNamingPolicy;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.DefaultIgnoreCondition = door.DefaultIgnoreCondition;
        options.Encoder = door.Encoder;
        options.TypeInfoResolver = door.TypeInfoResolver;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.MaxDepth = 32;
        foreach (var converter in door.Converters)
        {
            options.Converters.Add(converter);
        }
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions();
        Apply(options);
        options.MakeReadOnly();
        return options;
    }
}
