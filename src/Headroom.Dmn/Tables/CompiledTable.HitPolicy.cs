using System.Numerics;

namespace Headroom.Dmn;

internal sealed partial class CompiledTable
{
    private readonly TableOutputCell[][] outputs;
    private readonly TableOutputCell[]? defaults;
    private readonly FeelValue[]?[] priorities;
    private readonly Func<FeelValue, bool>?[] allowedInputs;
    private readonly string[] outputNames;
    private readonly FeelValue?[] composed;
    private readonly ScorecardPoints? points;

    private FeelValue Resolve(ReadOnlySpan<ulong> matched, FeelValue[] locals, Evaluation evaluation)
    {
        var first = Next(matched, -1);
        if (first < 0)
        {
            return NothingMatched(locals, evaluation);
        }
        switch (Definition.HitPolicy)
        {
            case HitPolicy.First:
                return OutputOf(first, locals, evaluation);
            case HitPolicy.Unique:
                var second = Next(matched, first);
                return second < 0
                    ? OutputOf(first, locals, evaluation)
                    : evaluation.Fail(
                        "dmn.table.several",
                        $"Rules {first + 1} and {second + 1} of a table with the hit policy Unique both match."
                    );
            case HitPolicy.Any:
                return Agreed(matched, first, locals, evaluation);
            case HitPolicy.Priority:
                return Ranked(matched, locals, evaluation)[0].Value;
            case HitPolicy.OutputOrder:
                return FeelValue.List(Array.ConvertAll(Ranked(matched, locals, evaluation), entry => entry.Value));
            case HitPolicy.RuleOrder:
                return FeelValue.List(All(matched, locals, evaluation));
            default:
                return Collected(matched, first, locals, evaluation);
        }
    }

    private FeelValue NothingMatched(FeelValue[] locals, Evaluation evaluation)
    {
        if (defaults is not null)
        {
            return Compose(defaults, locals, evaluation);
        }
        if (Definition.Aggregation == Aggregation.Count)
        {
            return FeelValue.Number(0m);
        }
        evaluation.NoRuleMatched = true;
        return FeelValue.Null;
    }

    private FeelValue Agreed(ReadOnlySpan<ulong> matched, int first, FeelValue[] locals, Evaluation evaluation)
    {
        var agreed = OutputOf(first, locals, evaluation);
        for (var rule = Next(matched, first); rule >= 0; rule = Next(matched, rule))
        {
            var other = OutputOf(rule, locals, evaluation);
            if (!FeelIdentity.Same(agreed, other))
            {
                return evaluation.Fail(
                    "dmn.table.disagree",
                    $"Rules {first + 1} and {rule + 1} of a table with the hit policy Any match but do not agree."
                );
            }
        }
        return agreed;
    }

    private FeelValue[] All(ReadOnlySpan<ulong> matched, FeelValue[] locals, Evaluation evaluation)
    {
        var results = new List<FeelValue>();
        for (var rule = Next(matched, -1); rule >= 0; rule = Next(matched, rule))
        {
            results.Add(OutputOf(rule, locals, evaluation));
        }
        return [.. results];
    }

    /// <summary>The rules and their outputs, ordered by the places of their values among the allowed ones, column by column.</summary>
    private (int Rule, FeelValue Value)[] Ranked(ReadOnlySpan<ulong> matched, FeelValue[] locals, Evaluation evaluation)
    {
        var ranked = new List<(int[] Ranks, (int Rule, FeelValue Value) Entry)>();
        for (var rule = Next(matched, -1); rule >= 0; rule = Next(matched, rule))
        {
            var parts = PartsOf(outputs[rule], locals, evaluation);
            var ranks = new int[parts.Length];
            for (var i = 0; i < parts.Length; i++)
            {
                var part = parts[i];
                var rank = priorities[i] is { } order
                    ? Array.FindIndex(order, value => FeelIdentity.Equal(value, part) == true)
                    : 0;
                ranks[i] = rank < 0 ? int.MaxValue : rank;
            }
            ranked.Add((ranks, (rule, Assemble(parts))));
        }
        // OrderBy is stable: rules of one rank stay in the table's order.
        return [.. ranked.OrderBy(one => one.Ranks, RankOrder).Select(one => one.Entry)];
    }

    private static readonly Comparer<int[]> RankOrder = Comparer<int[]>.Create(
        (left, right) => left.AsSpan().SequenceCompareTo(right)
    );

    private FeelValue Collected(ReadOnlySpan<ulong> matched, int first, FeelValue[] locals, Evaluation evaluation)
    {
        switch (Definition.Aggregation)
        {
            case Aggregation.None:
                return FeelValue.List(All(matched, locals, evaluation));
            case Aggregation.Count:
                var count = 0;
                foreach (var word in matched)
                {
                    count += BitOperations.PopCount(word);
                }
                return FeelValue.Number(count);
            case var _ when outputNames.Length > 1:
                return CollectedByColumn(matched, locals, evaluation);
            case Aggregation.Sum when points is not null:
                return points.Sum(matched);
            case Aggregation.Sum:
                var total = OutputOf(first, locals, evaluation);
                for (var rule = Next(matched, first); rule >= 0 && total.IsNumber; rule = Next(matched, rule))
                {
                    var next = OutputOf(rule, locals, evaluation);
                    total = next.IsNumber ? Operators.Add(total, next, evaluation) : next;
                }
                // Durations are summed up by the function, and so is refused what has no sum.
                return total.IsNumber ? total : Aggregate(All(matched, locals, evaluation), evaluation);
            default:
                return Aggregate(All(matched, locals, evaluation), evaluation);
        }
    }

    private FeelValue CollectedByColumn(ReadOnlySpan<ulong> matched, FeelValue[] locals, Evaluation evaluation)
    {
        var rows = All(matched, locals, evaluation);
        var values = new FeelValue[outputNames.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Aggregate(Array.ConvertAll(rows, row => row.AsContext[outputNames[i]]), evaluation);
        }
        return FeelValue.Context(new FeelContext(outputNames, values));
    }

    private FeelValue Aggregate(FeelValue[] values, Evaluation evaluation) =>
        Definition.Aggregation switch
        {
            Aggregation.Sum => StatisticFunctions.Sum([FeelValue.List(values)], evaluation),
            Aggregation.Min => StatisticFunctions.Min([FeelValue.List(values)], evaluation),
            _ => StatisticFunctions.Max([FeelValue.List(values)], evaluation),
        };

    private FeelValue OutputOf(int rule, FeelValue[] locals, Evaluation evaluation) =>
        composed[rule] is { } known ? known : Compose(outputs[rule], locals, evaluation);

    /// <summary>A rule's output, where nothing of it is computed: a context of several outputs is made once, not for each decision.</summary>
    private FeelValue? Composed(TableOutputCell[] cells) =>
        Array.TrueForAll(cells, cell => cell.Code is null)
            ? Assemble(Array.ConvertAll(cells, cell => cell.Constant))
            : null;

    private FeelValue Compose(TableOutputCell[] cells, FeelValue[] locals, Evaluation evaluation) =>
        cells.Length == 1 ? cells[0].Get(locals, evaluation) : Assemble(PartsOf(cells, locals, evaluation));

    private static FeelValue[] PartsOf(TableOutputCell[] cells, FeelValue[] locals, Evaluation evaluation)
    {
        var parts = new FeelValue[cells.Length];
        for (var i = 0; i < cells.Length; i++)
        {
            parts[i] = cells[i].Get(locals, evaluation);
        }
        return parts;
    }

    private FeelValue Assemble(FeelValue[] parts) =>
        parts.Length == 1 ? parts[0] : FeelValue.Context(new FeelContext(outputNames, parts));

    /// <summary>The next rule whose bit is set, or -1.</summary>
    private static int Next(ReadOnlySpan<ulong> bits, int after)
    {
        var at = after + 1;
        var word = at / BitsPerWord;
        if (word >= bits.Length)
        {
            return -1;
        }
        var rest = bits[word] & (ulong.MaxValue << (at % BitsPerWord));
        while (rest == 0)
        {
            if (++word >= bits.Length)
            {
                return -1;
            }
            rest = bits[word];
        }
        return (word * BitsPerWord) + BitOperations.TrailingZeroCount(rest);
    }
}
