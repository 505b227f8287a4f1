using Headroom.Operations.ReadBorrower;

namespace Headroom.Server.Pages.Borrower;

/// <summary>What happened, as people want to read it: signals that came together are one entry.</summary>
/// <param name="First">The newest event of the entry.</param>
/// <param name="SignalKinds">The kinds of the signals that came together, each once; empty for any other entry.</param>
/// <param name="Signals">How many signals came together.</param>
public sealed record TimelineGroup(TimelineEntry First, IReadOnlyList<string> SignalKinds, int Signals)
{
    private const string SignalType = "signal.recorded";

    /// <summary>Groups entries, the newest first.</summary>
    public static IReadOnlyList<TimelineGroup> Of(IReadOnlyList<TimelineEntry> entries)
    {
        var groups = new List<TimelineGroup>();
        for (var i = 0; i < entries.Count; )
        {
            var together = 1;
            while (i + together < entries.Count && CameTogether(entries[i], entries[i + together]))
            {
                together++;
            }

            var signals = entries.Skip(i).Take(together).Where(entry => entry.Type == SignalType).ToList();
            groups.Add(new TimelineGroup(entries[i], [.. signals.Select(KindOf).Distinct()], signals.Count));
            i += together;
        }

        return groups;
    }

    private static bool CameTogether(TimelineEntry left, TimelineEntry right) =>
        left.Type == SignalType
        && right.Type == SignalType
        && left.RecordedAt == right.RecordedAt
        && left.Actor == right.Actor;

    private static string KindOf(TimelineEntry signal) =>
        signal.Phrase.Parameters.First(parameter => parameter.Name == "kind").Value.ToString()!;
}
