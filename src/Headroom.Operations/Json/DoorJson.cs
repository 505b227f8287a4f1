using System.Text.Json;
using Headroom.Lending;

namespace Headroom.Operations.Json;

/// <summary>
/// The JSON of the doors, HTTP and what <c>--json</c> prints: as <see cref="EventJson"/>, but methods of repayment and day
/// counts are spelt as the command line and the texts spell them (<see cref="ScheduleCodes"/>). What is stored keeps the
/// names that it began with; the doors read those too.
/// </summary>
public static class DoorJson
{
    /// <summary>The options.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        // The first converter that can write a type does.
        var options = new JsonSerializerOptions(EventJson.Options);
        options.Converters.Insert(0, ValueConverters.Text(method => method.Code(), ScheduleCodes.ParseMethod));
        options.Converters.Insert(0, ValueConverters.Text(dayCount => dayCount.Code(), ScheduleCodes.ParseDayCount));
        options.MakeReadOnly();
        return options;
    }
}
