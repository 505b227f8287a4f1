using System.Globalization;
using Headroom.Cli.Output;
using Headroom.Primitives;
using Headroom.Scoring.Boosting;
using Headroom.Scoring.Data;
using Headroom.Scoring.Development;
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
    public RejectRules Rejects { get; init; } = new();
}

/// <summary>What is assumed of applicants who were refused; without a method their rows are left out.</summary>
internal sealed record RejectRules(RejectMethod? Method = null, double BadRateFactor = 1.2);

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

    private static ScoringSpec Convert(SpecDocument document) =>
        new()
        {
            Csv = Csv(document),
            Development = Development(document),
            Boosting = document.Boosting.Over(new BoostingRules()) with { Seed = document.Seed ?? 1 },
            Rejects = new RejectRules(document.Rejects.Method, document.Rejects.BadRateFactor ?? 1.2),
        };

    private static CsvOptions Csv(SpecDocument document)
    {
        var csv = new CsvOptions();
        return csv with
        {
            Delimiter = document.Delimiter is { Length: > 0 } text ? text[0] : null,
            MissingTokens = document.Missing ?? csv.MissingTokens,
            DropMalformedRows = document.DropMalformedRows,
            Types = document
                .Columns.Where(column => column.Value.Type is not null)
                .ToDictionary(column => column.Key, column => column.Value.Type!.Value),
        };
    }

    private static DevelopmentSpec Development(SpecDocument document)
    {
        var spec = new DevelopmentSpec { Target = document.Target ?? "" };
        return spec with
        {
            GoodValue = document.Good,
            Weight = document.Weight,
            Date = document.Date,
            OutOfTimeFrom = document.OutOfTimeFrom,
            ExcludeColumns = document.Exclude,
            KeepColumns = document.Keep,
            Protected = document.Protected,
            ExcludeRows = [.. document.ExcludeRows.Select(rows => new RowExclusion(rows.Key, rows.Value))],
            TestShare = document.TestShare ?? spec.TestShare,
            Seed = document.Seed ?? spec.Seed,
            BootstrapDraws = document.BootstrapDraws ?? spec.BootstrapDraws,
            Binning = document.Bins.Over(spec.Binning),
            Columns = document.Columns.ToDictionary(column => column.Key, column => column.Value.Rules),
            Fit = document.Fit.Over(spec.Fit),
            Scaling = document.Scaling.Over(spec.Scaling),
            ReasonBaseline = document.Reasons.Baseline ?? spec.ReasonBaseline,
            ApprovedScoreMin = document.Reasons.ApprovedScoreMin,
            ReasonCodes = document.Reasons.Codes,
            Card = document.Card.Card,
        };
    }
}
