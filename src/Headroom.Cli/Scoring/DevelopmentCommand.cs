using System.CommandLine;
using System.Diagnostics;
using Headroom.Cli.Output;
using Headroom.Scoring.Data;

namespace Headroom.Cli.Scoring;

/// <summary>
/// A command that develops a model: past borrowers, their outcome and the part to judge on go in; the model in PMML, its
/// report, and a table or JSON come out.
/// </summary>
internal sealed class DevelopmentCommand
{
    private readonly PastBorrowers _past = new();
    private readonly Option<string> _model;
    private readonly Option<string?> _report = ScoringOptions.Report();
    private readonly Option<bool> _json = CommonOptions.Json();
    private readonly string _modelName;
    private readonly Command _command;

    /// <param name="name">The command.</param>
    /// <param name="description">What it does.</param>
    /// <param name="modelName">What the model is called where its record does not say.</param>
    /// <param name="file">Where it is written by default.</param>
    /// <param name="own">Options of this command alone.</param>
    public DevelopmentCommand(string name, string description, string modelName, string file, params Option[] own)
    {
        _modelName = modelName;
        _model = ScoringOptions.Out(file);
        _command = new Command(name, description);
        _past.AddTo(_command);
        foreach (
            var option in new Option[] { _model, _report }
                .Concat(own)
                .Concat([CommonOptions.Lang(), _json])
        )
        {
            _command.Options.Add(option);
        }
    }

    /// <summary>The command, which develops by what is given and gives the exit code.</summary>
    public Command Runs(Func<ParseResult, DataTable, ScoringSpec, DevelopedOutput, int> develop)
    {
        _command.SetAction(parsed =>
        {
            var clock = Stopwatch.StartNew();
            var spec = _past.SpecOf(parsed, _modelName);
            var table = _past.ReadTable(parsed, spec);
            var output = new DevelopedOutput(
                parsed.GetValue(_model)!,
                parsed.GetValue(_report),
                parsed.GetValue(_json),
                CommonOptions.LanguageOf(parsed),
                clock
            );
            return develop(parsed, table, spec, output);
        });
        return _command;
    }
}
