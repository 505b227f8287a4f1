using System.Text.Json;
using Headroom.Lending;

namespace Headroom.Operations.Json;

/// <summary>
/// The JSON of the doors, HTTP and what <c>--json</c> prints: as <see cref="EventJson"/>, but methods of repayment, day
/// counts and stages of delinquency are spelt as the command line and the texts spell them (<see cref="ScheduleCodes"/>,
/// <see cref="Delinquency"/>). What is stored keeps the names that it began with; the doors read those of schedules too.
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
        options.Converters.Insert(0, ValueConverters.Text(stage => stage.Code(), Delinquency.ParseStage));
        options.MakeReadOnly();
        return options;
    }
}
