using Headroom.Scoring.Pmml.Compilation;
using Headroom.Scoring.Pmml.Definition;

namespace Headroom.Scoring;

/// <summary>
/// Many rows for one model, held by columns, made by <see cref="PmmlModel.CreateColumns"/>. An input that is not set is missing
/// in every row.
/// </summary>
public sealed class PmmlColumns
{
    private readonly FieldSlot[] _inputs;
    private readonly Vocabulary _vocabulary;

    internal PmmlColumns(PmmlModel model, FieldSlot[] inputs, Vocabulary vocabulary, int rowCount)
    {
        Model = model;
        RowCount = rowCount;
        _inputs = inputs;
        _vocabulary = vocabulary;
        Values = new double[inputs.Length][];
    }

    /// <summary>The number of rows.</summary>
    public int RowCount { get; }

    internal PmmlModel Model { get; }

    /// <summary>The values of each input; null where it was not set.</summary>
    internal double[]?[] Values { get; }

    /// <summary>Sets an input of numbers. NaN is missing; an infinity is invalid. The array is read, not copied, where it can be.</summary>
    /// <param name="slot">The input's <see cref="PmmlInput.Slot"/>.</param>
    /// <param name="values">One number for each row.</param>
    public void Set(int slot, double[] values)
    {
        RequireLength(values.Length);
        DataType type = _inputs[slot].DataType;
        if (type == DataType.Text)
        {
            string?[] texts =
            [
                .. values.Select(value =>
                    double.IsNaN(value) ? null : value.ToString("R", System.Globalization.CultureInfo.InvariantCulture)
                ),
            ];
            Set(slot, texts);
            return;
        }

        Values[slot] = type is DataType.Single or DataType.Boolean
            ? [.. values.Select(value => FieldCodec.FromNumber(type, value))]
            : values;
    }

    /// <summary>Sets an input of texts; null is missing.</summary>
    /// <param name="slot">The input's <see cref="PmmlInput.Slot"/>.</param>
    /// <param name="values">One text for each row.</param>
    public void Set(int slot, IReadOnlyList<string?> values)
    {
        RequireLength(values.Count);
        double[] encoded = new double[RowCount];
        for (int row = 0; row < encoded.Length; row++)
            encoded[row] = values[row] is { } text ? Encode(slot, text) : double.NaN;
        Values[slot] = encoded;
    }

    /// <summary>Sets an input of texts given as positions in a list; a negative position is missing.</summary>
    /// <param name="slot">The input's <see cref="PmmlInput.Slot"/>.</param>
    /// <param name="codes">One position for each row.</param>
    /// <param name="levels">The distinct texts.</param>
    public void Set(int slot, int[] codes, IReadOnlyList<string> levels)
    {
        RequireLength(codes.Length);
        double[] byLevel = [.. levels.Select(level => Encode(slot, level))];
        double[] encoded = new double[RowCount];
        for (int row = 0; row < encoded.Length; row++)
            encoded[row] = codes[row] < 0 ? double.NaN : byLevel[codes[row]];
        Values[slot] = encoded;
    }

    private double Encode(int slot, string text)
    {
        DataType type = _inputs[slot].DataType;
        return type == DataType.Text ? _vocabulary.Find(text) : FieldCodec.ParseNumber(type, text);
    }

    private void RequireLength(int length)
    {
        if (length != RowCount)
            throw new ArgumentException("A column must have one value for each row.", nameof(length));
    }
}
