using System.Globalization;
using Headroom.Dmn;
using Headroom.Operations.Borrowers;
using Headroom.Profiles;

namespace Headroom.Operations.Import;

/// <summary>A signal of the mapping, compiled: adds what a row has of it, once or for each month.</summary>
internal sealed class SignalFields
{
    private readonly string _kind;
    private readonly string _source;
    private readonly RowExpression _occurredAt;
    private readonly RowExpression? _when;
    private readonly (string Name, RowExpression Value)[] _values;
    private readonly MonthFields[] _months;
    private readonly int _monthSlot;

    public SignalFields(SignalMapping signal, RowNames row)
    {
        _kind = signal.Kind;
        _source = signal.Source;
        var names = row;
        if (signal.Months.Count > 0)
        {
            var own = signal.Months[0].Names.Keys.ToArray();
            var at = signal.Months[0].Names.Values.FirstOrDefault() ?? signal.OccurredAt;
            names = row.With(["month", "monthEnd", .. own], at);
            _monthSlot = names.SlotOf("month");
            _months = [.. signal.Months.Select(month => new MonthFields(month, own, row))];
        }
        else
        {
            _months = [];
        }

        _occurredAt = names.Compile(signal.OccurredAt);
        _when = signal.When is { } when ? names.Compile(when) : null;
        _values = [.. signal.Values.Select(value => (value.Key, names.Compile(value.Value)))];
    }

    public SignalFields(OutcomeMapping outcome, string source, RowNames row)
    {
        _kind = OutcomeMapping.SignalKind;
        _source = Path.GetFileNameWithoutExtension(source);
        _occurredAt = row.Compile(outcome.OccurredAt);
        _values = [(OutcomeMapping.ValueName, row.Compile(outcome.Defaulted))];
        _months = [];
    }

    /// <summary>Every expression of the signal.</summary>
    public IEnumerable<RowExpression> Expressions =>
        _values
            .Select(value => value.Value)
            .Concat(_months.SelectMany(month => month.Names))
            .Append(_occurredAt)
            .Concat(_when is null ? [] : [_when]);

    /// <summary>The columns that its values are made of.</summary>
    public IEnumerable<string> ValueColumns => _values.SelectMany(value => value.Value.UsedColumns);

    /// <summary>Adds the row's signals of this mapping; what is wrong is gathered by the row.</summary>
    public void AddTo(List<SignalDraft> signals, RowReader row)
    {
        if (_months.Length == 0)
        {
            AddOne(signals, row);
            return;
        }

        foreach (var month in _months)
        {
            row.Month = month.Name;
            month.Define(row, _monthSlot);
            AddOne(signals, row);
        }

        row.Month = null;
    }

    private void AddOne(List<SignalDraft> signals, RowReader row)
    {
        if (!row.Holds(_when) || row.Instant(_occurredAt) is not { } occurredAt)
        {
            return;
        }

        var known = new SortedDictionary<string, SignalValue>(StringComparer.Ordinal);
        foreach (var (name, expression) in _values)
        {
            var value = row.Value(expression);
            if (value.IsKnown)
            {
                known.Add(name, value);
            }
        }

        Check(row, known, occurredAt);
        signals.Add(new SignalDraft(_kind, occurredAt, _source, known));
    }

    // The catalog says which values of a kind are numbers, texts or flags: an edge asks it before it lets a signal in.
    private void Check(RowReader row, SortedDictionary<string, SignalValue> known, DateTimeOffset occurredAt)
    {
        var signal = new Signal(default, _kind, occurredAt, occurredAt, _source, known);
        if (SignalCatalog.Check(signal) is not { } refusal)
        {
            return;
        }

        var named = refusal.Parameters.FirstOrDefault(parameter => parameter.Name == "value").Value;
        var expression = Array.Find(_values, value => value.Name == named).Value;
        row.Add(expression ?? _occurredAt, refusal);
    }

    private sealed class MonthFields
    {
        private readonly FeelValue _month;
        private readonly FeelValue _monthEnd;

        public MonthFields(MonthMapping month, string[] own, RowNames row)
        {
            Name = month.FirstDay.ToString("yyyy-MM", CultureInfo.InvariantCulture);
            _month = FeelValue.String(Name);
            _monthEnd = FeelValue.Date(month.FirstDay.AddMonths(1).AddDays(-1));
            Names = [.. own.Select(name => row.Compile(month.Names[name]))];
        }

        public string Name { get; }

        public RowExpression[] Names { get; }

        public void Define(RowReader row, int slot)
        {
            row.Define(slot, _month);
            row.Define(slot + 1, _monthEnd);
            for (var i = 0; i < Names.Length; i++)
            {
                row.Define(slot + 2 + i, row.Evaluate(Names[i]));
            }
        }
    }
}
