using Headroom.Scoring.Pmml.Compilation;
using Headroom.Scoring.Pmml.Definition;

namespace Headroom.Scoring;

/// <summary>What kind of model a file holds.</summary>
public enum PmmlModelKind
{
    /// <summary>Points by characteristic and attribute.</summary>
    Scorecard,

    /// <summary>A linear or logistic regression.</summary>
    Regression,

    /// <summary>A decision tree.</summary>
    Tree,

    /// <summary>Several models combined.</summary>
    Ensemble,
}

/// <summary>
/// A PMML model compiled for evaluation. It does not change and may serve many threads, each with its own
/// <see cref="PmmlRow"/>. The same row gives the same score to the last bit on every call.
/// </summary>
public sealed class PmmlModel
{
    private readonly PmmlDocument _document;
    private readonly ModelProgram _program;
    private readonly OutputProgram _output;
    private readonly Vocabulary _vocabulary;
    private readonly int _slotCount;
    private readonly FieldSlot[] _fields;

    internal PmmlModel(
        PmmlDocument document,
        ModelProgram program,
        OutputProgram output,
        IReadOnlyList<PmmlInput> inputs,
        CompilationContext context
    )
    {
        _document = document;
        _program = program;
        _output = output;
        _vocabulary = context.Vocabulary;
        _slotCount = context.SlotCount;
        Inputs = inputs;
        _fields =
        [
            .. inputs.Select(input => new FieldSlot(
                input.Slot,
                Enum.Parse<DataType>(input.DataType.ToString()),
                Enum.Parse<OpType>(input.OpType.ToString())
            )),
        ];
    }

    /// <summary>The model's name; empty where the file gives none.</summary>
    public string Name => _document.Model.Name ?? "";

    /// <summary>The model's version; empty where the file gives none.</summary>
    public string Version => _document.ModelVersion ?? "";

    /// <summary>The kind of model.</summary>
    public PmmlModelKind Kind =>
        _document.Model switch
        {
            ScorecardDefinition => PmmlModelKind.Scorecard,
            RegressionDefinition => PmmlModelKind.Regression,
            TreeDefinition => PmmlModelKind.Tree,
            EnsembleDefinition => PmmlModelKind.Ensemble,
            { } other => throw new InvalidOperationException($"{other.GetType().Name} is not a kind of model."),
        };

    /// <summary>The fields that the model reads; an input's slot is its position here.</summary>
    public IReadOnlyList<PmmlInput> Inputs { get; }

    /// <summary>
    /// The categories of a classification, whose score is the probability of <see cref="EventCategory"/>; empty for a regression.
    /// </summary>
    public IReadOnlyList<string> Categories => _program.Classes?.Categories ?? [];

    /// <summary>The category that a classification's score is the probability of: the last that the target's data field lists as
    /// valid, or else the last that the model names. Null for a regression.</summary>
    public string? EventCategory => _program.Classes is { } classes ? classes.Categories[classes.EventIndex] : null;

    /// <summary>The names of the results that the file's Output names; reason codes are <see cref="ScoreResult.Reasons"/>.</summary>
    public IReadOnlyList<string> OutputNames => _output.Names;

    internal PmmlDocument Document => _document;

    internal ModelProgram Program => _program;

    /// <summary>A note that the model's file carries (a PMML extension with name and value); null where it has none.</summary>
    /// <param name="name">The note's name, such as owner or purpose.</param>
    public string? Note(string name) =>
        _document.Model.Notes.Concat(_document.Notes).FirstOrDefault(note => note.Name == name)?.Value;

    /// <summary>A row with every value missing.</summary>
    public PmmlRow CreateRow() => new(this, _fields, _vocabulary, _slotCount);

    /// <summary>The score alone, without allocation; NaN where it is missing.</summary>
    /// <param name="row">A row of this model.</param>
    public double Evaluate(PmmlRow row)
    {
        if (!ReferenceEquals(row.Model, this))
            throw new ArgumentException("The row was made by another model.", nameof(row));
        _program.Run(row.Values);
        return row.Values[_program.ScoreSlot];
    }

    /// <summary>The score with what each characteristic gave.</summary>
    /// <param name="row">A row of this model.</param>
    public ScoreResult Score(PmmlRow row)
    {
        double score = Evaluate(row);
        return new ScoreResult(score, _program.Explain(row.Values), _output.Run(row.Values));
    }

    /// <summary>Room for many rows by columns.</summary>
    /// <param name="rowCount">The number of rows.</param>
    public PmmlColumns CreateColumns(int rowCount) => new(this, _fields, _vocabulary, rowCount);

    /// <summary>The score of every row, the same to the last bit as row by row; NaN where it is missing.</summary>
    /// <param name="columns">Columns of this model.</param>
    public double[] Evaluate(PmmlColumns columns)
    {
        if (!ReferenceEquals(columns.Model, this))
            throw new ArgumentException("The columns were made by another model.", nameof(columns));
        double[] scores = new double[columns.RowCount];
        BlockRunner.Run(_program, _slotCount, columns.Values, scores);
        return scores;
    }
}
