namespace Headroom.Scoring.Watching;

/// <summary>How far past its threshold a measure is.</summary>
public enum CaseSeverity
{
    /// <summary>Over the threshold.</summary>
    Medium,

    /// <summary>At least twice as far as the threshold.</summary>
    High,
}

/// <summary>A measure of a served model that went over its threshold, and what became of it.</summary>
/// <param name="Number">Its number in the inventory, from 1.</param>
/// <param name="Measure">What was measured, as in <see cref="WatchFinding.Code"/>.</param>
/// <param name="Subject">The characteristic it is about; empty for the score.</param>
/// <param name="Severity">How far past the threshold it was when last seen.</param>
/// <param name="Threshold">The threshold, in the measure's unit and direction.</param>
/// <param name="OpenedOn">The day of the watch that opened it.</param>
/// <param name="Value">The measure on that day.</param>
/// <param name="LastSeenOn">The day of the latest watch that found it over the threshold.</param>
/// <param name="LastValue">The measure on that day.</param>
/// <param name="Closing">How it ended; null while it is open.</param>
public sealed record ModelCase(
    int Number,
    string Measure,
    string Subject,
    CaseSeverity Severity,
    double Threshold,
    DateOnly OpenedOn,
    double Value,
    DateOnly LastSeenOn,
    double LastValue,
    CaseClosing? Closing = null
)
{
    /// <summary>Whether the case is open and about what the finding is about.</summary>
    internal bool IsOpenFor(WatchFinding finding) =>
        Closing is null && Measure == finding.Code && Subject == finding.Subject;
}

/// <summary>How a case ended.</summary>
/// <param name="Reason">What was found and done.</param>
/// <param name="By">Who closed it.</param>
/// <param name="On">The day it was closed.</param>
public sealed record CaseClosing(string Reason, string By, DateOnly On);
