using System.Globalization;
using System.Text.Json.Nodes;
using Headroom.Lending;
using Headroom.Primitives;
using Headroom.Profiles;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Headroom.Server.Api.Description;

/// <summary>The schemas of values that are written by converters, which the framework cannot look into.</summary>
internal static class ValueSchemas
{
    private const JsonSchemaType AnyValue =
        JsonSchemaType.Number | JsonSchemaType.String | JsonSchemaType.Boolean | JsonSchemaType.Null;
    private const string SortableIdPattern = "^[0-7][0-9A-HJKMNP-TV-Z]{25}$";

    public static Task DescribeAsync(
        OpenApiSchema schema,
        OpenApiSchemaTransformerContext context,
        CancellationToken ct
    )
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type == typeof(Money))
        {
            Object(schema, ("currency", Text("^[A-Z]{3}$")), ("minorUnits", Integer(Money.MinorUnitsMax)));
        }
        else if (type == typeof(Rate))
        {
            Object(schema, ("basis", Text(null)), ("fraction", new OpenApiSchema { Type = JsonSchemaType.Number }));
        }
        else if (type == typeof(SignalValue))
        {
            schema.Type = AnyValue;
        }
        else if (type == typeof(IReadOnlyDictionary<string, SignalValue>))
        {
            schema.Type = JsonSchemaType.Object;
            schema.AdditionalProperties = new OpenApiSchema { Type = AnyValue };
        }
        else if (type == typeof(DateTimeOffset))
        {
            Text(schema, null, "date-time");
        }
        else if (type == typeof(RepaymentMethod))
        {
            Codes(schema, Enum.GetValues<RepaymentMethod>().Select(method => method.Code()));
        }
        else if (type == typeof(DayCount))
        {
            Codes(schema, Enum.GetValues<DayCount>().Select(dayCount => dayCount.Code()));
        }
        else if (type == typeof(DelinquencyStage))
        {
            Codes(schema, Enum.GetValues<DelinquencyStage>().Select(stage => stage.Code()));
        }
        else if (PatternOf(type) is { } pattern)
        {
            Text(schema, pattern, null);
        }

        return Task.CompletedTask;
    }

    private static string? PatternOf(Type type) =>
        type == typeof(BorrowerId) ? "^[A-Za-z0-9._-]{1,40}$"
        : type == typeof(Currency) ? "^[A-Z]{3}$"
        : type == typeof(ContentHash) ? "^[0-9a-f]{64}$"
        : type == typeof(Actor) ? "^(system|staff|borrower|partner):.+$"
        : type.Namespace == typeof(SortableId).Namespace && type.Name.EndsWith("Id", StringComparison.Ordinal)
            ? SortableIdPattern
        : null;

    private static void Text(OpenApiSchema schema, string? pattern, string? format)
    {
        schema.Type = JsonSchemaType.String;
        schema.Pattern = pattern;
        schema.Format = format;
        schema.Properties = null;
    }

    private static void Codes(OpenApiSchema schema, IEnumerable<string> codes)
    {
        Text(schema, null, null);
        schema.Enum = [.. codes.Select(code => JsonValue.Create(code))];
    }

    private static OpenApiSchema Text(string? pattern) => new() { Type = JsonSchemaType.String, Pattern = pattern };

    private static OpenApiSchema Integer(long most) =>
        new()
        {
            Type = JsonSchemaType.Integer,
            Format = "int64",
            Minimum = (-most).ToString(CultureInfo.InvariantCulture),
            Maximum = most.ToString(CultureInfo.InvariantCulture),
        };

    private static void Object(OpenApiSchema schema, params (string Name, OpenApiSchema Schema)[] members)
    {
        schema.Type = JsonSchemaType.Object;
        schema.Properties = members.ToDictionary(member => member.Name, member => (IOpenApiSchema)member.Schema);
        schema.Required = members.Select(member => member.Name).ToHashSet();
        schema.AdditionalPropertiesAllowed = false;
    }
}
