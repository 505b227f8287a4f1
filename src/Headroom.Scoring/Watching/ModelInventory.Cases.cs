using System.Globalization;
using Headroom.Primitives;

namespace Headroom.Scoring.Watching;

public sealed partial record ModelInventory
{
    /// <summary>The cases that wait for someone, each with its model, in the order of the inventory.</summary>
    public IEnumerable<(ModelEntry Entry, ModelCase Case)> OpenCases() =>
        AllCases().Where(held => held.Case.Closing is null);

    /// <summary>The entry of a model that serves, which a watch may open cases on.</summary>
    /// <param name="name">The model.</param>
    /// <param name="version">Its version.</param>
    /// <param name="hash">The hash of the file that is watched.</param>
    /// <returns>The entry, or inventory-model-unknown, inventory-file-differs or inventory-model-retired.</returns>
    public Result<ModelEntry> Watched(string name, string version, string hash)
    {
        (string, string)[] model = [("model", name), ("version", version)];
        if (Find(name, version) is not { } entry)
            return Refusal.NotFound("inventory-model-unknown", model);
        if (entry.Hash != hash)
            return Refusal.Conflict("inventory-file-differs", model);
        return entry.Stage == ModelStage.Retired ? Refusal.Conflict("inventory-model-retired", model) : entry;
    }

    /// <summary>
    /// The inventory after a watch: each measure over its threshold has one open case on the entry, a new one or the one that was
    /// open. A measure that came back keeps its case, for someone to close. The same watch again changes nothing.
    /// </summary>
    /// <param name="entry">The model that was watched, an entry of this inventory.</param>
    /// <param name="findings">What the watch found.</param>
    /// <param name="on">The day of the watch.</param>
    public ModelInventory WithWatch(ModelEntry entry, IEnumerable<WatchFinding> findings, DateOnly on)
    {
        List<ModelCase> cases = [.. entry.Cases];
        int next = AllCases().Select(held => held.Case.Number).DefaultIfEmpty(0).Max() + 1;
        foreach (WatchFinding finding in findings)
        {
            if (finding.Severity is not { } severity)
                continue;
            int open = cases.FindIndex(known => known.IsOpenFor(finding));
            if (open < 0)
                cases.Add(
                    new ModelCase(
                        next++,
                        finding.Code,
                        finding.Subject,
                        severity,
                        finding.Threshold,
                        on,
                        finding.Value,
                        on,
                        finding.Value
                    )
                );
            else if (cases[open].LastSeenOn <= on)
                cases[open] = cases[open] with
                {
                    Severity = severity,
                    Threshold = finding.Threshold,
                    LastSeenOn = on,
                    LastValue = finding.Value,
                };
        }

        return With(entry with { Cases = cases });
    }

    /// <summary>The inventory with a case closed; the same closing again changes nothing.</summary>
    /// <param name="number">The case.</param>
    /// <param name="closing">Why, who and when.</param>
    /// <returns>The inventory, or inventory-closing-blank, inventory-case-unknown or inventory-case-closed.</returns>
    public Result<ModelInventory> WithClosed(int number, CaseClosing closing)
    {
        if (string.IsNullOrWhiteSpace(closing.Reason) || string.IsNullOrWhiteSpace(closing.By))
            return Refusal.Invalid("inventory-closing-blank");
        string named = number.ToString(CultureInfo.InvariantCulture);
        (ModelEntry entry, ModelCase found) = AllCases().FirstOrDefault(held => held.Case.Number == number);
        if (found is null)
            return Refusal.NotFound("inventory-case-unknown", ("number", named));
        if (found.Closing is { } before)
        {
            string day = before.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            return before.Reason == closing.Reason && before.By == closing.By
                ? this
                : Refusal.Conflict("inventory-case-closed", ("number", named), ("by", before.By), ("date", day));
        }

        return With(
            entry with
            {
                Cases =
                [
                    .. entry.Cases.Select(other => other.Number == number ? other with { Closing = closing } : other),
                ],
            }
        );
    }

    /// <summary>
    /// The inventory with a model retired, on the day it first was. Its open cases are closed with that as the reason, by who
    /// answers for it: nothing is left to act on.
    /// </summary>
    /// <param name="entry">The model's entry.</param>
    /// <param name="on">The day.</param>
    /// <returns>The inventory, or inventory-owner-missing where a case is open and nobody answers for the model.</returns>
    public Result<ModelInventory> WithRetired(ModelEntry entry, DateOnly on)
    {
        if (entry.Cases.Any(held => held.Closing is null) && string.IsNullOrWhiteSpace(entry.Owner))
            return Refusal.Invalid("inventory-owner-missing", ("model", entry.Name), ("version", entry.Version));
        CaseClosing closing = new("The model was retired.", entry.Owner, on);
        return With(
            entry with
            {
                Stage = ModelStage.Retired,
                RetiredOn = entry.RetiredOn ?? on,
                Cases = [.. entry.Cases.Select(held => held with { Closing = held.Closing ?? closing })],
            }
        );
    }

    private IEnumerable<(ModelEntry Entry, ModelCase Case)> AllCases() =>
        Entries.SelectMany(entry => entry.Cases.Select(held => (entry, held)));
}
