using Headroom.Assessment;
using Headroom.Operations.Borrowers;
using Headroom.Operations.Yaml;
using Headroom.Primitives;

namespace Headroom.Operations.Import;

/// <summary>A mapping compiled for the columns of one file: makes a borrower of each row.</summary>
internal sealed class DraftMapper
{
    private readonly ImportMapping _mapping;
    private readonly BusinessCalendar _calendar;
    private readonly RowNames _names;
    private readonly RowExpression _id;
    private readonly RowExpression _kind;
    private readonly LineFields? _line;
    private readonly SignalFields[] _signals;

    private DraftMapper(ImportMapping mapping, IReadOnlyList<string> columns, BusinessCalendar calendar)
    {
        _mapping = mapping;
        _calendar = calendar;
        var monthNames = mapping
            .Signals.SelectMany(s => s.Months)
            .Select(m => m.Names.Count + 2)
            .DefaultIfEmpty(0)
            .Max();
        _names = new RowNames(mapping.File, columns, monthNames);
        _id = _names.Compile(mapping.BorrowerId);
        _kind = _names.Compile(mapping.BorrowerKind);
        _line = mapping.Line is { } line
            ? new LineFields(
                line.Product,
                _names.Compile(line.Limit),
                _names.Compile(line.Drawn),
                _names.Compile(line.OpenedOn),
                line.When is { } when ? _names.Compile(when) : null
            )
            : null;
        _signals = [.. mapping.Signals.Select(signal => new SignalFields(signal, _names))];
        if (mapping.Outcome is { } outcome)
        {
            var fields = new SignalFields(outcome, mapping.File, _names);
            CheckOutcomeStaysApart(fields);
            _signals = [.. _signals, fields];
        }
    }

    /// <summary>Refuses FEEL that does not compile, with <c>mapping-expression-malformed</c>, and a leak of the outcome, with <c>mapping-outcome-leaks</c>.</summary>
    public static Result<DraftMapper> Compile(
        ImportMapping mapping,
        IReadOnlyList<string> columns,
        BusinessCalendar calendar
    )
    {
        try
        {
            return new DraftMapper(mapping, columns, calendar);
        }
        catch (YamlRefusedException refused)
        {
            return refused.Refusal;
        }
    }

    /// <summary>The columns that the limit or the drawn amount of a line comes from, comma separated.</summary>
    public string LineColumns(IEnumerable<string> names) =>
        string.Join(
            ", ",
            names
                .SelectMany(name =>
                    name switch
                    {
                        "limit" => _line!.Limit.UsedColumns,
                        "drawn" => _line!.Drawn.UsedColumns,
                        _ => [],
                    }
                )
                .Distinct()
        );

    /// <summary>The borrower of a row's fields, or all that is wrong with them.</summary>
    public (BorrowerDraft? Draft, IReadOnlyList<(string Field, string Columns, Refusal Why)> Problems) Map(
        IReadOnlyList<string> fields
    )
    {
        var row = new RowReader(_names.Values(fields, _mapping.AsOf), _calendar);
        var id = row.Id(_id);
        var kind = Kind(row);
        var line = _line is not null && row.Holds(_line.When) ? Line(row, _line) : null;
        var signals = new List<SignalDraft>();
        foreach (var signal in _signals)
        {
            signal.AddTo(signals, row);
        }

        return row.Problems.Count == 0
            ? (new BorrowerDraft(id!.Value, kind!.Value, _mapping.Currency, line, signals), [])
            : (null, row.Problems);
    }

    private BorrowerKind? Kind(RowReader row)
    {
        var text = row.Text(_kind);
        switch (text)
        {
            case null:
                return null;
            case "person":
                return BorrowerKind.Person;
            case "enterprise":
                return BorrowerKind.Enterprise;
            default:
                row.Add(_kind, Refusal.Invalid("import-kind-unknown", ("value", text)));
                return null;
        }
    }

    private LineDraft? Line(RowReader row, LineFields line)
    {
        var limit = row.Amount(line.Limit, _mapping.Currency);
        var drawn = row.Amount(line.Drawn, _mapping.Currency);
        var openedOn = row.Date(line.OpenedOn);
        if (limit is null || drawn is null || openedOn is null)
        {
            return null;
        }

        var draft = new LineDraft(line.Product, limit.Value, drawn.Value, openedOn.Value);
        if (draft.CheckOpenedOn(_mapping.AsOf) is { } refusal)
        {
            row.Add(line.OpenedOn, refusal);
        }

        return draft;
    }

    // A policy that could see what became of a borrower would look wiser than it is.
    private void CheckOutcomeStaysApart(SignalFields outcome)
    {
        var apart = outcome.ValueColumns.ToHashSet(StringComparer.Ordinal);
        var others = _signals.SelectMany(signal => signal.Expressions).Append(_id).Append(_kind);
        foreach (var expression in others.Concat(_line?.Expressions ?? []))
        {
            if (expression.UsedColumns.FirstOrDefault(apart.Contains) is { } leaked)
            {
                throw _names.Refused("mapping-outcome-leaks", expression.Source, ("name", leaked));
            }
        }
    }

    private sealed record LineFields(
        string Product,
        RowExpression Limit,
        RowExpression Drawn,
        RowExpression OpenedOn,
        RowExpression? When
    )
    {
        public IEnumerable<RowExpression> Expressions =>
            When is null ? [Limit, Drawn, OpenedOn] : [Limit, Drawn, OpenedOn, When];
    }
}
