using System.Globalization;

namespace Headroom.Profiles;

/// <summary>What a value of a signal or a feature is.</summary>
public enum SignalValueKind
{
    /// <summary>No value: unknown. It is never read as zero, as empty text or as no.</summary>
    None,

    /// <summary>A number of at most 15 significant digits.</summary>
    Number,

    /// <summary>A text.</summary>
    Text,

    /// <summary>Yes or no.</summary>
    Flag,
}

/// <summary>
/// A number, a text or a flag that a signal reports or a feature has. The default value is no value at all, so that
/// what was not given cannot pass for a zero.
/// </summary>
public readonly record struct SignalValue
{
    private readonly decimal _number;
    private readonly string? _text;

    private SignalValue(SignalValueKind kind, decimal number, string? text)
    {
        Kind = kind;
        _number = number;
        _text = text;
    }

    /// <summary>What it is.</summary>
    public SignalValueKind Kind { get; }

    /// <summary>Whether there is a value.</summary>
    public bool IsKnown => Kind != SignalValueKind.None;

    /// <summary>The number.</summary>
    /// <exception cref="InvalidOperationException">It is no number.</exception>
    public decimal AsNumber => Kind == SignalValueKind.Number ? _number : throw Not(SignalValueKind.Number);

    /// <summary>The text.</summary>
    /// <exception cref="InvalidOperationException">It is no text.</exception>
    public string AsText => Kind == SignalValueKind.Text ? _text! : throw Not(SignalValueKind.Text);

    /// <summary>The flag.</summary>
    /// <exception cref="InvalidOperationException">It is no flag.</exception>
    public bool AsFlag => Kind == SignalValueKind.Flag ? _number != 0 : throw Not(SignalValueKind.Flag);

    /// <summary>A number; trailing zeros are dropped, so that equal numbers are equal values.</summary>
    public static SignalValue Number(decimal number) =>
        new(SignalValueKind.Number, number / 1.000000000000000000000000000000000m, null);

    /// <summary>A text.</summary>
    public static SignalValue Text(string text) => new(SignalValueKind.Text, 0, text);

    /// <summary>Yes or no.</summary>
    public static SignalValue Flag(bool flag) => new(SignalValueKind.Flag, flag ? 1 : 0, null);

    /// <summary>The value in the spelling of data, whatever the culture: <c>12.5</c>, <c>true</c>, the text; empty for none.</summary>
    public override string ToString() =>
        Kind switch
        {
            SignalValueKind.Number => _number.ToString(CultureInfo.InvariantCulture),
            SignalValueKind.Text => _text!,
            SignalValueKind.Flag => _number != 0 ? "true" : "false",
            _ => "",
        };

    private InvalidOperationException Not(SignalValueKind wanted) => new($"The value is {Kind}, not {wanted}.");
}
