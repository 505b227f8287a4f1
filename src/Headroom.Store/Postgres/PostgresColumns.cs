using Npgsql;
using NpgsqlTypes;

namespace Headroom.Store;

/// <summary>
/// Rows turned into one array a column, which <c>unnest</c> turns back into rows: one statement for any number. It stands in
/// the list of what is selected, where rows come one by one; as a source of rows it would first put each column into a table.
/// </summary>
internal static class PostgresColumns
{
    /// <summary>An <c>INSERT</c> of as many rows as its arrays are long; <paramref name="types"/> in the order of the columns.</summary>
    public static string Insert(string table, string columns, string types) =>
        $"INSERT INTO {table} ({columns}) SELECT {Rows(columns, types)}";

    /// <summary>
    /// An <c>UPDATE</c> of all columns but the first, which names the row, where each row has still the version of the last array.
    /// Where one has not, or is gone, it fails: an error is the one thing that keeps the commit behind it in the same round trip
    /// from happening.
    /// </summary>
    public static string Update(string table, string columns, string types)
    {
        var names = columns.Split(", ");
        return $"WITH written AS (UPDATE {table} "
            + $"SET {string.Join(", ", names.Skip(1).Select(name => $"{name} = k.{name}"))} "
            + $"FROM (SELECT {Rows(columns + ", before", types + " bigint")}) AS k "
            + $"WHERE {table}.{names[0]} = k.{names[0]} AND {table}.version = k.before RETURNING 1) "
            + $"SELECT 1 / (count(*) = cardinality($1::{types.Split(' ')[0]}[]))::integer FROM written";
    }

    public static NpgsqlBatchCommand Column<TRow, T>(
        this NpgsqlBatchCommand command,
        List<TRow> rows,
        NpgsqlDbType type,
        Func<TRow, T> value
    )
    {
        var values = new T[rows.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = value(rows[i]);
        }

        command.Parameters.Add(
            new NpgsqlParameter<T[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type }
        );
        return command;
    }

    private static string Rows(string columns, string types) =>
        string.Join(
            ", ",
            columns
                .Split(", ")
                .Zip(types.Split(' '))
                .Select((column, i) => $"unnest(${Instants.Text(i + 1)}::{column.Second}[]) AS {column.First}")
        );
}
