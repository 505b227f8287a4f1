namespace Headroom.Scoring.Data;

/// <summary>Applies a model to a table.</summary>
public static class TableScoring
{
    /// <summary>The table's columns as the model's inputs, matched by name.</summary>
    /// <exception cref="DataException">The table lacks an input of the model.</exception>
    public static PmmlColumns ToColumns(this DataTable table, PmmlModel model)
    {
        string[] absent =
        [
            .. model.Inputs.Where(input => table.Find(input.Name) is null).Select(input => $"'{input.Name}'"),
        ];
        if (absent.Length > 0)
        {
            throw new DataException(
                "data-absent-inputs",
                Remark.Of(
                    "data-absent-inputs",
                    "the model '{model}' reads columns that the data do not have: {columns}; "
                        + "add them (empty cells are missing values) or rename them.",
                    ("model", model.Name),
                    ("columns", string.Join(", ", absent))
                )
            );
        }

        PmmlColumns columns = model.CreateColumns(table.RowCount);
        foreach (PmmlInput input in model.Inputs)
        {
            if (table.Column(input.Name) is DataColumn.Numeric numeric)
                columns.Set(input.Slot, numeric.Values);
            else if (table.Column(input.Name) is DataColumn.Text text)
                columns.Set(input.Slot, text.Codes, text.Levels);
        }

        return columns;
    }

    /// <summary>The model's score of every row of the table; NaN where it is missing.</summary>
    public static double[] Score(this DataTable table, PmmlModel model) => model.Evaluate(table.ToColumns(model));
}
