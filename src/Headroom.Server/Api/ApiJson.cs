using System.Text.Json;
using System.Text.Json.Serialization;
using Headroom.Operations.Json;

namespace Headroom.Server.Api;

/// <summary>
/// The JSON of the API: the same spelling as what is stored. Requests are read strictly, so that a misspelt or missing
/// member is refused and never silently left out.
/// </summary>
internal static class ApiJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    public static void Apply(JsonSerializerOptions options)
    {
        var stored = EventJson.Options;
        options.PropertyNamingPolicy = stored.PropertyNamingPolicy;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.DefaultIgnoreCondition = stored.DefaultIgnoreCondition;
        options.Encoder = stored.Encoder;
        options.TypeInfoResolver = stored.TypeInfoResolver;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.MaxDepth = 32;
        foreach (var converter in stored.Converters)
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
