using System.Globalization;

namespace Headroom.Scoring.Watching;

/// <summary>Where a model stands in its life.</summary>
public enum ModelStage
{
    /// <summary>Being made.</summary>
    Draft,

    /// <summary>Scores beside the live one without deciding.</summary>
    Shadow,

    /// <summary>Decides for a share of borrowers.</summary>
    Challenger,

    /// <summary>Decides.</summary>
    Live,

    /// <summary>No longer used.</summary>
    Retired,
}

/// <summary>One version of one model.</summary>
/// <param name="Name">The model.</param>
/// <param name="Version">The version.</param>
/// <param name="Hash">The hash of its file.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="Owner">Who answers for it.</param>
/// <param name="ReviewDue">The day by which it must be reviewed.</param>
/// <param name="RetiredOn">The day it was retired.</param>
public sealed record ModelEntry(
    string Name,
    string Version,
    string Hash,
    ModelStage Stage,
    string Owner,
    DateOnly ReviewDue,
    DateOnly? RetiredOn = null
)
{
    /// <summary>What its watches raised, in the order of their numbers; closed ones stay as history.</summary>
    public IReadOnlyList<ModelCase> Cases { get; init; } = [];
}

/// <summary>Something that an inventory should not have.</summary>
/// <param name="Code">inventory-review-overdue, inventory-no-owner, inventory-two-live or inventory-retired-without-date.</param>
/// <param name="Message">The same in words.</param>
public sealed record InventoryWarning(string Code, string Message);

/// <summary>All models of a lender, with what to mind about them.</summary>
public sealed partial record ModelInventory(IReadOnlyList<ModelEntry> Entries)
{
    /// <summary>The entry of a version, or null.</summary>
    public ModelEntry? Find(string name, string version) =>
        Entries.FirstOrDefault(entry => entry.Name == name && entry.Version == version);

    /// <summary>The inventory with an entry in place of the one of the same name and version, ordered by both.</summary>
    public ModelInventory With(ModelEntry entry) =>
        new([
            .. Entries
                .Where(other => other.Name != entry.Name || other.Version != entry.Version)
                .Append(entry)
                .OrderBy(other => other.Name, StringComparer.Ordinal)
                .ThenBy(other => other.Version, StringComparer.Ordinal),
        ]);

    /// <summary>What is wrong as of a day: reviews overdue, models without an owner, two live versions of one model.</summary>
    public IReadOnlyList<InventoryWarning> Check(DateOnly today)
    {
        List<InventoryWarning> warnings = [];
        foreach (ModelEntry entry in Entries)
        {
            string model = $"model '{entry.Name}' version {entry.Version}";
            if (entry.Stage == ModelStage.Retired && entry.RetiredOn is null)
                Warn("inventory-retired-without-date", $"{model} is retired without a day; record it.");
            if (entry.Stage == ModelStage.Retired)
                continue;
            if (entry.ReviewDue < today)
            {
                string due = entry.ReviewDue.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
                Warn("inventory-review-overdue", $"{model} was due for review on {due}; review or retire it.");
            }

            if (string.IsNullOrWhiteSpace(entry.Owner))
                Warn("inventory-no-owner", $"{model} has no owner; name one.");
        }

        foreach (
            IGrouping<string, ModelEntry> group in Entries
                .Where(entry => entry.Stage == ModelStage.Live)
                .GroupBy(e => e.Name)
        )
        {
            if (group.Count() > 1)
                Warn(
                    "inventory-two-live",
                    $"model '{group.Key}' has {group.Count()} live versions; retire all but one."
                );
        }

        return warnings;

        void Warn(string code, string message) => warnings.Add(new InventoryWarning(code, message));
    }
}
