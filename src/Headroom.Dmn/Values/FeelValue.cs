using System.Diagnostics.CodeAnalysis;

namespace Headroom.Dmn;

/// <summary>
/// One FEEL value. Booleans, numbers, dates, times and durations live in the struct itself; the default is <see cref="Null"/>.
/// Equality is that of the value domain, the one of FEEL's <c>is</c> function.
/// </summary>
public readonly partial struct FeelValue : IEquatable<FeelValue>
{
    // A date is its day number from 1970-01-01, a time its seconds of the day, a date and time its local seconds from
    // 1970-01-01T00:00:00, a duration its seconds or its months: all order and compare as one decimal.
    private readonly object? reference;
    private readonly decimal number;

    private readonly bool truth;

    private FeelValue(FeelKind kind, decimal number, object? reference)
    {
        Kind = kind;
        this.number = number;
        this.reference = reference;
    }

    private FeelValue(bool truth)
    {
        Kind = FeelKind.Boolean;
        this.truth = truth;
    }

    /// <summary>The value's kind.</summary>
    public FeelKind Kind { get; }

    /// <summary>FEEL's <c>null</c>.</summary>
    public static FeelValue Null => default;

    /// <summary>FEEL's <c>true</c>.</summary>
    public static FeelValue True { get; } = new(true);

    /// <summary>FEEL's <c>false</c>.</summary>
    public static FeelValue False { get; } = new(false);

    /// <summary>The list of no elements.</summary>
    public static FeelValue EmptyList { get; } = new(FeelKind.List, 0m, Array.Empty<FeelValue>());

    /// <summary>An argument that the caller left out; it reads as null.</summary>
    internal static FeelValue Absent { get; } = new(FeelKind.Null, 0m, new object());

    internal decimal Scalar => number;

    internal object? Reference => reference;

    internal bool IsAbsent => Kind == FeelKind.Null && ReferenceEquals(reference, Absent.reference);

    /// <summary>True for null, whatever its cause.</summary>
    public bool IsNull => Kind == FeelKind.Null;

    /// <summary>True for a number.</summary>
    public bool IsNumber => Kind == FeelKind.Number;

    /// <summary>True only for the boolean true.</summary>
    public bool IsTrue => truth;

    /// <summary>True only for the boolean false.</summary>
    public bool IsFalse => Kind == FeelKind.Boolean && !truth;

    /// <summary>Why this null came about, when an expression failed; null for every other value and for a plain null.</summary>
    public FeelError? Error => Kind == FeelKind.Null ? reference as FeelError : null;

    /// <summary>A boolean.</summary>
    public static FeelValue Boolean(bool value) => new(value);

    /// <summary>A number.</summary>
    public static FeelValue Number(decimal value) => new(FeelKind.Number, value, null);

    /// <summary>A string; a null reference becomes FEEL's null.</summary>
    public static FeelValue String(string? value) => value is null ? default : new(FeelKind.String, 0m, value);

    /// <summary>A date.</summary>
    public static FeelValue Date(DateOnly value) => Date(value.Year, value.Month, value.Day);

    /// <summary>A date of the proleptic Gregorian calendar; the parts must form a real date.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such date.</exception>
    public static FeelValue Date(int year, int month, int day)
    {
        if (!Calendar.IsDate(year, month, day))
        {
            throw new ArgumentOutOfRangeException(nameof(day), $"{year}-{month}-{day} is not a date.");
        }
        return DateOfDays(Calendar.DaysFromCivil(year, month, day));
    }

    /// <summary>A date and time with its offset from UTC.</summary>
    public static FeelValue DateTime(DateTimeOffset value) =>
        new(
            FeelKind.DateTime,
            (decimal)(value.DateTime.Ticks - System.DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond,
            FeelZone.OfOffset((int)value.Offset.TotalSeconds)
        );

    /// <summary>A days and time duration.</summary>
    public static FeelValue DaysDuration(TimeSpan value) =>
        DurationOfSeconds((decimal)value.Ticks / TimeSpan.TicksPerSecond);

    /// <summary>A years and months duration, in months.</summary>
    public static FeelValue MonthsDuration(long months) => new(FeelKind.MonthsDuration, months, null);

    /// <summary>A list; the array is not copied and must not change afterwards.</summary>
    public static FeelValue List(params FeelValue[] items) => new(FeelKind.List, 0m, items);

    /// <summary>A list of these items.</summary>
    public static FeelValue List(IEnumerable<FeelValue> items) => new(FeelKind.List, 0m, items.ToArray());

    /// <summary>A context.</summary>
    public static FeelValue Context(FeelContext context) => new(FeelKind.Context, 0m, context);

    /// <summary>A context of these entries, in this order.</summary>
    public static FeelValue Context(IEnumerable<KeyValuePair<string, FeelValue>> entries) =>
        Context(new FeelContext(entries));

    /// <summary>A range.</summary>
    public static FeelValue Range(FeelRange range) => new(FeelKind.Range, 0m, range);

    internal static FeelValue Function(FeelFunction function) => new(FeelKind.Function, 0m, function);

    internal static FeelValue Failed(FeelError error) => new(FeelKind.Null, 0m, error);

    internal static FeelValue DateOfDays(decimal daysFromEpoch) => new(FeelKind.Date, daysFromEpoch, null);

    internal static FeelValue TimeOfSeconds(decimal secondsOfDay, FeelZone? zone) =>
        new(FeelKind.Time, secondsOfDay, zone);

    internal static FeelValue DateTimeOfSeconds(decimal localSecondsFromEpoch, FeelZone? zone) =>
        new(FeelKind.DateTime, localSecondsFromEpoch, zone);

    internal static FeelValue DurationOfSeconds(decimal seconds) => new(FeelKind.DaysDuration, seconds, null);

    internal static FeelValue DurationOfMonths(decimal months) => new(FeelKind.MonthsDuration, months, null);

    /// <summary>The boolean.</summary>
    /// <exception cref="InvalidOperationException">The value is of another kind.</exception>
    public bool AsBoolean => Kind == FeelKind.Boolean ? truth : throw Mismatch("boolean");

    /// <summary>The number.</summary>
    /// <exception cref="InvalidOperationException">The value is of another kind.</exception>
    public decimal AsNumber => Kind == FeelKind.Number ? number : throw Mismatch("number");

    /// <summary>The string.</summary>
    /// <exception cref="InvalidOperationException">The value is of another kind.</exception>
    public string AsString => reference as string ?? throw Mismatch("string");

    /// <summary>The date, where .NET can hold it (years 1 to 9999).</summary>
    /// <exception cref="InvalidOperationException">The value is of another kind or outside those years.</exception>
    public DateOnly AsDate
    {
        get
        {
            if (Kind != FeelKind.Date || number < -719162m || number > 2932896m)
            {
                throw Mismatch("date between the years 1 and 9999");
            }
            return DateOnly.FromDayNumber((int)number + 719162);
        }
    }

    /// <summary>The list's items.</summary>
    /// <exception cref="InvalidOperationException">The value is of another kind.</exception>
    public IReadOnlyList<FeelValue> AsList => Kind == FeelKind.List ? Items : throw Mismatch("list");

    /// <summary>The context.</summary>
    /// <exception cref="InvalidOperationException">The value is of another kind.</exception>
    public FeelContext AsContext => reference as FeelContext ?? throw Mismatch("context");

    /// <summary>The range.</summary>
    /// <exception cref="InvalidOperationException">The value is of another kind.</exception>
    public FeelRange AsRange => reference as FeelRange ?? throw Mismatch("range");

    internal FeelValue[] Items => (FeelValue[])reference!;

    internal string Text => (string)reference!;

    internal FeelZone? Zone => reference as FeelZone;

    /// <summary>The text of FEEL's <c>string()</c> function, but strings inside lists and contexts are quoted and null is "null".</summary>
    public override string ToString() => FeelText.Display(this);

    /// <inheritdoc/>
    public bool Equals(FeelValue other) => FeelIdentity.Same(this, other);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is FeelValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        Kind switch
        {
            FeelKind.String => string.GetHashCode(Text, StringComparison.Ordinal),
            FeelKind.List => HashCode.Combine(Kind, Items.Length),
            FeelKind.Context => HashCode.Combine(Kind, AsContext.Count),
            FeelKind.Boolean => truth ? 1 : 2,
            FeelKind.Null or FeelKind.Range or FeelKind.Function => (int)Kind,
            _ => HashCode.Combine(Kind, number),
        };

    /// <summary>Same kind and same value.</summary>
    public static bool operator ==(FeelValue left, FeelValue right) => left.Equals(right);

    /// <summary>Another kind or another value.</summary>
    public static bool operator !=(FeelValue left, FeelValue right) => !left.Equals(right);

    private InvalidOperationException Mismatch(string wanted) =>
        new($"A {wanted} was wanted, but the value is {this}.");
}
