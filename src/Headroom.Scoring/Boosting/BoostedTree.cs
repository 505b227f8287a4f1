namespace Headroom.Scoring.Boosting;

/// <summary>A decision: rows whose code is at most <see cref="Bin"/> go left, missing ones where it says.</summary>
/// <param name="Column">The position of the column.</param>
/// <param name="Bin">The last bin on the left.</param>
/// <param name="MissingLeft">Where missing values go.</param>
/// <param name="Left">A node, or a leaf as its complement.</param>
/// <param name="Right">A node, or a leaf as its complement.</param>
/// <param name="Rows">The rows that came here.</param>
internal readonly record struct BoostedNode(int Column, byte Bin, bool MissingLeft, int Left, int Right, double Rows);

/// <summary>A grown tree: decisions from the root on, and the log odds of bad that each leaf adds.</summary>
internal sealed record BoostedTree(BoostedNode[] Nodes, double[] Leaves, double[] LeafRows)
{
    public double Predict(BinnedColumn[] columns, int row)
    {
        int at = Nodes.Length == 0 ? ~0 : 0;
        while (at >= 0)
        {
            ref readonly BoostedNode node = ref Nodes[at];
            byte code = columns[node.Column].Codes[row];
            bool left = code == BinnedColumn.Missing ? node.MissingLeft : code <= node.Bin;
            at = left ? node.Left : node.Right;
        }

        return Leaves[~at];
    }
}
