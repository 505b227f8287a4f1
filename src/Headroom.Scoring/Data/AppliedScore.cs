using System.Globalization;

namespace Headroom.Scoring.Data;

/// <summary>One row's result.</summary>
/// <param name="Row">The 0-based row.</param>
/// <param name="Result">The score with what it was made of.</param>
public readonly record struct AppliedScore(int Row, ScoreResult Result)
{
    /// <summary>The columns of <see cref="Cells"/>.</summary>
    public static IReadOnlyList<string> Header { get; } =
    ["row", "score", "probabilityOfBad", "reason1", "reason2", "reason3", "reason4"];

    /// <summary>The result as cells of a CSV row; what is missing is empty.</summary>
    public IReadOnlyList<string> Cells
    {
        get
        {
            string[] cells = [.. Header.Select(_ => "")];
            cells[0] = Row.ToString(CultureInfo.InvariantCulture);
            if (!Result.IsMissing)
                cells[1] = Result.Score.ToString("R", CultureInfo.InvariantCulture);
            if (Result.Outputs.GetValueOrDefault("probabilityOfBad") is double probability)
                cells[2] = probability.ToString("R", CultureInfo.InvariantCulture);
            IReadOnlyList<ScoreReason> reasons = Result.Reasons();
            for (int i = 0; i < reasons.Count; i++)
                cells[3 + i] = reasons[i].Code;
            return cells;
        }
    }

    /// <summary>Applies a model to each row of a table, with reasons.</summary>
    public static IEnumerable<AppliedScore> Of(PmmlModel model, DataTable table)
    {
        PmmlColumns columns = table.ToColumns(model);
        PmmlRow row = model.CreateRow();
        for (int i = 0; i < table.RowCount; i++)
        {
            for (int slot = 0; slot < columns.Values.Length; slot++)
                row.Values[slot] = columns.Values[slot]![i];
            yield return new AppliedScore(i, model.Score(row));
        }
    }
}
