using System.CommandLine;
using System.Globalization;
using Headroom.Cli.Output;
using Headroom.Scoring.Development;
using Headroom.Scoring.Judging;
using Headroom.Scoring.Reporting;
using Spectre.Console;
using static Headroom.Cli.Scoring.ScoringOptions;

namespace Headroom.Cli.Scoring;

/// <summary><c>headroom model calibrate</c>: brings a model's probabilities to what is observed; scores stay.</summary>
internal static class CalibrateCommand
{
    public static Command Create()
    {
        var past = new PastBorrowers();
        var model = new Option<string>("--model") { Description = "The model as PMML.", Required = true };
        var method = new Option<CalibrationMethod>("--method")
        {
            Description =
                "shift moves all log odds by one amount; isotonic follows the outcomes, for models of other tools too.",
            DefaultValueFactory = _ => CalibrationMethod.Shift,
        };
        var rate = new Option<double?>("--population-rate")
        {
            Description =
                "With shift: the share of bads where the model will serve, such as 0.02. Default: that of the file.",
        };
        var output = Out("calibrated.pmml");
        var lang = CommonOptions.Lang();
        var json = CommonOptions.Json();
        var command = new Command("calibrate", "Bring a model's probabilities to what is observed.") { model };
        past.AddTo(command);
        foreach (var option in new Option[] { method, rate, output, lang, json })
        {
            command.Options.Add(option);
        }

        command.SetAction(parsed =>
        {
            var spec = past.SpecOf(parsed);
            var population = parsed.GetValue(rate);
            if (population is <= 0 or >= 1)
            {
                throw new RefusedException(Failures.OfScoring("calibrate-rate"));
            }

            var calibrated = ModelCalibration.Fit(
                ReadModel(parsed.GetValue(model)!),
                past.ReadTable(parsed, spec),
                spec.Development,
                parsed.GetValue(method),
                population
            );
            var path = parsed.GetValue(output)!;
            File.WriteAllText(path, calibrated.Pmml);
            if (parsed.GetValue(json))
            {
                Console.Out.WriteLine(
                    ReportJson.Write(
                        new
                        {
                            calibrated.Before,
                            calibrated.After,
                            calibrated.Shift,
                            calibrated.Steps,
                            File = path,
                        }
                    )
                );
                return ExitCodes.Ok;
            }

            Print(calibrated, path, new Words(CommonOptions.LanguageOf(parsed)));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static void Print(CalibratedModel calibrated, string path, Words words)
    {
        var table = Tables.New(
            words["cli.scoring.part"],
            "#" + words["cli.scoring.rows"],
            "#" + words["cli.scoring.bad-rate"],
            "#" + words["cli.scoring.predicted"],
            "#Brier",
            "#" + words["cli.scoring.log-loss"]
        );
        Judgement?[] parts = [calibrated.Before, calibrated.After];
        foreach (var part in parts)
        {
            if (part is null)
            {
                continue;
            }

            var all = part.Goods + part.Bads;
            var predicted = part.Calibration.Sum(band => band.Predicted * (band.Goods + band.Bads)) / all;
            table.AddRow(
                words["cli.scoring." + part.Part],
                Count(part.Rows),
                Percent(part.Bads / all),
                Percent(predicted),
                Number(part.Brier, 5),
                Number(part.LogLoss, 5)
            );
        }

        Tables.Write(table);
        var change = calibrated.Shift is { } shift
            ? words.Get("cli.scoring.shifted", ("shift", Number(shift)))
            : words.Get("cli.scoring.stepped", ("steps", calibrated.Steps.ToString(CultureInfo.InvariantCulture)));
        Console.Out.WriteLine(change + " " + words.Get("cli.scoring.calibrated", ("file", path)));
    }
}
