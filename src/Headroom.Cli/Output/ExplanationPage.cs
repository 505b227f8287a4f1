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
        Line($"  {words["cli.explain.limit"]}: {formats.Amount(explanation.Limit)}");
        Line($"  {words["cli.explain.drawn"]}: {formats.Amount(explanation.Drawn)}");
        Line($"  {words["cli.explain.headroom"]}: {formats.Amount(explanation.Headroom)}");
        Section("cli.explain.why-zero", explanation.Causes.Select(cause => cause.Text));
        Section("cli.explain.holds", explanation.Holds.Select(Hold));
        if (explanation.Decision is { } decision)
        {
            Decision(decision);
        }

        return _text.ToString();
    }

    private void Decision(ExplainedDecision decision)
    {
        Line("");
        Line($"{decision.Action.Text} ({formats.Instant(decision.At)}, {decision.Trigger.Text})");
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

        Line($"{words["cli.explain.release"]}: {decision.Release.ToShortString()}");
    }

    private string Hold(ExplainedHold hold)
    {
        var until = hold.Until is { } end ? $" ({formats.Instant(end)})" : "";
        return $"{hold.Kind.Text}: {hold.Reason.Text} {hold.Cure?.Text ?? hold.Override.Text}{until}";
    }

    private string Cap(ExplainedCap cap) =>
        $"{formats.Amount(cap.Amount!.Value)} – {cap.Text}{(cap.Binding ? $" ← {words["cli.explain.binding"]}" : "")}";

    private string Remedy(ExplainedRemedy remedy) =>
        $"{remedy.Text} → {remedy.Action.Text} {words["cli.explain.limit"]}: {formats.Amount(remedy.Limit)}";

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
