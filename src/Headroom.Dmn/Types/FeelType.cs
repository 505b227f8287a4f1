namespace Headroom.Dmn;

/// <summary>A FEEL type (DMN 1.5, section 10.3.2.9): what values conform to it, and what coerces to it.</summary>
public abstract partial class FeelType
{
    private FeelType() { }

    /// <summary>Every value.</summary>
    public static FeelType Any { get; } = new AnyType();

    /// <summary>A type that nothing is known of before it runs: it is taken for whatever is wanted.</summary>
    internal static FeelType Unknown { get; } = new UnknownType();

    /// <summary>Only null.</summary>
    public static FeelType NullType { get; } = new Simple(FeelKind.Null, "Null");

    /// <summary>Booleans.</summary>
    public static FeelType Boolean { get; } = new Simple(FeelKind.Boolean, "boolean");

    /// <summary>Numbers.</summary>
    public static FeelType Number { get; } = new Simple(FeelKind.Number, "number");

    /// <summary>Strings.</summary>
    public static FeelType String { get; } = new Simple(FeelKind.String, "string");

    /// <summary>Dates.</summary>
    public static FeelType Date { get; } = new Simple(FeelKind.Date, "date");

    /// <summary>Times.</summary>
    public static FeelType Time { get; } = new Simple(FeelKind.Time, "time");

    /// <summary>Dates and times.</summary>
    public static FeelType DateTime { get; } = new Simple(FeelKind.DateTime, "date and time");

    /// <summary>Days and time durations.</summary>
    public static FeelType DaysDuration { get; } = new Simple(FeelKind.DaysDuration, "days and time duration");

    /// <summary>Years and months durations.</summary>
    public static FeelType MonthsDuration { get; } = new Simple(FeelKind.MonthsDuration, "years and months duration");

    /// <summary>Contexts of any entries.</summary>
    public static FeelType AnyContext { get; } = new ContextOf([]);

    /// <summary>Lists of anything.</summary>
    public static FeelType AnyList { get; } = new ListOf(Any);

    /// <summary>Ranges over anything.</summary>
    public static FeelType AnyRange { get; } = new RangeOf(Any);

    /// <summary>Functions of any kind.</summary>
    public static FeelType AnyFunction { get; } = new FunctionOf(null, Any);

    /// <summary>The kind that every non-null value of this type has, or null where it may be several.</summary>
    public virtual FeelKind? Kind => null;

    /// <summary>True where a value of the right kind always fits: a type without constraints or parts.</summary>
    internal bool IsPlain => this is AnyType or Simple;

    /// <summary>The type without constraints on its values.</summary>
    internal virtual FeelType Unconstrained => this;

    /// <summary>True where a non-null value belongs to this type, with or without regard to constraints such as allowed values.</summary>
    internal abstract bool Accepts(in FeelValue value, bool constraints = true);

    /// <summary>True where every value of this type belongs to the other.</summary>
    internal abstract bool ConformsTo(FeelType other);

    /// <summary>
    /// Fits a value to this type: as it is, out of a list of one, into a list of one, or from a date to its midnight in UTC
    /// (DMN 1.5, section 10.3.2.9.4). Null fits everywhere.
    /// </summary>
    internal bool TryCoerce(in FeelValue value, out FeelValue coerced)
    {
        coerced = value;
        if (value.IsNull || Accepts(value))
        {
            return true;
        }
        if (value.Kind == FeelKind.List && Kind != FeelKind.List && value.Items.Length == 1)
        {
            return TryCoerce(value.Items[0], out coerced);
        }
        if (value.Kind != FeelKind.List && Unconstrained is ListOf)
        {
            var wrapped = FeelValue.List(value);
            if (Accepts(wrapped))
            {
                coerced = wrapped;
                return true;
            }
        }
        if (value.Kind == FeelKind.Date && Kind == FeelKind.DateTime)
        {
            coerced = FeelValue.DateTimeOfSeconds(value.Scalar * Calendar.SecondsPerDay, FeelZone.Utc);
            return Accepts(coerced);
        }
        coerced = default;
        return false;
    }

    private static bool IsOpen(FeelType type) =>
        ReferenceEquals(type.Unconstrained, Any) || ReferenceEquals(type, Unknown);

    private sealed class AnyType : FeelType
    {
        internal override bool Accepts(in FeelValue value, bool constraints = true) => true;

        internal override bool ConformsTo(FeelType other) => IsOpen(other);

        public override string ToString() => "Any";
    }

    private sealed class UnknownType : FeelType
    {
        internal override bool Accepts(in FeelValue value, bool constraints = true) => true;

        internal override bool ConformsTo(FeelType other) => true;

        public override string ToString() => "Any";
    }

    private sealed class Simple(FeelKind kind, string name) : FeelType
    {
        public override FeelKind? Kind => kind;

        internal override bool Accepts(in FeelValue value, bool constraints = true) => value.Kind == kind;

        internal override bool ConformsTo(FeelType other) =>
            IsOpen(other) || (other.Unconstrained is Simple && other.Kind == kind) || kind == FeelKind.Null;

        public override string ToString() => name;
    }

    /// <summary>Lists whose elements are of one type.</summary>
    public sealed class ListOf(FeelType element) : FeelType
    {
        /// <summary>The elements' type.</summary>
        public FeelType Element => element;

        /// <inheritdoc/>
        public override FeelKind? Kind => FeelKind.List;

        internal override bool Accepts(in FeelValue value, bool constraints = true)
        {
            if (value.Kind != FeelKind.List)
            {
                return false;
            }
            if (ReferenceEquals(element, Any))
            {
                return true;
            }
            foreach (var item in value.Items)
            {
                if (!item.IsNull && !element.Accepts(item, constraints))
                {
                    return false;
                }
            }
            return true;
        }

        internal override bool ConformsTo(FeelType other) =>
            IsOpen(other) || (other.Unconstrained is ListOf list && element.ConformsTo(list.Element));

        /// <inheritdoc/>
        public override string ToString() => $"list<{element}>";
    }

    /// <summary>Contexts that have at least these entries.</summary>
    public sealed class ContextOf(IReadOnlyList<KeyValuePair<string, FeelType>> fields) : FeelType
    {
        /// <summary>The entries' names and types.</summary>
        public IReadOnlyList<KeyValuePair<string, FeelType>> Fields => fields;

        /// <inheritdoc/>
        public override FeelKind? Kind => FeelKind.Context;

        /// <summary>The type of an entry, or null where it is not declared.</summary>
        public FeelType? this[string name]
        {
            get
            {
                foreach (var field in fields)
                {
                    if (string.Equals(field.Key, name, StringComparison.Ordinal))
                    {
                        return field.Value;
                    }
                }
                return null;
            }
        }

        internal override bool Accepts(in FeelValue value, bool constraints = true)
        {
            if (value.Kind != FeelKind.Context)
            {
                return false;
            }
            var context = value.AsContext;
            foreach (var (name, type) in fields)
            {
                if (!context.TryGet(name, out var entry) || (!entry.IsNull && !type.Accepts(entry, constraints)))
                {
                    return false;
                }
            }
            return true;
        }

        internal override bool ConformsTo(FeelType other) =>
            IsOpen(other)
            || (
                other.Unconstrained is ContextOf context
                && context.Fields.All(wanted => this[wanted.Key] is { } mine && mine.ConformsTo(wanted.Value))
            );

        /// <inheritdoc/>
        public override string ToString() =>
            fields.Count == 0 ? "context" : $"context<{string.Join(", ", fields.Select(f => $"{f.Key}: {f.Value}"))}>";
    }
}
