using System.Globalization;
using Headroom.Lending;

namespace Headroom.Operations.Loans;

/// <summary>A schedule as it is shown to machines, on the command line and over HTTP: amounts and rates as decimal strings, so that no reader rounds them.</summary>
public sealed record ScheduleDocument(
    string Method,
    string Currency,
    string Principal,
    string Rate,
    string DayCount,
    DateOnly DrawnOn,
    IReadOnlyList<ScheduleRow> Instalments,
    string TotalInterest,
    string TotalDue,
    ScheduleCost Cost
)
{
    /// <summary>The document of a schedule and its cost.</summary>
    public static ScheduleDocument Of(Schedule schedule, AnnualCost cost) =>
        new(
            schedule.Terms.Method.Code(),
            schedule.Terms.Principal.Currency.Code,
            schedule.Terms.Principal.ToAmountString(),
            Text(schedule.Terms.Rate.Fraction)!,
            schedule.Terms.Rate.DayCount.Code(),
            schedule.Terms.DrawnOn,
            [.. schedule.Instalments.Select(ScheduleRow.Of)],
            schedule.TotalInterest.ToAmountString(),
            schedule.TotalDue.ToAmountString(),
            new ScheduleCost(Text(cost.Nominal), Text(cost.Effective), Text(cost.Dated), Text(cost.Simple))
        );

    private static string? Text(decimal? value) =>
        value?.ToString("0.############################", CultureInfo.InvariantCulture);
}

/// <summary>One instalment.</summary>
public sealed record ScheduleRow(
    int Number,
    DateOnly DueDate,
    int Days,
    string Principal,
    string Interest,
    string Due,
    string Balance
)
{
    internal static ScheduleRow Of(Instalment row) =>
        new(
            row.Number,
            row.DueOn,
            row.Days,
            row.Principal.ToAmountString(),
            row.Interest.ToAmountString(),
            row.Due.ToAmountString(),
            row.Balance.ToAmountString()
        );
}

/// <summary>The whole cost a year, as fractions.</summary>
public sealed record ScheduleCost(string? Nominal, string? Effective, string? Dated, string? Simple);
