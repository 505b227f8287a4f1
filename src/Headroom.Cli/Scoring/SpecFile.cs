using System.Globalization;
using Headroom.Cli.Output;
using Headroom.Primitives;
using Headroom.Scoring.Boosting;
using Headroom.Scoring.Data;
using Headroom.Scoring.Development;
using Headroom.Scoring.Development.Binning;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Headroom.Cli.Scoring;

/// <summary>What a spec file says: how the data are read, what is developed, and how trees are grown.</summary>
internal sealed record ScoringSpec
{
    public CsvOptions Csv { get; init; } = new();
    public DevelopmentSpec Development { get; init; } = new() { Target = "" };
    public BoostingRules Boosting { get; init; } = new();
}

/// <summary>Reads spec files. A key that is not known is refused, so that a misspelt rule is never silently the default.</summary>
internal static class SpecFile
{
    public static ScoringSpec Read(string path)
    {
        using var reader = ScoringOptions.Open(path);
        return Parse(reader.ReadToEnd(), path);
    }

    public static ScoringSpec Parse(string yaml, string path)
    {
        var deserializer = new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build();
        try
        {
            return Convert(deserializer.Deserialize<SpecDocument?>(yaml) ?? new SpecDocument());
        }
        catch (YamlException failure)
        {
            throw new RefusedException(
                Refusal.Invalid(
                    "scoring-spec-malformed",
                    ("file", path),
                    ("line", failure.Start.Line.ToString(CultureInfo.InvariantCulture)),
                    ("message", (failure.InnerException ?? failure).Message)
                )
            );
        }
    }

    private static ScoringSpec Convert(SpecDocument document)
    {
        var binning = new BinningRules();
        var fit = new FitRules();
        var scaling = new ScalingRules();
        var boosting = new BoostingRules();
        var csv = new CsvOptions();
        return new ScoringSpec
        {
            Csv = csv with
            {
                Delimiter = document.Delimiter is { Length: > 0 } text ? text[0] : null,
                MissingTokens = document.Missing ?? csv.MissingTokens,
                DropMalformedRows = document.DropMalformedRows,
                Types = document
                    .Columns.Where(column => column.Value.Type is not null)
                    .ToDictionary(column => column.Key, column => column.Value.Type!.Value),
            },
            Development = new DevelopmentSpec
            {
                Target = document.Target ?? "",
                GoodValue = document.Good,
                Weight = document.Weight,
                Date = document.Date,
                OutOfTimeFrom = document.OutOfTimeFrom,
                ExcludeColumns = document.Exclude,
                KeepColumns = document.Keep,
                Protected = document.Protected,
                ExcludeRows = [.. document.ExcludeRows.Select(rows => new RowExclusion(rows.Key, rows.Value))],
                TestShare = document.TestShare ?? 0.3,
                Seed = document.Seed ?? 1,
                BootstrapDraws = document.BootstrapDraws ?? 200,
                Binning = binning with
                {
                    BinsMax = document.Bins.Max ?? binning.BinsMax,
                    ShareMin = document.Bins.ShareMin ?? binning.ShareMin,
                    Trend = document.Bins.Trend ?? binning.Trend,
                },
                Columns = document.Columns.ToDictionary(column => column.Key, column => column.Value.Rules),
                Fit = fit with
                {
                    Ridge = document.Fit.Ridge ?? fit.Ridge,
                    Selection = document.Fit.Selection ?? fit.Selection,
                    PValueMax = document.Fit.PValueMax ?? fit.PValueMax,
                    CharacteristicsMax = document.Fit.CharacteristicsMax ?? fit.CharacteristicsMax,
                    InformationValueMin = document.Fit.InformationValueMin ?? fit.InformationValueMin,
                    CorrelationMax = document.Fit.CorrelationMax ?? fit.CorrelationMax,
                    RefinementRidge = document.Fit.RefinementRidge ?? fit.RefinementRidge,
                },
                Scaling = scaling with
                {
                    OntoRange = document.Scaling.Odds is null,
                    Least = document.Scaling.Least ?? scaling.Least,
                    Greatest = document.Scaling.Greatest ?? scaling.Greatest,
                    Score = document.Scaling.Score ?? scaling.Score,
                    Odds = document.Scaling.Odds ?? scaling.Odds,
                    PointsToDoubleOdds = document.Scaling.PointsToDoubleOdds ?? scaling.PointsToDoubleOdds,
                },
                ReasonBaseline = document.Reasons.Baseline ?? ReasonBaseline.Maximum,
                ApprovedScoreMin = document.Reasons.ApprovedScoreMin,
                ReasonCodes = document.Reasons.Codes,
                Card = document.Card.Card,
            },
            Boosting = boosting with
            {
                TreesMax = document.Boosting.TreesMax ?? boosting.TreesMax,
                LearningRate = document.Boosting.LearningRate ?? boosting.LearningRate,
                LeavesMax = document.Boosting.LeavesMax ?? boosting.LeavesMax,
                LeafRowsMin = document.Boosting.LeafRowsMin ?? boosting.LeafRowsMin,
                ColumnsPerTreeMax = document.Boosting.ColumnsPerTreeMax ?? boosting.ColumnsPerTreeMax,
                Monotone = document.Boosting.Monotone,
                Seed = document.Seed ?? boosting.Seed,
            },
        };
    }
}
