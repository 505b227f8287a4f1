using Headroom.Primitives;
using Npgsql;

namespace Headroom.Store;

/// <summary>PostgreSQL's error codes (its manual, appendix A) as the store's own.</summary>
internal static class PostgresErrors
{
    /// <summary>The failure that an exception means; <paramref name="place"/> says which server, without secrets.</summary>
    public static Exception Of(NpgsqlException failure, string place)
    {
        var code = failure is PostgresException { SqlState: var state } ? CodeOf(state) : StoreCodes.Unreachable;
        return code switch
        {
            null => failure,
            StoreCodes.NotHeadroom => new StoreException(Refusal.Invalid(code, ("store", place)), failure),
            _ => new StoreException(Refusal.Unavailable(code, ("store", place)), failure),
        };
    }

    private static string? CodeOf(string state) =>
        state switch
        {
            // A division by zero is how a statement says that a version is not what it was taken for.
            PostgresErrorCodes.UniqueViolation
            or PostgresErrorCodes.DivisionByZero
            or PostgresErrorCodes.DeadlockDetected
            or PostgresErrorCodes.SerializationFailure => StoreCodes.Contended,
            PostgresErrorCodes.LockNotAvailable => StoreCodes.Locked,
            PostgresErrorCodes.DiskFull => StoreCodes.DiskFull,
            PostgresErrorCodes.IoError => StoreCodes.IoFailed,
            PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => StoreCodes.Corrupt,
            PostgresErrorCodes.ReadOnlySqlTransaction => StoreCodes.ReadOnly,
            PostgresErrorCodes.InvalidCatalogName => StoreCodes.DatabaseMissing,
            PostgresErrorCodes.DuplicateTable => StoreCodes.NotHeadroom,
            PostgresErrorCodes.InvalidPassword
            or PostgresErrorCodes.InvalidAuthorizationSpecification
            or PostgresErrorCodes.InsufficientPrivilege => StoreCodes.AccessDenied,
            PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.QueryCanceled => StoreCodes.Unreachable,
            _ when state.StartsWith("57P", StringComparison.Ordinal)
                    || state.StartsWith("08", StringComparison.Ordinal) => StoreCodes.Unreachable,
            _ => null,
        };
}
