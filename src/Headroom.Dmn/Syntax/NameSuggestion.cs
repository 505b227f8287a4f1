namespace Headroom.Dmn;

/// <summary>Finds the known name that someone who wrote an unknown one most likely meant.</summary>
internal static class NameSuggestion
{
    private const int LengthMax = 100;

    /// <summary>" Did you mean 'monthly income'?", or nothing where no name is close.</summary>
    public static string For(string name, IEnumerable<string> known)
    {
        var closest = "";
        var least = Math.Max(1, name.Length / 3) + 1;
        foreach (var candidate in known)
        {
            if (candidate.Length > LengthMax || Math.Abs(candidate.Length - name.Length) >= least)
            {
                continue;
            }
            var distance = Distance(name, candidate);
            if (distance < least)
            {
                (closest, least) = (candidate, distance);
            }
        }
        return closest.Length == 0 ? "" : $" Did you mean '{closest}'?";
    }

    /// <summary>How many letters must be added, dropped or changed (Levenshtein), case apart.</summary>
    private static int Distance(string left, string right)
    {
        var previous = Enumerable.Range(0, right.Length + 1).ToArray();
        var current = new int[right.Length + 1];
        for (var i = 0; i < left.Length; i++)
        {
            current[0] = i + 1;
            for (var j = 0; j < right.Length; j++)
            {
                var same = char.ToLowerInvariant(left[i]) == char.ToLowerInvariant(right[j]);
                current[j + 1] = Math.Min(Math.Min(current[j], previous[j + 1]) + 1, previous[j] + (same ? 0 : 1));
            }
            (previous, current) = (current, previous);
        }
        return previous[right.Length];
    }
}
