using Headroom.Dmn;

namespace Headroom.Bench.Decide;

/// <summary>The policy in this engine: a row at a time, or all rows by columns.</summary>
internal sealed class PolicyEngine
{
    private const int Scale = 2;
    private readonly DmnModel model;
    private readonly DmnDecision limit;
    private readonly DmnDecision verdict;
    private readonly DmnFrame frame;
    private readonly int[] slots;

    public PolicyEngine(DmnModel model)
    {
        this.model = model;
        limit = model.Decision("Limit");
        verdict = model.Decision("Verdict");
        frame = model.CreateFrame();
        slots = [.. Applicant.Names.Select(name => model.Input(name).Slot)];
    }

    /// <summary>Decides one row; the action and the limit stay in the frame.</summary>
    public (FeelValue Verdict, FeelValue Limit) Decide(in Applicant a)
    {
        Fill(a);
        var amount = model.Evaluate(limit, frame);
        return (model.Evaluate(verdict, frame), amount);
    }

    /// <summary>Decides one row with the whole trace.</summary>
    public DecisionTrace Trace(in Applicant a)
    {
        Fill(a);
        return model.EvaluateWithTrace(limit, frame);
    }

    /// <summary>The rows as arrays: numbers as integers of two decimals.</summary>
    public DmnColumns ColumnsOf(Applicant[] rows)
    {
        var columns = new DmnColumns(model, rows.Length);
        var numbers = Array.ConvertAll(rows, row => row.Numbers);
        for (var i = 0; i < numbers[0].Length; i++)
        {
            var missing = Array.ConvertAll(numbers, row => row[i] is null);
            columns.Set(
                model.Input(Applicant.Names[i]),
                Array.ConvertAll(numbers, row => (long)((row[i] ?? 0m) * 100m)),
                Scale,
                missing.Contains(true) ? missing : null
            );
        }
        return columns
            .Set(model.Input("education"), Array.ConvertAll(rows, row => (string?)row.Education))
            .Set(model.Input("employment type"), Array.ConvertAll(rows, row => (string?)row.EmploymentType));
    }

    /// <summary>Memory for the verdicts and the limits of so many rows.</summary>
    public static DmnColumnResult[] ResultsFor(DmnColumns columns) =>
        [DmnModel.CreateResult(columns), DmnModel.CreateResult(columns)];

    /// <summary>Decides all rows, shared out over threads.</summary>
    public void DecideColumns(DmnColumns columns, DmnColumnResult[] results, int threads)
    {
        var share = (columns.Rows + threads - 1) / threads;
        Parallel.For(
            0,
            threads,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            part =>
            {
                var from = part * share;
                model.EvaluateColumns([verdict, limit], columns, from, Math.Min(share, columns.Rows - from), results);
            }
        );
    }

    /// <summary>What the engine's values say.</summary>
    public static Verdict Read(in FeelValue verdict, in FeelValue limit) =>
        new(verdict.AsContext["action"].AsString, limit.IsNull ? null : limit.AsNumber);

    private void Fill(in Applicant a)
    {
        frame.Reset();
        frame.Set(slots[0], FeelValue.Number(a.Age));
        frame.Set(slots[1], Known(a.EmploymentMonths));
        frame.Set(slots[2], Known(a.Income));
        frame.Set(slots[3], FeelValue.Number(a.DebtService));
        frame.Set(slots[4], Known(a.Utilisation));
        frame.Set(slots[5], FeelValue.Number(a.MonthsLate));
        frame.Set(slots[6], FeelValue.Number(a.Inquiries));
        frame.Set(slots[7], FeelValue.Number(a.OpenLoans));
        frame.Set(slots[8], Known(a.ResidenceMonths));
        frame.Set(slots[9], FeelValue.Number(a.OverdueAccounts));
        frame.Set(slots[10], FeelValue.String(a.Education));
        frame.Set(slots[11], FeelValue.String(a.EmploymentType));
    }

    private static FeelValue Known(decimal? number) => number is { } known ? FeelValue.Number(known) : FeelValue.Null;
}
