using System.Globalization;
using Headroom.Scoring.Data;
using Headroom.Scoring.Development;
using Headroom.Scoring.Pmml.Definition;
using Headroom.Scoring.Pmml.Writing;

namespace Headroom.Scoring.Boosting;

/// <summary>Writes a boosted model as a PMML sum of regression trees on the log odds of good, rescaled to points.</summary>
internal static class BoostedWriter
{
    public static PmmlDocument Build(
        DevelopmentSpec spec,
        BoostedModel model,
        BinnedColumn[] columns,
        PointScaling scaling,
        IReadOnlyList<Note> notes
    )
    {
        bool[] used = new bool[columns.Length];
        foreach (BoostedNode node in model.Trees.SelectMany(tree => tree.Nodes))
            used[node.Column] = true;
        BinnedColumn[] inputs = [.. columns.Where((_, i) => used[i])];
        EnsembleDefinition ensemble = new(
            ModelFunction.Regression,
            SegmentMethod.Sum,
            [.. model.Trees.Select(tree => Segment(tree, columns))],
            0
        )
        {
            Name = spec.Card.Name,
            Algorithm = "gradient boosting",
            MiningSchema = [.. inputs.Select(column => Field(column, InvalidTreatment.AsMissing))],
            Output = PointOutputs.Build(scaling, [.. inputs.Select(column => column.Name)]),
            Target = new Target(null)
            {
                Factor = scaling.Factor,
                Constant = scaling.Offset - (scaling.Factor * model.BaseLogOdds),
            },
            Notes = notes,
        };
        return new PmmlDocument(spec.Card.Purpose, [.. inputs.Select(DataFieldOf)], [], [], ensemble)
        {
            Application = "Headroom",
            ModelVersion = spec.Card.Version,
            Timestamp = spec.Card.Date.Length == 0 ? null : spec.Card.Date,
        };
    }

    private static DataField DataFieldOf(BinnedColumn column) =>
        column.Type == ColumnType.Numeric
            ? new DataField(column.Name, OpType.Continuous, DataType.Double, 0)
            : new DataField(column.Name, OpType.Categorical, DataType.Text, 0);

    private static MiningField Field(BinnedColumn column, InvalidTreatment invalid) =>
        new(column.Name, FieldUsage.Active, 0) { Invalid = invalid };

    private static SegmentDefinition Segment(BoostedTree tree, BinnedColumn[] columns)
    {
        int root = tree.Nodes.Length == 0 ? ~0 : 0;
        int[] fields = [.. tree.Nodes.Select(node => node.Column).Distinct().Order()];
        TreeDefinition definition = new(ModelFunction.Regression, Node(tree, columns, root, new Predicate.Always(0)), 0)
        {
            Missing = MissingValueStrategy.DefaultChild,
            MiningSchema = [.. fields.Select(field => Field(columns[field], InvalidTreatment.AsIs))],
        };
        return new SegmentDefinition(null, new Predicate.Always(0), 1, definition, 0);
    }

    private static TreeNode Node(BoostedTree tree, BinnedColumn[] columns, int at, Predicate predicate)
    {
        if (at < 0)
        {
            return new TreeNode(predicate, PmmlWriter.Number(-tree.Leaves[~at]), [], 0)
            {
                Id = Id(at),
                RecordCount = tree.LeafRows[~at],
            };
        }

        BoostedNode node = tree.Nodes[at];
        (Predicate left, Predicate right) = Predicates(columns[node.Column], node.Bin);
        return new TreeNode(
            predicate,
            null,
            [Node(tree, columns, node.Left, left), Node(tree, columns, node.Right, right)],
            0
        )
        {
            Id = Id(at),
            RecordCount = node.Rows,
            DefaultChild = Id(node.MissingLeft ? node.Left : node.Right),
        };
    }

    private static string Id(int at) =>
        at >= 0 ? "n" + at.ToString(CultureInfo.InvariantCulture) : "l" + (~at).ToString(CultureInfo.InvariantCulture);

    private static (Predicate Left, Predicate Right) Predicates(BinnedColumn column, int bin)
    {
        if (bin == column.Bins - 1)
        {
            return (
                new Predicate.Simple(column.Name, Comparison.IsNotMissing, null, 0),
                new Predicate.Simple(column.Name, Comparison.IsMissing, null, 0)
            );
        }

        if (column.Type == ColumnType.Numeric)
        {
            string cut = PmmlWriter.Number(column.Cuts[bin]);
            return (
                new Predicate.Simple(column.Name, Comparison.Less, cut, 0),
                new Predicate.Simple(column.Name, Comparison.GreaterOrEqual, cut, 0)
            );
        }

        // The side that does not hold the bin of other texts is listed; the other side is what is not in the list.
        bool otherIsLeft = column.OtherBin <= bin;
        string[] listed =
        [
            .. column.Levels.Where((_, level) => otherIsLeft ? level > bin : level <= bin).SelectMany(texts => texts),
        ];
        Predicate inside = new Predicate.InSet(column.Name, false, listed, 0);
        Predicate outside = new Predicate.InSet(column.Name, true, listed, 0);
        return otherIsLeft ? (outside, inside) : (inside, outside);
    }
}
