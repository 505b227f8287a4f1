using Headroom.Scoring.Boosting;
using Headroom.Scoring.Data;
using Headroom.Scoring.Development;
using Headroom.Scoring.Development.Binning;

namespace Headroom.Cli.Scoring;

/// <summary>The keys of a spec file; what is absent keeps the default of the rules it becomes.</summary>
internal sealed class SpecDocument
{
    public string? Target { get; set; }
    public string? Good { get; set; }
    public string? Weight { get; set; }
    public string? Date { get; set; }
    public string? OutOfTimeFrom { get; set; }
    public string? Delimiter { get; set; }
    public List<string>? Missing { get; set; }
    public bool DropMalformedRows { get; set; }
    public List<string> Exclude { get; set; } = [];
    public List<string> Keep { get; set; } = [];
    public List<string> Protected { get; set; } = [];
    public Dictionary<string, List<string>> ExcludeRows { get; set; } = [];
    public double? TestShare { get; set; }
    public int? Seed { get; set; }
    public int? BootstrapDraws { get; set; }
    public Dictionary<string, ColumnDocument> Columns { get; set; } = [];
    public BinsDocument Bins { get; set; } = new();
    public FitDocument Fit { get; set; } = new();
    public ScalingDocument Scaling { get; set; } = new();
    public ReasonsDocument Reasons { get; set; } = new();
    public BoostingDocument Boosting { get; set; } = new();
    public RejectsDocument Rejects { get; set; } = new();
    public CardDocument Card { get; set; } = new();

    internal sealed class ColumnDocument
    {
        public ColumnType? Type { get; set; }
        public List<double> Special { get; set; } = [];
        public List<double> Cuts { get; set; } = [];
        public Trend? Trend { get; set; }

        internal ColumnRules Rules =>
            new()
            {
                SpecialValues = Special,
                CutPoints = Cuts,
                Trend = Trend,
            };
    }

    internal sealed class BinsDocument
    {
        public int? Max { get; set; }
        public double? ShareMin { get; set; }
        public Trend? Trend { get; set; }
        public bool? FindSpecialValues { get; set; }

        internal BinningRules Over(BinningRules rules) =>
            rules with
            {
                BinsMax = Max ?? rules.BinsMax,
                ShareMin = ShareMin ?? rules.ShareMin,
                Trend = Trend ?? rules.Trend,
                FindSpecialValues = FindSpecialValues ?? rules.FindSpecialValues,
            };
    }

    internal sealed class FitDocument
    {
        public double? Ridge { get; set; }
        public Selection? Selection { get; set; }
        public double? PValueMax { get; set; }
        public int? CharacteristicsMax { get; set; }
        public double? InformationValueMin { get; set; }
        public double? CorrelationMax { get; set; }
        public double? RefinementRidge { get; set; }

        internal FitRules Over(FitRules rules) =>
            rules with
            {
                Ridge = Ridge ?? rules.Ridge,
                Selection = Selection ?? rules.Selection,
                PValueMax = PValueMax ?? rules.PValueMax,
                CharacteristicsMax = CharacteristicsMax ?? rules.CharacteristicsMax,
                InformationValueMin = InformationValueMin ?? rules.InformationValueMin,
                CorrelationMax = CorrelationMax ?? rules.CorrelationMax,
                RefinementRidge = RefinementRidge ?? rules.RefinementRidge,
            };
    }

    internal sealed class ScalingDocument
    {
        public double? Least { get; set; }
        public double? Greatest { get; set; }
        public double? Score { get; set; }
        public double? Odds { get; set; }
        public double? PointsToDoubleOdds { get; set; }

        /// <summary>Odds given ask for scaling by them; otherwise scores go onto the range.</summary>
        internal ScalingRules Over(ScalingRules rules) =>
            rules with
            {
                OntoRange = Odds is null,
                Least = Least ?? rules.Least,
                Greatest = Greatest ?? rules.Greatest,
                Score = Score ?? rules.Score,
                Odds = Odds ?? rules.Odds,
                PointsToDoubleOdds = PointsToDoubleOdds ?? rules.PointsToDoubleOdds,
            };
    }

    internal sealed class ReasonsDocument
    {
        public ReasonBaseline? Baseline { get; set; }
        public double? ApprovedScoreMin { get; set; }
        public Dictionary<string, string> Codes { get; set; } = [];
    }

    internal sealed class BoostingDocument
    {
        public int? TreesMax { get; set; }
        public double? LearningRate { get; set; }
        public int? LeavesMax { get; set; }
        public int? LeafRowsMin { get; set; }
        public int? ColumnsPerTreeMax { get; set; }
        public Dictionary<string, int> Monotone { get; set; } = [];

        internal BoostingRules Over(BoostingRules rules) =>
            rules with
            {
                TreesMax = TreesMax ?? rules.TreesMax,
                LearningRate = LearningRate ?? rules.LearningRate,
                LeavesMax = LeavesMax ?? rules.LeavesMax,
                LeafRowsMin = LeafRowsMin ?? rules.LeafRowsMin,
                ColumnsPerTreeMax = ColumnsPerTreeMax ?? rules.ColumnsPerTreeMax,
                Monotone = Monotone,
            };
    }

    internal sealed class RejectsDocument
    {
        public RejectMethod? Method { get; set; }
        public double? BadRateFactor { get; set; }
    }

    internal sealed class CardDocument
    {
        public string Name { get; set; } = "";
        public string Version { get; set; } = "1";
        public string Purpose { get; set; } = "";
        public string Limits { get; set; } = "";
        public string Owner { get; set; } = "";
        public string Date { get; set; } = "";
        public string Data { get; set; } = "";

        internal ModelCard Card =>
            new()
            {
                Name = Name,
                Version = Version,
                Purpose = Purpose,
                Limits = Limits,
                Owner = Owner,
                Date = Date,
                Data = Data,
            };
    }
}
