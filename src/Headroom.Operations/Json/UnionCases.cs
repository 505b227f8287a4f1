using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Headroom.Operations.Json;

/// <summary>
/// Closed unions in JSON: an abstract record whose cases are sealed records nested in it is written with a <c>$case</c>
/// member that names the case in kebab-case. The sign sorts before every letter, so the canonical order holds.
/// </summary>
internal static class UnionCases
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<(string Name, Type Case)>> Known = new();

    /// <summary>The cases of a union with their names; none for any other type.</summary>
    public static IReadOnlyList<(string Name, Type Case)> Of(Type type) =>
        Known.GetOrAdd(
            type,
            static union =>
                union.IsAbstract && union.IsClass
                    ?
                    [
                        .. union
                            .GetNestedTypes()
                            .Where(nested => nested.IsSealed && nested.IsSubclassOf(union))
                            .Select(nested => (JsonNamingPolicy.KebabCaseLower.ConvertName(nested.Name), nested))
                            .OrderBy(pair => pair.Item1, StringComparer.Ordinal),
                    ]
                    : []
        );

    /// <summary>Tells the serializer the cases of a union.</summary>
    public static void Add(JsonTypeInfo type)
    {
        var cases = Of(type.Type);
        if (cases.Count == 0)
        {
            return;
        }

        type.PolymorphismOptions = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = "$case" };
        foreach (var (name, @case) in cases)
        {
            type.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(@case, name));
        }
    }
}
