using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Headroom.Primitives;

namespace Headroom.Server.Access;

/// <summary>
/// A key that a system calls with: its name, which the events it causes carry, its scopes, and the hash of its secret.
/// The secret itself is not kept.
/// </summary>
public sealed class ApiKey
{
    /// <summary>The fewest characters of a secret.</summary>
    public const int SecretLengthMin = 16;

    private static readonly FrozenDictionary<string, Scope> ScopeOf = Enum.GetValues<Scope>()
        .ToFrozenDictionary(NameOf, StringComparer.Ordinal);

    private readonly byte[] _secretHash;
    private readonly HashSet<Scope> _scopes;

    private ApiKey(string name, HashSet<Scope> scopes, string secret)
    {
        Name = name;
        _scopes = scopes;
        _secretHash = Hash(secret);
    }

    /// <summary>The name, such as <c>core-bank</c>.</summary>
    public string Name { get; }

    /// <summary>What it may do.</summary>
    public IReadOnlyCollection<Scope> Scopes => _scopes;

    /// <summary>
    /// Reads keys, separated by semicolons: <c>name:scope,scope:secret</c>, or a secret alone, which is a key named
    /// <c>api</c> with every scope. Refuses with <c>api-key-malformed</c>; the refusal never repeats a secret.
    /// </summary>
    public static Result<IReadOnlyList<ApiKey>> ParseAll(string text)
    {
        var keys = new List<ApiKey>();
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!Parse(part).TryGet(out var key, out var refusal))
            {
                return refusal;
            }

            keys.Add(key);
        }

        return keys;
    }

    /// <summary>Whether a caller showed this key's secret, in a time that does not depend on how much of it is right.</summary>
    public bool Matches(string secret) => CryptographicOperations.FixedTimeEquals(Hash(secret), _secretHash);

    private static Result<ApiKey> Parse(string text)
    {
        var parts = text.Split(':');
        if (parts is not ([_] or [_, _, _]) || parts[^1].Length < SecretLengthMin)
        {
            return Malformed(parts.Length == 3 ? parts[0] : "api");
        }

        if (parts.Length == 1)
        {
            return new ApiKey("api", [.. Enum.GetValues<Scope>()], text);
        }

        var scopes = new HashSet<Scope>();
        foreach (var name in parts[1].Split(','))
        {
            if (!ScopeOf.TryGetValue(name, out var scope))
            {
                return Malformed(parts[0]);
            }

            scopes.Add(scope);
        }

        return parts[0].Length is > 0 and <= 40 && parts[0].All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.')
            ? new ApiKey(parts[0], scopes, parts[2])
            : Malformed("api");
    }

    /// <summary>A scope as keys are written: <c>read</c>.</summary>
    public static string NameOf(Scope scope) => scope.ToString().ToLowerInvariant();

    private static Refusal Malformed(string name) => Refusal.Invalid("api-key-malformed", ("name", name));

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
