using System.Diagnostics.CodeAnalysis;

namespace Headroom.Primitives;

/// <summary>
/// Either a value or the <see cref="Refusal"/> that stands in its place. Expected refusals travel so; broken invariants throw.
/// The default value is neither and throws when it is read.
/// </summary>
public readonly record struct Result<T>
{
    private readonly T? _value;
    private readonly Refusal? _refusal;
    private readonly bool _made;

    private Result(T? value, Refusal? refusal)
    {
        _value = value;
        _refusal = refusal;
        _made = true;
    }

    /// <summary>Whether there is a value.</summary>
    public bool IsOk => _made ? _refusal is null : throw NotMade();

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">It was refused.</exception>
    public T Value =>
        IsOk ? _value! : throw new InvalidOperationException($"Refused: {_refusal}; ask IsOk before the value.");

    /// <summary>The refusal, or null where there is a value.</summary>
    public Refusal? Refusal => _made ? _refusal : throw NotMade();

    /// <summary>A value.</summary>
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>A refusal.</summary>
    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal);

    /// <summary>Gives the value, or the refusal, to whoever handles it.</summary>
    public TOut Match<TOut>(Func<T, TOut> ok, Func<Refusal, TOut> refused) => IsOk ? ok(_value!) : refused(_refusal!);

    /// <summary>Goes on with the value, or keeps the refusal.</summary>
    public Result<TOut> Then<TOut>(Func<T, Result<TOut>> next) => IsOk ? next(_value!) : _refusal!;

    /// <summary>Whether there is a value; gives it, or the refusal.</summary>
    public bool TryGet([MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out Refusal? refusal)
    {
        value = _value;
        refusal = Refusal;
        return refusal is null;
    }

    private static InvalidOperationException NotMade() => new("The result was never made.");
}

/// <summary>Makes results where no implicit conversion applies: C# has none from an interface type.</summary>
public static class Result
{
    /// <summary>A value.</summary>
    public static Result<T> Ok<T>(T value) => value;
}
