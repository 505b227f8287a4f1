namespace Headroom.Dmn;

public abstract partial class FeelType
{
    /// <summary>Ranges whose end points are of one type.</summary>
    public sealed class RangeOf(FeelType element) : FeelType
    {
        /// <summary>The end points' type.</summary>
        public FeelType Element => element;

        /// <inheritdoc/>
        public override FeelKind? Kind => FeelKind.Range;

        internal override bool Accepts(in FeelValue value, bool constraints = true)
        {
            if (value.Kind != FeelKind.Range)
            {
                return false;
            }
            var range = value.AsRange;
            return (range.Start.IsNull || element.Accepts(range.Start, constraints))
                && (range.End.IsNull || element.Accepts(range.End, constraints));
        }

        internal override bool ConformsTo(FeelType other) =>
            IsOpen(other) || (other.Unconstrained is RangeOf range && element.ConformsTo(range.Element));

        /// <inheritdoc/>
        public override string ToString() => $"range<{element}>";
    }

    /// <summary>Functions of these parameters; null parameters mean any function at all.</summary>
    public sealed class FunctionOf(IReadOnlyList<FeelType>? parameters, FeelType result) : FeelType
    {
        /// <summary>The parameters' types, or null for any.</summary>
        public IReadOnlyList<FeelType>? Parameters => parameters;

        /// <summary>The result's type.</summary>
        public FeelType Result => result;

        /// <inheritdoc/>
        public override FeelKind? Kind => FeelKind.Function;

        internal override bool Accepts(in FeelValue value, bool constraints = true) =>
            value.Kind == FeelKind.Function
            && (parameters is null || ((FeelFunction)value.Reference!).Type.ConformsTo(this));

        internal override bool ConformsTo(FeelType other)
        {
            if (IsOpen(other))
            {
                return true;
            }
            if (other.Unconstrained is not FunctionOf function)
            {
                return false;
            }
            if (function.Parameters is null)
            {
                return true;
            }
            // Parameters are contravariant, results covariant.
            return parameters is not null
                && parameters.Count == function.Parameters.Count
                && parameters.Zip(function.Parameters).All(pair => pair.Second.ConformsTo(pair.First))
                && result.ConformsTo(function.Result);
        }

        /// <inheritdoc/>
        public override string ToString() =>
            parameters is null ? "function" : $"function<{string.Join(", ", parameters)}> -> {result}";
    }

    /// <summary>A named type of a model: another type, of whose values only some are allowed.</summary>
    internal sealed class Constrained(string name, FeelType of, Func<FeelValue, bool>? allowed) : FeelType
    {
        private FeelType inner = of;
        private Func<FeelValue, bool>? predicate = allowed;

        public string Name => name;

        public override FeelKind? Kind => inner.Kind;

        internal override FeelType Unconstrained => inner.Unconstrained;

        /// <summary>Fills in what could not be known before all types were named.</summary>
        internal void Complete(FeelType type, Func<FeelValue, bool>? condition)
        {
            inner = type;
            predicate = condition;
        }

        internal override bool Accepts(in FeelValue value, bool constraints = true) =>
            inner.Accepts(value, constraints) && (!constraints || predicate is null || predicate(value));

        internal override bool ConformsTo(FeelType other) => ReferenceEquals(this, other) || inner.ConformsTo(other);

        public override string ToString() => name;
    }

    /// <summary>The built-in type of this name as FEEL or an older DMN spells it, or null.</summary>
    internal static FeelType? BuiltIn(string name) =>
        name switch
        {
            "Any" or "any" => Any,
            "Null" or "null" => NullType,
            "boolean" => Boolean,
            "number" => Number,
            "string" => String,
            "date" => Date,
            "time" => Time,
            "date and time" or "dateTime" => DateTime,
            "days and time duration" or "dayTimeDuration" => DaysDuration,
            "years and months duration" or "yearMonthDuration" => MonthsDuration,
            "context" => AnyContext,
            "list" => AnyList,
            "range" => AnyRange,
            "function" => AnyFunction,
            _ => null,
        };
}
