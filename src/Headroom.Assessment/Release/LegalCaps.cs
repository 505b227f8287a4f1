namespace Headroom.Assessment;

/// <summary>What the law allows, by date: <c>caps.yaml</c>.</summary>
internal sealed class LegalCaps
{
    private readonly List<AmountCap> _amounts = [];
    private readonly List<CostCap> _costs = [];

    private LegalCaps() { }

    /// <summary>The names of all caps with the lines they stand on.</summary>
    public IEnumerable<(string Name, int Line)> Names =>
        _amounts.Select(cap => (cap.Name, cap.Line)).Concat(_costs.Select(cap => (cap.Name, cap.Line)));

    /// <summary>The caps on the limit of one borrower that are in force on a date for a kind of lender.</summary>
    public IEnumerable<AmountCap> AmountsOn(DateOnly date, BorrowerKind kind, string lender)
    {
        foreach (var cap in _amounts)
        {
            if (cap.Kind == kind && cap.Lender == lender && cap.From <= date && !(cap.Until <= date))
            {
                yield return cap;
            }
        }
    }

    /// <summary>The least cap on the cost of credit in force on a date, or null.</summary>
    public CostCap? CostOn(DateOnly date)
    {
        CostCap? least = null;
        foreach (var cap in _costs)
        {
            if (cap.From <= date && !(cap.Until <= date) && (least is null || cap.DailyRate < least.DailyRate))
            {
                least = cap;
            }
        }

        return least;
    }

    public static LegalCaps? Read(string path, IReadOnlyDictionary<string, byte[]> files, PackDiagnostics diagnostics)
    {
        if (YamlFile.Read(path, files, diagnostics) is not { } map)
        {
            return null;
        }

        var caps = new LegalCaps();
        foreach (var entry in map.Maps("amounts"))
        {
            var kindCode = entry.Text("kind") ?? "person";
            var kind = WordCodes.KindOf(kindCode);
            if (kind is null)
            {
                entry.Fault(
                    "value-malformed",
                    "kind",
                    $"'{kindCode}' is no kind of borrower.",
                    "Write person or enterprise."
                );
            }

            var amount = Positive(entry, "amount");
            var (name, from, until) = Common(entry);
            var lender = entry.Text("lender") ?? "";
            caps._amounts.Add(new AmountCap(name, kind ?? default, lender, amount, from, until, entry.Line));
            entry.RefuseOthers();
        }

        foreach (var entry in map.Maps("costs"))
        {
            var annual = Positive(entry, "annualRate");
            var days = Positive(entry, "daysOfYear");
            var (name, from, until) = Common(entry);
            caps._costs.Add(new CostCap(name, annual / Math.Max(days, 1), from, until, entry.Line));
            entry.RefuseOthers();
        }

        map.RefuseOthers();
        return caps;
    }

    private static decimal Positive(YamlMap entry, string key)
    {
        var number = entry.Number(key);
        if (number <= 0)
        {
            entry.Fault("value-out-of-range", key, $"'{key}' is not above 0.", "Write a positive number.");
        }

        return number ?? 0;
    }

    // A cap without its source and its date cannot be defended, so both are demanded.
    private static (string Name, DateOnly From, DateOnly? Until) Common(YamlMap entry)
    {
        _ = entry.Text("citation");
        if (entry.Text("mark") is { } mark and not ("V" or "S" or "K"))
        {
            entry.Fault("value-malformed", "mark", $"'{mark}' is not V, S or K.", "Say how sure the source is.");
        }

        var from = entry.Date("from") ?? default;
        var until = entry.Date("until", required: false);
        if (until <= from)
        {
            entry.Fault("value-out-of-range", "until", "'until' is not after 'from'.", "Correct the dates.");
        }

        return (entry.Text("name") ?? "", from, until);
    }
}

/// <summary>A legal cap on the limit, in the pack's currency, from a date up to but not on another.</summary>
internal sealed record AmountCap(
    string Name,
    BorrowerKind Kind,
    string Lender,
    decimal Amount,
    DateOnly From,
    DateOnly? Until,
    int Line
);

/// <summary>A legal cap on the cost of credit as a daily rate.</summary>
internal sealed record CostCap(string Name, decimal DailyRate, DateOnly From, DateOnly? Until, int Line);
