using System.Globalization;
using Headroom.Scoring.Pmml.Definition;

namespace Headroom.Scoring.Pmml.Compilation;

/// <summary>
/// Compiles trees. What happens to a missing value is found once, by following PMML's rules with unknown comparisons, so that
/// evaluation only follows targets.
/// </summary>
internal sealed class TreeCompiler
{
    private readonly TreeDefinition _tree;
    private readonly Scope _scope;
    private readonly IReadOnlyList<string>? _categories;
    private readonly List<CompiledNode> _nodes = [];
    private readonly List<CompiledLeaf> _leaves = [];
    private readonly List<double?> _nodeCovers = [];
    private readonly List<double?> _leafCovers = [];

    private TreeCompiler(TreeDefinition tree, Scope scope, IReadOnlyList<string>? categories)
    {
        _tree = tree;
        _scope = scope;
        _categories = categories;
    }

    public static TreeProgram Compile(TreeDefinition tree, Scope scope)
    {
        int scoreSlot = scope.Context.AllocateSlot();
        List<string>? categories = tree.Function == ModelFunction.Classification ? [] : null;
        if (categories is not null)
            Collect(tree.Root, categories);
        ClassSlots? classes = categories is null ? null : ClassSlots.Allocate(categories, scope.Context);
        TreeCompiler compiler = new(tree, scope, categories);
        int root = compiler.CompileRoot();
        return new TreeProgram([.. scope.Steps], scoreSlot, tree.Target, compiler.Build(root), classes, scope.Context);
    }

    private static void Collect(TreeNode node, List<string> categories)
    {
        IEnumerable<string> named = node.Distribution.Select(share => share.Value);
        foreach (string category in node.Score is null ? named : named.Append(node.Score))
        {
            if (!categories.Contains(category))
                categories.Add(category);
        }

        foreach (TreeNode child in node.Children)
            Collect(child, categories);
    }

    private CompiledTree Build(int root)
    {
        bool counted = _nodeCovers.Concat(_leafCovers).All(cover => cover is > 0);
        double[]? covers = counted ? [.. _nodeCovers.Concat(_leafCovers).Select(cover => cover!.Value)] : null;
        return new CompiledTree([.. _nodes], [.. _leaves], root, covers);
    }

    /// <summary>A root with a condition of its own is a child of a node without one.</summary>
    private int CompileRoot()
    {
        if (_tree.Root.Predicate is Predicate.Always)
            return CompileNode(_tree.Root);
        TreeNode above = new(new Predicate.Always(_tree.Root.Line), null, [_tree.Root], _tree.Root.Line);
        return CompileNode(above);
    }

    private int CompileNode(TreeNode node)
    {
        if (node.Children.Count == 0)
            return AddLeaf(node);
        int index = _nodes.Count;
        _nodes.Add(default);
        _nodeCovers.Add(node.RecordCount);
        Condition[] conditions = [.. node.Children.Select(child => ConditionCompiler.Compile(child.Predicate, _scope))];
        int[] children = [.. node.Children.Select(CompileNode)];
        _nodes[index] = Decide(node, conditions, children);
        return index;
    }

    private CompiledNode Decide(TreeNode node, Condition[] conditions, int[] children)
    {
        // Made only where a row can come to it: the fast way by columns has room for 64 leaves.
        int? none = null;
        AttributeSelector selector = AttributeSelector.Create(conditions);
        if (selector is not IntervalTable table)
        {
            UnknownAwareSelector aware = new(conditions, _tree.Missing);
            int[] targets = [None(), .. children, OnUnknown(node, children, None)];
            return new CompiledNode(-1, 0, 0, 0, 0, aware, targets);
        }

        int missing = MissingTarget(node, conditions, children, table, None);
        if (table.Attributes.Length == 2)
        {
            int left = Target(table.Attributes[0]);
            int right = Target(table.Attributes[1]);
            return new CompiledNode(table.Slot, table.UpperBounds[0], left, right, missing, null, null);
        }

        // The table's own answer for a missing value is replaced by the strategy's, in a last target.
        MissingAwareTable replaced = new(table, children.Length);
        return new CompiledNode(
            -1,
            0,
            0,
            0,
            0,
            replaced,
            [table.Attributes.Contains(-1) ? None() : missing, .. children, missing]
        );

        int Target(int attribute) => attribute < 0 ? None() : children[attribute];

        int None() => none ??= _tree.LastPredictionWithoutChild ? AddOwn(node) : AddNull();
    }

    private int MissingTarget(
        TreeNode node,
        Condition[] conditions,
        int[] children,
        IntervalTable table,
        Func<int> none
    )
    {
        double[] row = new double[table.Slot + 1];
        row[table.Slot] = double.NaN;
        for (int i = 0; i < conditions.Length; i++)
        {
            Truth truth = conditions[i].Test(row);
            if (truth == Truth.True)
                return children[i];
            if (truth == Truth.Unknown && _tree.Missing != MissingValueStrategy.None)
                return OnUnknown(node, children, none);
        }

        return none();
    }

    private int OnUnknown(TreeNode node, int[] children, Func<int> none)
    {
        switch (_tree.Missing)
        {
            case MissingValueStrategy.LastPrediction:
                return AddOwn(node);
            case MissingValueStrategy.NullPrediction:
                return AddNull();
            case MissingValueStrategy.DefaultChild:
                for (int i = 0; i < children.Length; i++)
                {
                    if (node.DefaultChild is not null && node.Children[i].Id == node.DefaultChild)
                        return children[i];
                }

                throw _scope.Context.Error(
                    PmmlException.Absent,
                    node.Line,
                    "the tree's strategy for missing values is defaultChild, but this <Node> names no child of its own."
                );
            default:
                return none();
        }
    }

    private int AddLeaf(TreeNode node)
    {
        if (node.Score is null && node.Distribution.Count == 0)
        {
            throw _scope.Context.Error(PmmlException.Absent, node.Line, "a leaf <Node> has no score; give it one.");
        }

        return AddOwn(node, node.RecordCount);
    }

    /// <summary>A leaf with a node's own score, which a node without one does not have.</summary>
    private int AddOwn(TreeNode node, double? cover = 1)
    {
        if (_categories is null)
        {
            double score = node.Score is null ? double.NaN : Number(node);
            return Add(new CompiledLeaf(score, null), cover);
        }

        double total = node.Distribution.Sum(share => share.RecordCount);
        double[]? probabilities =
            node.Distribution.Count == 0
                ? null
                : [.. _categories.Select(category => Probability(node, category, total))];
        if (probabilities is null && node.Score is not null)
            probabilities = [.. _categories.Select(category => category == node.Score ? 1.0 : 0.0)];
        double predicted = node.Score is null ? double.NaN : _scope.Context.Vocabulary.Intern(node.Score);
        return Add(new CompiledLeaf(predicted, probabilities), cover);
    }

    private static double Probability(TreeNode node, string category, double total)
    {
        ScoreShare? share = node.Distribution.FirstOrDefault(share => share.Value == category);
        return share is null ? 0 : share.Probability ?? (total > 0 ? share.RecordCount / total : 0);
    }

    private double Number(TreeNode node) =>
        double.TryParse(node.Score, NumberStyles.Float, CultureInfo.InvariantCulture, out double score)
            ? score
            : throw _scope.Context.Error(
                PmmlException.Value,
                node.Line,
                $"the score '{node.Score}' of a regression tree is not a number."
            );

    private int AddNull() => Add(new CompiledLeaf(double.NaN, null), 1);

    private int Add(CompiledLeaf leaf, double? cover)
    {
        _leaves.Add(leaf);
        _leafCovers.Add(cover);
        return ~(_leaves.Count - 1);
    }
}

/// <summary>Tests children in order; where one is unknown and the strategy stops there, gives the position after the last.</summary>
internal sealed class UnknownAwareSelector(Condition[] conditions, MissingValueStrategy strategy) : AttributeSelector
{
    public override int Select(double[] values)
    {
        for (int i = 0; i < conditions.Length; i++)
        {
            Truth truth = conditions[i].Test(values);
            if (truth == Truth.True)
                return i;
            if (truth == Truth.Unknown && strategy != MissingValueStrategy.None)
                return conditions.Length;
        }

        return -1;
    }
}

/// <summary>A table whose missing values go to the position after the last child.</summary>
internal sealed class MissingAwareTable(IntervalTable table, int missing) : AttributeSelector
{
    public IntervalTable Table => table;

    public override int Select(double[] values) =>
        double.IsNaN(values[table.Slot]) ? missing : table.Select(values[table.Slot]);
}
