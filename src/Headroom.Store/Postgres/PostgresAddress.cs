using Headroom.Primitives;
using Npgsql;

namespace Headroom.Store;

/// <summary>Which PostgreSQL a text names, with what this store asks of its connections.</summary>
/// <param name="ConnectionString">For Npgsql; it may hold a password.</param>
/// <param name="Place">Host, port and database, for messages.</param>
internal sealed record PostgresAddress(string ConnectionString, string Place)
{
    // Batches join a handful of keys to tables of any size: the planner must not try to be clever about it.
    // And an answer is durable, whatever the server's own setting.
    private const string ServerOptions =
        "-c synchronous_commit=on -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c plan_cache_mode=force_generic_plan";

    // A batch of a hundred commands and more. In pieces of the usual 8 KiB the server would wake up for each.
    private const int WriteBufferBytes = 1 << 18;

    /// <summary>Whether a text names a PostgreSQL rather than a file.</summary>
    public static bool Names(string storeText) =>
        IsUrl(storeText)
        || storeText
            .Split(';')
            .Any(part =>
                part.TrimStart() is var key
                && (
                    key.StartsWith("Host=", StringComparison.OrdinalIgnoreCase)
                    || key.StartsWith("Server=", StringComparison.OrdinalIgnoreCase)
                )
            );

    /// <exception cref="StoreException"><c>store-text-malformed</c></exception>
    public static PostgresAddress Parse(string storeText, TimeSpan lockWait)
    {
        try
        {
            var builder = IsUrl(storeText) ? FromUrl(storeText) : new NpgsqlConnectionStringBuilder(storeText);
            var lockTimeout = $"-c lock_timeout={Instants.Text((long)lockWait.TotalMilliseconds)}";
            builder.Options = $"{ServerOptions} {lockTimeout} {builder.Options}".TrimEnd();
            if (string.IsNullOrEmpty(builder.Host))
            {
                throw new FormatException("There is no host.");
            }

            builder.MaxAutoPrepare = 50;
            builder.AutoPrepareMinUsages = 2;
            builder.WriteBufferSize = WriteBufferBytes;
            builder.ApplicationName ??= "headroom";
            return new PostgresAddress(
                builder.ConnectionString,
                $"{builder.Host}:{Instants.Text(builder.Port)}/{builder.Database ?? builder.Username}"
            );
        }
        catch (Exception malformed) when (malformed is ArgumentException or FormatException or KeyNotFoundException)
        {
            // The text itself may hold a password, so it is not repeated, and neither is what quotes it.
            throw new StoreException(
                Refusal.Invalid(StoreCodes.TextMalformed, ("expected", "postgres://user:password@host:port/database"))
            );
        }
    }

    private static bool IsUrl(string text) =>
        text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase);

    private static NpgsqlConnectionStringBuilder FromUrl(string text)
    {
        // An address without a host names the local socket, or the one of ?host=; Uri has no empty hosts.
        var url = new Uri(
            text.Replace("@/", "@localhost/", StringComparison.Ordinal)
                .Replace(":///", "://localhost/", StringComparison.Ordinal)
        );
        var user = url.UserInfo.Split(':', 2);
        var builder = new NpgsqlConnectionStringBuilder { Host = Uri.UnescapeDataString(url.Host) };
        if (url.Port > 0)
        {
            builder.Port = url.Port;
        }

        if (user[0].Length > 0)
        {
            builder.Username = Uri.UnescapeDataString(user[0]);
        }

        if (user.Length == 2)
        {
            builder.Password = Uri.UnescapeDataString(user[1]);
        }

        if (url.AbsolutePath.Length > 1)
        {
            builder.Database = Uri.UnescapeDataString(url.AbsolutePath[1..]);
        }

        foreach (var pair in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            builder[Uri.UnescapeDataString(parts[0])] = Uri.UnescapeDataString(parts[^1]);
        }

        return builder;
    }
}
