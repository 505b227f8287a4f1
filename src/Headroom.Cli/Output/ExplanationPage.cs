using System.Globalization;
using System.Text;
using Headroom.Operations.Explain;
using Headroom.Operations.Texts;

namespace Headroom.Cli.Output;

/// <summary>An explanation as plain text: what it is, why, and what would change it.</summary>
internal sealed class ExplanationPage(Words words, Formats formats)
{
    private readonly StringBuilder _text = new();

    /// <summary>The whole page.</summary>
    public string Text(Explanation explanation)
    {
        Line($"{explanation.Borrower} · {words["cli.explain.status"]}: {explanation.Status.Text}");
        Line($"  {words["cli.explain.limit"]}: {formats.Amount(explanation.EffectiveLimit)}");
        Line($"  {words["cli.explain.drawn"]}: {formats.Amount(explanation.Drawn)}");
        Line($"  {words["cli.explain.headroom"]}: {formats.Amount(explanation.Headroom)}");
        Section("cli.explain.why-zero", explanation.Causes.Select(cause => cause.Text));
        Section("cli.explain.holds", explanation.Holds.Select(Hold));
        if (explanation.Decision is { } decision)
        {
            Decision(decision, explanation.ReapplyOn);
        }

        return _text.ToString();
    }

    private void Decision(ExplainedDecision decision, DateOnly? reapplyOn)
    {
        Line("");
        Line(
            $"{decision.Action.Text} {LimitChange(decision)} ({formats.Instant(decision.At)}, {decision.Trigger.Text})"
        );
        if (decision.Score is { } score)
        {
            Line(
                $"  {words["cli.explain.score"]}: {score.ToString(CultureInfo.InvariantCulture)} · {words["cli.explain.grade"]}: {decision.Grade}"
            );
        }

        if (decision.Rate is { } rate)
        {
            Line($"  {words["cli.explain.rate"]}: {formats.RateText(rate)}");
        }

        Section("cli.explain.because", decision.Reasons.Select(reason => reason.Text));
        Section("cli.explain.caps", decision.Caps.Where(cap => cap.Amount is not null).Select(Cap));
        Section("cli.explain.remedies", decision.Remedies.Select(Remedy));
        Line("");
        if (decision.NextReview is { } date)
        {
            Line($"{words["cli.explain.next-review"]}: {formats.Date(date)}");
            if (decision.Remedies.Count == 0)
            {
                Line(words.Get("cli.explain.no-remedy", ("date", formats.Date(date))));
            }
        }

        if (reapplyOn is { } reapply)
        {
            Line(
                reapply == DateOnly.MaxValue
                    ? words["borrower.reapply-never"]
                    : words.Get("borrower.reapply", ("date", formats.Date(reapply)))
            );
        }

        Line($"{words["cli.explain.release"]}: {decision.Release.ToShortString()}");
    }

    private string LimitChange(ExplainedDecision decision) =>
        decision.LimitBefore == decision.LimitAfter
            ? formats.Amount(decision.LimitAfter)
            : $"{formats.Amount(decision.LimitBefore)} → {formats.Amount(decision.LimitAfter)}";

    private string Hold(ExplainedHold hold)
    {
        List<string> dates = [];
        if (hold.NotBefore is { } from)
        {
            dates.Add($"{words["borrower.hold-not-before"]} {formats.Instant(from)}");
        }

        if (hold.Until is { } until)
        {
            dates.Add($"{words["borrower.hold-until"]} {formats.Instant(until)}");
        }

        var end = dates.Count > 0 ? $" ({string.Join(", ", dates)})" : "";
        var blocks = words.Get("cli.explain.blocks", ("scope", hold.Scope.Text));
        return $"{hold.Kind.Text} ({blocks}): {hold.Reason.Text} {hold.Cure?.Text ?? hold.Override.Text}{end}";
    }

    private string Cap(ExplainedCap cap) =>
        $"{formats.Amount(cap.Amount!.Value)} – {cap.Text}{(cap.Binding ? $" ← {words["cli.explain.binding"]}" : "")}";

    private string Remedy(ExplainedRemedy remedy) => $"{remedy.Text} → {string.Join(' ', remedy.Effects)}";

    private void Section(string title, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0)
        {
            return;
        }

        Line("");
        Line(words[title] + ":");
        foreach (var line in all)
        {
            Line("  · " + line);
        }
    }

    private void Line(string text) => _text.AppendLine(text);
}
