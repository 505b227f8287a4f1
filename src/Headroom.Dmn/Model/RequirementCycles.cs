namespace Headroom.Dmn;

/// <summary>Finds decisions that need themselves.</summary>
internal static class RequirementCycles
{
    /// <summary>Reports each ring of decisions; true where there is none.</summary>
    public static bool Report(IReadOnlyList<DrgElement> elements, DmnReport report)
    {
        var done = new HashSet<DrgElement>();
        var sound = true;
        foreach (var element in elements.OfType<DecisionElement>())
        {
            sound &= Visit(element, [], done, report);
        }
        return sound;
    }

    private static bool Visit(DrgElement element, List<DrgElement> path, HashSet<DrgElement> done, DmnReport report)
    {
        var at = path.IndexOf(element);
        if (at >= 0)
        {
            var ring = string.Join(" → ", path.Skip(at).Append(element).Select(e => $"'{e.Name}'"));
            report.Error(
                "dmn.requirement.cycle",
                element.Document,
                element,
                element.Line,
                $"The decision needs itself: {ring}.",
                "Remove one of these requirements."
            );
            return false;
        }
        if (done.Contains(element))
        {
            return true;
        }
        path.Add(element);
        var sound = true;
        foreach (var (_, required) in element.Requirements)
        {
            // Functions may call each other in rings; the depth limit ends them.
            if (required is DecisionElement)
            {
                sound &= Visit(required, path, done, report);
            }
        }
        path.RemoveAt(path.Count - 1);
        done.Add(element);
        return sound;
    }
}
