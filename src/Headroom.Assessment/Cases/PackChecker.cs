using System.Globalization;

namespace Headroom.Assessment;

/// <summary>What came of checking a pack: the release if it loads, what is wrong, and how its example cases came out.</summary>
public sealed record PackCheck(
    PolicyRelease? Release,
    IReadOnlyList<PackDiagnostic> Diagnostics,
    IReadOnlyList<CaseResult> Cases
)
{
    /// <summary>Whether the pack is sound but for warnings, and every case came out as expected.</summary>
    public bool Passed =>
        Release is not null
        && Diagnostics.All(found => found.Severity == PackSeverity.Warning)
        && Cases.All(one => one.Passed);
}

/// <summary>Checks a pack as <c>headroom policy check</c> shows it.</summary>
public static class PackChecker
{
    /// <summary>Loads a pack and runs its example cases.</summary>
    public static PackCheck Check(IReadOnlyDictionary<string, byte[]> files) => Check(PolicyRelease.Load(files), files);

    /// <summary>Runs the example cases of a pack that was loaded from the files.</summary>
    public static PackCheck Check(PackLoad load, IReadOnlyDictionary<string, byte[]> files)
    {
        if (load.Release is not { } release)
        {
            return new PackCheck(null, load.Diagnostics, []);
        }

        var diagnostics = new PackDiagnostics();
        var results = CaseReader.Read(release.Pack, files, diagnostics).Select(one => Run(release, one)).ToList();
        foreach (var failed in results.Where(result => !result.Passed))
        {
            var differences = string.Join(" ", failed.Differences);
            diagnostics.Add(
                "case-failed",
                failed.File,
                failed.Line,
                failed.Name,
                differences,
                "Correct the policy or the case."
            );
        }

        return new PackCheck(release, [.. load.Diagnostics, .. diagnostics.Found], results);
    }

    private static CaseResult Run(PolicyRelease release, PackCase one)
    {
        var outcome = release.Assess(one.Facts);
        var expected = one.Expected;
        List<string> differences = [];
        Compare("action", expected.Action, outcome.Action.Code());
        Compare("limit", Text(expected.Limit), Text(outcome.LimitAfter.Amount));
        Compare("grade", expected.Grade, outcome.Grade);
        Compare("score", Text(expected.Score), Text(outcome.Score));
        Compare("rate", Text(expected.Rate), Text(outcome.RateAfter?.Fraction));
        Compare("cap", expected.Cap, outcome.BindingCap);
        Compare("referral", expected.Referral, outcome.Referral);
        Compare("failure", expected.Failure, outcome.Failure?.Code);
        Compare("reapplyOn", expected.ReapplyOn, Text(outcome.ReapplyOn));
        Compare("nextReview", expected.NextReview, Text(outcome.NextReview));
        Compare("reasons", List(expected.Reasons), List([.. outcome.Reasons.Select(reason => reason.Code)]));
        Compare("places", List(expected.Places), List([.. outcome.HoldsToPlace.Select(order => order.Reason)]));
        Compare("cures", List(expected.Cures), List([.. outcome.HoldsToCure.Select(cure => cure.Reason)]));
        if (differences.Count > 0)
        {
            var reasons = string.Join(", ", outcome.Reasons.Select(reason => reason.Code));
            differences.Add($"It gave score {Text(outcome.Score) ?? "none"} and the reasons {reasons}.");
        }

        if (outcome.Failure is { } failure && expected.Failure is null)
        {
            differences.Add($"The policy failed in '{failure.Decision}': {failure.Message}");
        }

        return new CaseResult(one.Name, one.File, one.Line, differences);

        void Compare(string what, string? wanted, string? actual)
        {
            if (wanted is not null && wanted != actual)
            {
                differences.Add($"Expected {what} {wanted}, got {actual ?? "none"}.");
            }
        }
    }

    private static string? List(IReadOnlyList<string>? codes) => codes is null ? null : $"[{string.Join(", ", codes)}]";

    private static string? Text(decimal? number) => number?.ToString("0.############", CultureInfo.InvariantCulture);

    private static string? Text(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
