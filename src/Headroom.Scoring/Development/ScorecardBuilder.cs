using System.Globalization;
using Headroom.Scoring.Data;
using Headroom.Scoring.Development.Binning;
using Headroom.Scoring.Pmml.Definition;
using Headroom.Scoring.Pmml.Writing;

namespace Headroom.Scoring.Development;

/// <summary>A fitted characteristic: each bin with its effect on the log odds of good and its rounded points.</summary>
/// <param name="Binning">The bins.</param>
/// <param name="Coefficient">The coefficient of the weight of evidence.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="PValue">Its two-sided p-value.</param>
/// <param name="VarianceInflation">How much its variance is inflated by correlation with the others.</param>
/// <param name="Effects">The log odds that each bin adds, after adjustment for the other characteristics.</param>
/// <param name="Points">The points of each bin.</param>
/// <param name="ReasonCode">The code that stands for it in reasons.</param>
public sealed record FittedCharacteristic(
    ColumnBinning Binning,
    double Coefficient,
    double StandardError,
    double PValue,
    double VarianceInflation,
    IReadOnlyList<double> Effects,
    IReadOnlyList<double> Points,
    string ReasonCode
)
{
    /// <summary>The points that a gap is measured from.</summary>
    public double Baseline { get; init; }
}

/// <summary>Writes a fitted scorecard as PMML.</summary>
internal static class ScorecardBuilder
{
    public const string ShareNote = "developmentShare";

    /// <summary>The scaling that the rules ask for, given the effects that are possible.</summary>
    public static PointScaling Scale(ScalingRules rules, double intercept, double[][] effects)
    {
        if (!rules.OntoRange)
            return PointScaling.FromOdds(rules.Score, rules.Odds, rules.PointsToDoubleOdds);
        double least = intercept + effects.Sum(table => table.Min());
        double greatest = intercept + effects.Sum(table => table.Max());
        return PointScaling.OntoRange(least, greatest, rules.Least, rules.Greatest);
    }

    /// <summary>Whole points of each bin: (effect + α / k) · factor + offset / k.</summary>
    public static double[] Points(PointScaling scaling, double[] effects, double intercept, int characteristics) =>
        [
            .. effects.Select(effect =>
                Math.Round(scaling.Points(1, effect, intercept, characteristics), MidpointRounding.AwayFromZero)
            ),
        ];

    public static PmmlDocument Build(
        DevelopmentSpec spec,
        IReadOnlyList<FittedCharacteristic> characteristics,
        PointScaling scaling,
        IReadOnlyList<Note> notes
    )
    {
        ScorecardDefinition model = new([.. characteristics.Select(BuildCharacteristic)], 0)
        {
            Name = spec.Card.Name,
            Algorithm = "logistic regression on weight of evidence",
            BaselineMethod = spec.ReasonBaseline == ReasonBaseline.Maximum ? "max" : "mean",
            MiningSchema = [.. characteristics.Select(characteristic => BuildMiningField(characteristic.Binning))],
            Output = PointOutputs.Build(
                scaling,
                [.. characteristics.Select(characteristic => characteristic.Binning.Column)],
                reasons: 4
            ),
            Target = spec.Scaling.OntoRange
                ? new Target(null) { Minimum = spec.Scaling.Least, Maximum = spec.Scaling.Greatest }
                : null,
            Notes = notes,
        };
        return new PmmlDocument(
            spec.Card.Purpose,
            [.. characteristics.Select(characteristic => BuildDataField(characteristic.Binning))],
            [],
            [],
            model
        )
        {
            Application = "Headroom",
            ModelVersion = spec.Card.Version,
            Timestamp = spec.Card.Date.Length == 0 ? null : spec.Card.Date,
        };
    }

    private static DataField BuildDataField(ColumnBinning binning) =>
        binning.Type == ColumnType.Numeric
            ? new DataField(binning.Column, OpType.Continuous, DataType.Double, 0)
            : new DataField(binning.Column, OpType.Categorical, DataType.Text, 0);

    private static MiningField BuildMiningField(ColumnBinning binning) =>
        new(binning.Column, FieldUsage.Active, 0) { Invalid = InvalidTreatment.AsMissing };

    private static CharacteristicDefinition BuildCharacteristic(FittedCharacteristic characteristic)
    {
        // Missing and special values are tested first and the bin for all others last, so that one true attribute is the first.
        IEnumerable<int> order = Enumerable
            .Range(0, characteristic.Binning.Bins.Count)
            .OrderBy(i =>
                characteristic.Binning.Bins[i].Kind switch
                {
                    BinKind.Missing => 0,
                    BinKind.Special => 1,
                    BinKind.Other => 3,
                    _ => 2,
                }
            );
        return new CharacteristicDefinition(
            characteristic.Binning.Column,
            [.. order.Select(i => BuildAttribute(characteristic, i))],
            0
        )
        {
            ReasonCode = characteristic.ReasonCode,
            BaselineScore = characteristic.Baseline,
        };
    }

    private static AttributeDefinition BuildAttribute(FittedCharacteristic characteristic, int index)
    {
        Bin bin = characteristic.Binning.Bins[index];
        return new AttributeDefinition(
            BuildPredicate(characteristic.Binning.Column, bin),
            characteristic.Points[index],
            0
        )
        {
            Notes = [new Note(ShareNote, bin.Share.ToString("R", CultureInfo.InvariantCulture))],
        };
    }

    private static Predicate BuildPredicate(string column, Bin bin)
    {
        if (bin.Kind == BinKind.Missing)
            return new Predicate.Simple(column, Comparison.IsMissing, null, 0);
        if (bin.Kind == BinKind.Other)
            return new Predicate.Always(0);
        if (bin.Kind == BinKind.Values)
            return new Predicate.InSet(column, false, bin.Texts, 0);
        if (bin.Kind == BinKind.Special)
            return new Predicate.Simple(column, Comparison.Equal, PmmlWriter.Number(bin.Low), 0);
        Predicate.Simple atLeast = new(column, Comparison.GreaterOrEqual, PmmlWriter.Number(bin.Low), 0);
        Predicate.Simple below = new(column, Comparison.Less, PmmlWriter.Number(bin.High), 0);
        return (double.IsInfinity(bin.Low), double.IsInfinity(bin.High)) switch
        {
            (true, true) => new Predicate.Simple(column, Comparison.IsNotMissing, null, 0),
            (true, false) => below,
            (false, true) => atLeast,
            _ => new Predicate.Compound(Combination.And, [atLeast, below], 0),
        };
    }
}
