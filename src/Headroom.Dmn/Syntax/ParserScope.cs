namespace Headroom.Dmn;

/// <summary>The names that an expression may use, and those types that it may name.</summary>
/// <param name="Variables">Variables and functions.</param>
/// <param name="Members">Names of context entries anywhere in the model: what may follow a point or stand in a filter.</param>
/// <param name="Types">The model's own types.</param>
/// <param name="InFilter">True inside a filter, where members of the item stand without a point.</param>
internal sealed record ParserScope(NameTable Variables, NameTable Members, TypeTable Types, bool InFilter = false)
{
    public ParserScope Inner() => this with { Variables = new NameTable(Variables) };

    public ParserScope With(string name)
    {
        var inner = Inner();
        inner.Variables.Add(name);
        return inner;
    }

    public ParserScope ForFilter()
    {
        var inner = With("item");
        return inner with { InFilter = true };
    }
}

/// <summary>Named types: FEEL's own and a model's.</summary>
internal sealed class TypeTable
{
    private static readonly string[] BuiltInNames =
    [
        "Any",
        "Null",
        "boolean",
        "number",
        "string",
        "date",
        "time",
        "date and time",
        "dateTime",
        "days and time duration",
        "dayTimeDuration",
        "years and months duration",
        "yearMonthDuration",
        "context",
        "list",
        "range",
        "function",
    ];

    private readonly Dictionary<string, FeelType> types = new(StringComparer.Ordinal);

    public TypeTable()
    {
        foreach (var name in BuiltInNames)
        {
            Names.Add(name);
        }
    }

    public NameTable Names { get; } = new();

    public void Add(string name, FeelType type)
    {
        types[name] = type;
        Names.Add(name);
    }

    public FeelType? Find(string name) => types.TryGetValue(name, out var type) ? type : FeelType.BuiltIn(name);
}
