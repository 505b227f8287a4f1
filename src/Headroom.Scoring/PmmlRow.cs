using Headroom.Scoring.Pmml.Compilation;
using Headroom.Scoring.Pmml.Definition;

namespace Headroom.Scoring;

/// <summary>
/// One borrower's values for one model, made by <see cref="PmmlModel.CreateRow"/> with every value missing. A row may be
/// filled and scored again and again; it belongs to one thread at a time.
/// </summary>
public sealed class PmmlRow
{
    private readonly FieldSlot[] _inputs;
    private readonly Vocabulary _vocabulary;

    internal PmmlRow(PmmlModel model, FieldSlot[] inputs, Vocabulary vocabulary, int slotCount)
    {
        Model = model;
        _inputs = inputs;
        _vocabulary = vocabulary;
        Values = new double[slotCount];
        Clear();
    }

    internal PmmlModel Model { get; }

    internal double[] Values { get; }

    /// <summary>Sets a number. NaN is missing; an infinity is an invalid value, which the model's mining schema treats.</summary>
    /// <param name="slot">The input's <see cref="PmmlInput.Slot"/>.</param>
    /// <param name="value">The number; in a text field it stands for its shortest invariant text, such as 3 or 0.5.</param>
    public void Set(int slot, double value)
    {
        DataType type = _inputs[slot].DataType;
        if (type == DataType.Text && !double.IsNaN(value))
            Set(slot, value.ToString("R", System.Globalization.CultureInfo.InvariantCulture));
        else
            Values[slot] = FieldCodec.FromNumber(type, value);
    }

    /// <summary>Sets a text; null is missing. In a field of numbers it is parsed, and is invalid where it is none.</summary>
    /// <param name="slot">The input's <see cref="PmmlInput.Slot"/>.</param>
    /// <param name="value">The text, compared exactly.</param>
    public void Set(int slot, string? value)
    {
        DataType type = _inputs[slot].DataType;
        if (value is null)
            Values[slot] = double.NaN;
        else
            Values[slot] = type == DataType.Text ? _vocabulary.Find(value) : FieldCodec.ParseNumber(type, value);
    }

    /// <summary>Makes a value missing.</summary>
    /// <param name="slot">The input's <see cref="PmmlInput.Slot"/>.</param>
    public void SetMissing(int slot)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(slot, _inputs.Length);
        Values[slot] = double.NaN;
    }

    /// <summary>Makes every value missing.</summary>
    public void Clear() => Array.Fill(Values, double.NaN);
}
