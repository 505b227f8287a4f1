using System.CommandLine;
using System.Globalization;
using Headroom.Cli.Output;
using Headroom.Scoring.Data;

namespace Headroom.Cli.Scoring;

/// <summary>What every command that learns from past borrowers, or judges by them, takes: the file, the outcome, the part to judge on.</summary>
internal sealed class PastBorrowers
{
    private readonly Argument<string> _data = ScoringOptions.Data();
    private readonly Option<string?> _target = ScoringOptions.Target();
    private readonly Option<string?> _good = ScoringOptions.Good();
    private readonly Option<string?> _testRows = new("--test-rows")
    {
        Description = "A file with one 0-based row number a line: the part to judge on.",
    };
    private readonly Option<string?> _spec = new("--spec")
    {
        Description = "A YAML file with columns, rules, scaling and the model's record.",
    };

    public void AddTo(Command command)
    {
        command.Arguments.Add(_data);
        foreach (var option in new[] { _target, _good, _testRows, _spec })
        {
            command.Options.Add(option);
        }
    }

    public DataTable ReadTable(ParseResult parsed, ScoringSpec spec) =>
        ScoringOptions.ReadTable(parsed.GetValue(_data)!, spec.Csv);

    /// <summary>What the command line and the spec file say together; the command line wins.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="modelName">What the model is called where its record does not say.</param>
    public ScoringSpec SpecOf(ParseResult parsed, string modelName = "scorecard")
    {
        var read = parsed.GetValue(_spec) is { } path ? SpecFile.Read(path) : new ScoringSpec();
        var named = parsed.GetValue(_target) ?? read.Development.Target;
        if (named.Length == 0)
        {
            throw new RefusedException(Failures.OfScoring("target-absent"));
        }

        var card = read.Development.Card;
        var today = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return read with
        {
            Development = read.Development with
            {
                Card = card with
                {
                    Name = card.Name.Length > 0 && parsed.GetValue(_spec) is not null ? card.Name : modelName,
                    Date = card.Date.Length > 0 ? card.Date : today,
                    Data = card.Data.Length > 0 ? card.Data : Path.GetFileName(parsed.GetValue(_data)!),
                },
                Target = named,
                GoodValue = parsed.GetValue(_good) ?? read.Development.GoodValue,
                TestRows = parsed.GetValue(_testRows) is { } rows
                    ? ScoringOptions.ReadRows(rows)
                    : read.Development.TestRows,
            },
        };
    }
}
