using System.Globalization;
using Headroom.Scoring.Pmml.Definition;

namespace Headroom.Scoring.Pmml.Compilation;

/// <summary>What one compilation shares: the slots of a row, the vocabulary, and the place of errors.</summary>
internal sealed class CompilationContext(string file, IReadOnlyList<FunctionDefinition> functions)
{
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);

    public Vocabulary Vocabulary { get; } = new();

    public int SlotCount { get; private set; }

    /// <summary>How many of the first slots are the row's inputs.</summary>
    public int InputCount { get; set; }

    /// <summary>The category whose probability is a classification's score: the last that the data dictionary lists.</summary>
    public string? EventCategory { get; set; }

    /// <summary>The name of the field that a slot holds, for explanations.</summary>
    public Dictionary<int, string> FieldNames { get; } = [];

    public int AllocateSlot() => SlotCount++;

    public FunctionDefinition? Function(string name) => functions.FirstOrDefault(function => function.Name == name);

    /// <summary>Marks a defined function as being expanded; one that calls itself would never end.</summary>
    public void Enter(FunctionDefinition function, int line)
    {
        if (!_open.Add(function.Name))
            throw Error(PmmlException.Value, line, $"function '{function.Name}' calls itself.");
    }

    public void Leave(FunctionDefinition function) => _open.Remove(function.Name);

    public PmmlException Error(string code, int line, string message) => new(code, file, line, message);

    /// <summary>A constant of the file as the number that stands for it in a row.</summary>
    public double Encode(DataType type, string text, int line)
    {
        if (type == DataType.Text)
            return Vocabulary.Intern(text);
        double value = FieldCodec.ParseNumber(type, text);
        return double.IsFinite(value)
            ? value
            : throw Error(PmmlException.Value, line, $"'{text}' is not a value of data type {Word(type)}.");
    }

    public static string Word(DataType type) =>
        type switch
        {
            DataType.Text => "string",
            DataType.Single => "float",
            _ => type.ToString().ToLower(CultureInfo.InvariantCulture),
        };
}
