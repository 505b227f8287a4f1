using System.Globalization;
using Headroom.Scoring.Development;
using Headroom.Scoring.Pmml.Compilation;
using Headroom.Scoring.Pmml.Definition;

namespace Headroom.Scoring;

/// <summary>What a model's file keeps of its development, and the same measured again.</summary>
internal static class PmmlModelDevelopment
{
    /// <summary>The development share of each attribute of each characteristic, where the file tells all of them.</summary>
    public static Dictionary<string, double[]> DevelopmentAttributeShares(this PmmlModel model)
    {
        Dictionary<string, double[]> shares = [];
        if (model.Document.Model is not ScorecardDefinition scorecard)
            return shares;
        foreach (CharacteristicDefinition characteristic in scorecard.Characteristics)
        {
            string?[] notes =
            [
                .. characteristic.Attributes.Select(attribute =>
                    attribute.Notes.FirstOrDefault(note => note.Name == ScorecardBuilder.ShareNote)?.Value
                ),
            ];
            if (Array.TrueForAll(notes, note => note is not null))
            {
                shares[characteristic.Name] =
                [
                    .. notes.Select(note => double.Parse(note!, CultureInfo.InvariantCulture)),
                ];
            }
        }

        return shares;
    }

    /// <summary>The share of rows in each attribute of each characteristic; empty for a model that is no scorecard.</summary>
    public static IReadOnlyList<(string Name, double[] Shares)> AttributeShares(
        this PmmlModel model,
        PmmlColumns columns
    )
    {
        if (model.Program is not ScorecardProgram scorecard)
            return [];
        CompiledCharacteristic[] characteristics = scorecard.Characteristics.ToArray();
        double[][] counts = [.. characteristics.Select(characteristic => new double[characteristic.Points.Length])];
        PmmlRow row = model.CreateRow();
        for (int i = 0; i < columns.RowCount; i++)
        {
            for (int slot = 0; slot < columns.Values.Length; slot++)
                row.Values[slot] = columns.Values[slot] is { } column ? column[i] : double.NaN;
            model.Evaluate(row);
            for (int j = 0; j < counts.Length; j++)
            {
                double attribute = row.Values[characteristics[j].AttributeSlot];
                if (attribute >= 0)
                    counts[j][(int)attribute]++;
            }
        }

        return [.. characteristics.Select((characteristic, j) => (characteristic.Name, Normalise(counts[j])))];
    }

    private static double[] Normalise(double[] counts)
    {
        double all = Math.Max(1, counts.Sum());
        return [.. counts.Select(count => count / all)];
    }
}
