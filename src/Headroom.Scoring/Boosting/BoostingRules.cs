namespace Headroom.Scoring.Boosting;

/// <summary>How trees are grown and added.</summary>
public sealed record BoostingRules
{
    /// <summary>The most trees; early stopping usually takes fewer.</summary>
    public int TreesMax { get; init; } = 600;

    /// <summary>The share of each tree's answer that is added.</summary>
    public double LearningRate { get; init; } = 0.05;

    /// <summary>The most leaves of a tree.</summary>
    public int LeavesMax { get; init; } = 15;

    /// <summary>The fewest rows in a leaf, estimated from the curvature that falls into it.</summary>
    public int LeafRowsMin { get; init; } = 30;

    /// <summary>The ridge on leaves' values.</summary>
    public double Ridge { get; init; } = 5;

    /// <summary>The most different columns that one tree may use: 1 gives an additive model, 2 adds pairs, 0 does not limit.</summary>
    public int ColumnsPerTreeMax { get; init; }

    /// <summary>The share of the columns that each tree may choose from, drawn by the seed.</summary>
    public double ColumnShare { get; init; } = 0.5;

    /// <summary>
    /// Columns whose effect on the risk must not fall (+1) or not rise (−1) as their value rises.
    /// </summary>
    public IReadOnlyDictionary<string, int> Monotone { get; init; } = new Dictionary<string, int>();

    /// <summary>
    /// Folds that find the number of trees: each in turn is held out until the mean loss has not fallen for
    /// <see cref="PatienceTrees"/>; the model is then grown on all rows. 0 grows <see cref="TreesMax"/> trees.
    /// </summary>
    public int Folds { get; init; } = 5;

    /// <summary>How many trees may fail to lower the loss before growing stops.</summary>
    public int PatienceTrees { get; init; } = 40;

    /// <summary>Moves the draws of columns.</summary>
    public int Seed { get; init; } = 1;
}
