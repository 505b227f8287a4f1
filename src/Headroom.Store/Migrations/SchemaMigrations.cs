using System.Globalization;
using System.Reflection;
using Headroom.Primitives;

namespace Headroom.Store;

/// <summary>
/// The numbered steps that bring a schema forward, <c>Migrations/DIALECT/NNNN.sql</c>. A step that has been released never changes.
/// </summary>
internal static class SchemaMigrations
{
    /// <summary>The number of the last step.</summary>
    public const int Latest = 5;

    /// <summary>The steps after a version, in order.</summary>
    /// <exception cref="StoreException"><c>store-newer-schema</c>: the store has gone through steps that are not known here.</exception>
    public static IEnumerable<(int Number, string Sql)> After(string dialect, int version) =>
        version <= Latest
            ? Enumerable.Range(version + 1, Latest - version).Select(number => (number, Read(dialect, number)))
            : throw new StoreException(
                Refusal.Conflict(
                    StoreCodes.NewerSchema,
                    ("found", Instants.Text(version)),
                    ("known", Instants.Text(Latest))
                )
            );

    private static string Read(string dialect, int number)
    {
        var name = string.Create(
            CultureInfo.InvariantCulture,
            $"Headroom.Store.Migrations.{dialect}.{number:0000}.sql"
        );
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The migration {name} is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
