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
    /// <param name="model">The model.</param>
    /// <param name="table">The rows.</param>
    /// <param name="firstRow">The number of the table's first row in the file that it is a block of.</param>
    public static AppliedScore[] Of(PmmlModel model, DataTable table, int firstRow = 0)
    {
        PmmlColumns columns = table.ToColumns(model);
        AppliedScore[] applied = new AppliedScore[table.RowCount];
        RowChunks.Run(
            applied.Length,
            (from, to) =>
            {
                PmmlRow row = model.CreateRow();
                for (int i = from; i < to; i++)
                {
                    for (int slot = 0; slot < columns.Values.Length; slot++)
                        row.Values[slot] = columns.Values[slot]![i];
                    applied[i] = new AppliedScore(firstRow + i, model.Score(row));
                }
            }
        );
        return applied;
    }

    /// <summary>Applies a model to a CSV text a block of rows at a time; the model says how its columns are read.</summary>
    /// <param name="model">The model.</param>
    /// <param name="reader">The text.</param>
    /// <param name="options">Delimiter and missing tokens.</param>
    public static IEnumerable<(AppliedScore[] Scores, IReadOnlyList<DataNotice> Notices)> OfCsv(
        PmmlModel model,
        TextReader reader,
        CsvOptions? options = null
    )
    {
        const int BlockRows = 1 << 16;
        options = (options ?? new CsvOptions()) with
        {
            Types = model.Inputs.ToDictionary(
                input => input.Name,
                input =>
                    input.DataType is PmmlDataType.Text or PmmlDataType.Boolean ? ColumnType.Text : ColumnType.Numeric
            ),
        };
        int row = 0;
        foreach (DataTable block in CsvTable.ReadBlocks(reader, options.Types.Keys.ToHashSet(), options, BlockRows))
        {
            yield return (Of(model, block, row), block.Notices);
            row += block.RowCount;
        }
    }
}
