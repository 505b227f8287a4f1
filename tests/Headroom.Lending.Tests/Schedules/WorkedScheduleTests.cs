using System.Globalization;
using System.Text.Json;
using Headroom.Primitives;

namespace Headroom.Lending.Tests.Schedules;

/// <summary>The worked schedules of the shared vectors, row by row to the cent.</summary>
public class WorkedScheduleTests
{
    [Fact]
    public void Every_worked_schedule_is_reproduced()
    {
        var schedules = Shared.Json("vectors/loan-math.json").GetProperty("schedules").EnumerateArray().ToArray();
        schedules.Length.ShouldBeGreaterThan(10);
        foreach (var vector in schedules)
        {
            var terms = Terms(vector);
            var schedule = Scheduler.Make(terms).Value;
            var name = vector.GetProperty("name").GetString();
            schedule
                .Instalments.Select(Row)
                .ShouldBe(vector.GetProperty("rows").EnumerateArray().Select(Expected), name);
            schedule.TotalInterest.ToAmountString().ShouldBe(Text(vector, "totalInterest"), name);
            if (vector.TryGetProperty("drawnOn", out _))
            {
                schedule
                    .Instalments.Select(row => $"{row.DueOn:yyyy-MM-dd} {row.Days}")
                    .ShouldBe(
                        vector
                            .GetProperty("rows")
                            .EnumerateArray()
                            .Select(row => $"{Text(row, "dueDate")} {row.GetProperty("days").GetInt32()}"),
                        name
                    );
            }
        }
    }

    [Fact]
    public void Interest_of_a_revolving_draw_is_for_the_days_it_was_used()
    {
        foreach (var vector in Shared.Json("vectors/loan-math.json").GetProperty("revolving").EnumerateArray())
        {
            var from = Date(vector, "drawnOn");
            var to = Date(vector, "repaidOn");
            var rate = new LoanRate(Number(vector, "dailyRate"), DayCount.Daily);
            var terms = new ScheduleTerms(Yuan(vector, "principal"), from, 1, RepaymentMethod.AnyTime, rate)
            {
                FirstDueOn = to,
            };
            var due = Scheduler.Make(terms).Value.Instalments.ShouldHaveSingleItem();
            due.Days.ShouldBe(vector.GetProperty("days").GetInt32());
            due.Interest.ToAmountString().ShouldBe(Text(vector, "interest"));
        }
    }

    private static ScheduleTerms Terms(JsonElement vector) =>
        new(
            Yuan(vector, "principal"),
            vector.TryGetProperty("drawnOn", out _) ? Date(vector, "drawnOn") : new DateOnly(2026, 1, 15),
            vector.GetProperty("instalments").GetInt32(),
            Text(vector, "method") switch
            {
                "equal-instalment" => RepaymentMethod.EqualInstalment,
                "equal-principal" => RepaymentMethod.EqualPrincipal,
                "interest-only-then-principal" => RepaymentMethod.InterestThenPrincipal,
                var other => throw new InvalidOperationException(other),
            },
            vector.TryGetProperty("dailyRate", out _)
                ? new LoanRate(Number(vector, "dailyRate"), DayCount.Daily)
                : new LoanRate(Number(vector, "annualRate"), DayCount.Periodic)
        );

    private static string Row(Instalment row) =>
        $"{row.Number}: {row.Principal.ToAmountString()} + {row.Interest.ToAmountString()} = {row.Due.ToAmountString()}, {row.Balance.ToAmountString()}";

    private static string Expected(JsonElement row) =>
        $"{row.GetProperty("number").GetInt32()}: {Text(row, "principal")} + {Text(row, "interest")} = {Text(row, "due")}, {Text(row, "balance")}";

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static decimal Number(JsonElement element, string name) =>
        decimal.Parse(Text(element, name), CultureInfo.InvariantCulture);

    private static DateOnly Date(JsonElement element, string name) =>
        DateOnly.ParseExact(Text(element, name), "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Money Yuan(JsonElement element, string name) => Money.Parse(Text(element, name), Currency.CNY).Value;
}
