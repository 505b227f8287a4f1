using System.Runtime.CompilerServices;

namespace Headroom.Dmn;

/// <summary>
/// Looks for inputs that no rule matches, rules that match together though they may not, and rules that never count. It walks the
/// classes of the columns' values, most discriminating column first, with the rules that are still possible; a set of rules that was
/// walked already from a column on is not walked again.
/// </summary>
internal sealed class TableCheck
{
    private const int FindingsMax = 5;
    private const int StepsMax = 200_000;
    private readonly TableDefinition definition;
    private readonly CheckColumn[] columns;
    private readonly FeelValue[] path;
    private readonly bool[] isCertain;
    private readonly bool[] counts;
    private readonly HashSet<(int Column, string Rules)> walked = [];
    private readonly HashSet<(int, int)> overlaps = [];
    private int gaps;
    private int steps;

    private TableCheck(CompiledTable table)
    {
        definition = table.Definition;
        columns =
        [
            .. Enumerable
                .Range(0, definition.Inputs.Count)
                .Select(i => CheckColumn.Of(table, i))
                .OfType<CheckColumn>()
                .OrderByDescending(column => column.Classes.Count),
        ];
        path = new FeelValue[columns.Length];
        counts = new bool[definition.Rules.Count];
        isCertain = new bool[definition.Rules.Count];
        Array.Fill(isCertain, true);
        foreach (var test in table.LeftOvers)
        {
            isCertain[test.Rule] = false;
        }
    }

    private bool IsSingleHit =>
        definition.HitPolicy is HitPolicy.Unique or HitPolicy.Any or HitPolicy.Priority or HitPolicy.First;

    /// <summary>Checks a table and reports what it finds.</summary>
    public static void Run(CompiledTable table) => new TableCheck(table).Run();

    private void Run()
    {
        CheckDefaults();
        if (!NeedsWalk)
        {
            CheckEachRule();
            return;
        }
        Walk(0, [.. Enumerable.Range(0, definition.Rules.Count)]);
        if (steps > StepsMax)
        {
            Report(
                DmnSeverity.Information,
                "dmn.table.unchecked",
                "The table is too large to check for gaps and overlaps completely."
            );
            return;
        }
        for (var rule = 0; rule < counts.Length; rule++)
        {
            if (!counts[rule])
            {
                ReportUnreachable(rule);
            }
        }
    }

    /// <summary>Rules that need not exclude each other, and may leave inputs unmatched, are looked at one by one.</summary>
    private bool NeedsWalk =>
        definition.HitPolicy is HitPolicy.Unique or HitPolicy.Any or HitPolicy.First
        || (definition.HitPolicy == HitPolicy.Priority && definition.Outputs.All(output => output.Default is null));

    private void CheckEachRule()
    {
        for (var rule = 0; rule < counts.Length; rule++)
        {
            if (Array.Exists(columns, column => !column.Classes.Any(entry => column.Passes(entry.Position, rule))))
            {
                ReportUnreachable(rule);
            }
        }
    }

    private void CheckDefaults()
    {
        var withDefault = definition.Outputs.Count(output => output.Default is not null);
        if (withDefault > 0 && withDefault < definition.Outputs.Count)
        {
            var missing = definition.Outputs.First(output => output.Default is null);
            Report(
                DmnSeverity.Warning,
                "dmn.table.default",
                "Some outputs have a default and this one has none: it is null where no rule matches.",
                column: missing.Name,
                cure: "Give every output a default, or none."
            );
        }
        if (
            definition.HitPolicy is HitPolicy.Priority or HitPolicy.OutputOrder
            && definition.Outputs.All(output => output.Allowed.Count == 0)
        )
        {
            Report(
                DmnSeverity.Warning,
                "dmn.table.priority",
                "The hit policy ranks outputs by their allowed values, but no output lists any.",
                cure: "List the output's allowed values, the most important first."
            );
        }
    }

    private void Walk(int depth, int[] rules)
    {
        if (++steps > StepsMax)
        {
            return;
        }
        if (rules.Length == 0)
        {
            ReportGap(depth);
            return;
        }
        if (depth == columns.Length)
        {
            Arrive(rules);
            return;
        }
        if (!walked.Add((depth, Key(rules))))
        {
            return;
        }
        var column = columns[depth];
        var (sawAll, sawNone) = (false, false);
        foreach (var (sample, position) in column.Classes)
        {
            steps += rules.Length / 64;
            path[depth] = sample;
            var rest = Passing(column, position, rules);
            // Most classes leave all of few rules, or none; each of these is walked once.
            if (rest.Length == rules.Length ? sawAll : rest.Length == 0 && sawNone)
            {
                continue;
            }
            sawAll |= rest.Length == rules.Length;
            sawNone |= rest.Length == 0;
            Walk(depth + 1, rest);
        }
    }

    /// <summary>The rules whose cells pass; compiled at once, for this is where the time goes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int[] Passing(CheckColumn column, int position, int[] rules)
    {
        var count = 0;
        foreach (var rule in rules)
        {
            count += column.Passes(position, rule) ? 1 : 0;
        }
        if (count == rules.Length || count == 0)
        {
            return count == 0 ? [] : rules;
        }
        var passing = new int[count];
        var at = 0;
        foreach (var rule in rules)
        {
            if (column.Passes(position, rule))
            {
                passing[at++] = rule;
            }
        }
        return passing;
    }

    private static string Key(int[] rules) =>
        string.Create(
            rules.Length,
            rules,
            static (text, numbers) =>
            {
                for (var i = 0; i < text.Length; i++)
                {
                    text[i] = unchecked((char)numbers[i]);
                }
            }
        );

    /// <summary>These rules may match together.</summary>
    private void Arrive(int[] rules)
    {
        if (definition.HitPolicy != HitPolicy.First)
        {
            Array.ForEach(rules, rule => counts[rule] = true);
        }
        else
        {
            foreach (var rule in rules)
            {
                counts[rule] = true;
                if (isCertain[rule])
                {
                    break;
                }
            }
        }
        if (definition.HitPolicy is not (HitPolicy.Unique or HitPolicy.Any))
        {
            return;
        }
        var certain = Array.FindAll(rules, rule => isCertain[rule]);
        for (var i = 1; i < certain.Length && overlaps.Count < FindingsMax; i++)
        {
            ReportOverlap(certain[0], certain[i]);
        }
    }

    private void ReportGap(int depth)
    {
        var hasDefault = definition.Outputs.Any(output => output.Default is not null);
        if (!IsSingleHit || hasDefault || ++gaps > FindingsMax)
        {
            return;
        }
        var isOrdered = definition.HitPolicy is HitPolicy.First or HitPolicy.Priority;
        Report(
            DmnSeverity.Warning,
            isOrdered ? "dmn.table.default" : "dmn.table.gap",
            isOrdered ? "No rule matches these inputs, and there is no default." : "No rule matches these inputs.",
            column: depth == 0 ? null : columns[depth - 1].Label,
            cure: isOrdered
                ? "Add a last rule of '-' cells, or a default output."
                : "Widen a rule, add one, or give a default output.",
            example: Example(depth)
        );
    }

    private void ReportOverlap(int first, int second)
    {
        var isUnique = definition.HitPolicy == HitPolicy.Unique;
        var sameOutputs = definition.Rules[first].OutputTexts.SequenceEqual(definition.Rules[second].OutputTexts);
        if ((!isUnique && sameOutputs) || !overlaps.Add((first, second)))
        {
            return;
        }
        var differing = columns
            .Where(column =>
                definition.Rules[first].TestTexts[column.Index] != definition.Rules[second].TestTexts[column.Index]
            )
            .OrderBy(column => column.Index)
            .FirstOrDefault();
        Report(
            DmnSeverity.Warning,
            "dmn.table.overlap",
            isUnique
                ? $"Rules {first + 1} and {second + 1} both match, which the hit policy Unique forbids."
                : $"Rules {first + 1} and {second + 1} both match with different outputs, which the hit policy Any forbids.",
            row: second,
            column: differing?.Label,
            cure: "Make the two rules exclude each other, or choose the hit policy First.",
            example: Example(columns.Length)
        );
    }

    private void ReportUnreachable(int rule)
    {
        var column = columns.FirstOrDefault(c => c.Classes.All(entry => !c.Passes(entry.Position, rule)));
        if (column is not null)
        {
            var allowed = definition.Inputs[column.Index].Allowed is null ? "" : " that the column allows";
            Report(
                DmnSeverity.Warning,
                "dmn.table.unreachable",
                $"No value{allowed} passes the cell {definition.Rules[rule].TestTexts[column.Index]}, so the rule never fires.",
                row: rule,
                column: column.Label,
                cure: "Correct the cell, or remove the rule."
            );
            return;
        }
        for (var i = 0; i < columns.Length; i++)
        {
            path[i] = columns[i].Classes.First(entry => columns[i].Passes(entry.Position, rule)).Sample;
        }
        var taker = Enumerable.Range(0, rule).FirstOrDefault(other => isCertain[other] && Matches(other), -1);
        Report(
            DmnSeverity.Warning,
            "dmn.table.unreachable",
            taker < 0
                ? "Rules above match whatever this one matches, so it never fires."
                : $"Rules above match whatever this one matches, so it never fires: rule {taker + 1} takes the example.",
            row: rule,
            cure: "Move the rule up, narrow those above, or remove it.",
            example: Example(columns.Length)
        );
    }

    /// <summary>Whether a rule's cells pass the example.</summary>
    private bool Matches(int rule) =>
        Enumerable.Range(0, columns.Length).All(i => columns[i].Passes(columns[i].PositionOf(path[i]), rule));

    private string? Example(int depth)
    {
        var known = Enumerable
            .Range(0, depth)
            .OrderBy(i => columns[i].Index)
            .Select(i => $"{columns[i].Label} = {FeelText.Nested(path[i])}");
        return depth == 0 ? null : string.Join(", ", known);
    }

    private void Report(
        DmnSeverity severity,
        string code,
        string message,
        int? row = null,
        string? column = null,
        string cure = "",
        string? example = null
    ) =>
        definition.Report(
            new DmnDiagnostic
            {
                Severity = severity,
                Code = code,
                File = definition.File,
                Decision = definition.Owner,
                Row = row + 1,
                Column = column,
                Line = row is { } at ? definition.Rules[at].Line ?? definition.Line : definition.Line,
                Message = message,
                Cure = cure,
                Example = example,
            }
        );
}
