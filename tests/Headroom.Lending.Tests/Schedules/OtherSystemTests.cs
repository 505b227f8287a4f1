using System.Globalization;
using System.Text.Json;
using Headroom.Primitives;

namespace Headroom.Lending.Tests.Schedules;

/// <summary>
/// Schedules of an independent system (Apache Fineract), row by row to the cent. What is its own and not ours by default:
/// it splits a period over a year's end at 31 December, so that night counts in the new year
/// (<see cref="DayCount.ActualActual"/>; ISDA's reading is another day count here); its progressive schedules even out the
/// last instalment (<see cref="ScheduleTerms.EvenOutLast"/>); its cumulative daily interest keeps the length of the year of
/// the draw (<see cref="DayCount.ActualDrawYear"/>); some of its products round half to even; it may number the first
/// instalment 2. We number from 1.
/// </summary>
public class OtherSystemTests
{
    [Fact]
    public void Every_schedule_of_the_other_system_is_reproduced()
    {
        var vectors = Shared.Json("vectors/fineract-schedules.json").GetProperty("vectors").EnumerateArray().ToArray();
        vectors.Length.ShouldBe(23);
        foreach (var vector in vectors)
        {
            var schedule = Scheduler.Make(Terms(vector)).Value;
            schedule
                .Instalments.Select(row =>
                    $"{row.DueOn:yyyy-MM-dd} {row.Days}: {row.Principal.Amount} {row.Interest.Amount} {row.Due.Amount} {row.Balance.Amount}"
                )
                .ShouldBe(vector.GetProperty("expected").EnumerateArray().Select(Expected), Text(vector, "id"));
        }
    }

    [Fact]
    public void Rounding_does_not_matter_where_the_vectors_say_so()
    {
        foreach (var vector in Shared.Json("vectors/fineract-schedules.json").GetProperty("vectors").EnumerateArray())
        {
            var modes = vector.GetProperty("reproducedIndependently").EnumerateArray().Select(mode => mode.GetString());
            if (modes.Contains("HALF_UP"))
            {
                var even = Scheduler.Make(Terms(vector)).Value.Instalments;
                var up = Scheduler.Make(Terms(vector) with { Rounding = Rounding.HalfUp }).Value.Instalments;
                up.ShouldBe(even, Text(vector, "id"));
            }
        }
    }

    private static string Expected(JsonElement row) =>
        $"{Text(row, "dueDate")} {row.GetProperty("days").GetInt32()}: {Plain(row, "principal")} {Plain(row, "interest")} {Plain(row, "due")} {Plain(row, "balance")}";

    private static decimal Plain(JsonElement row, string name) =>
        Money.Parse(Text(row, name), Currency.CNY).Value.Amount;

    private static ScheduleTerms Terms(JsonElement v)
    {
        var progressive = Text(v, "method") == "PROGRESSIVE_EMI";
        var rate = decimal.Parse(Text(v, "annualRatePercent"), CultureInfo.InvariantCulture) / 100;
        return new ScheduleTerms(
            Money.Parse(Text(v, "principal"), Currency.CNY).Value,
            DateOnly.ParseExact(Text(v, "disbursementDate"), "yyyy-MM-dd", CultureInfo.InvariantCulture),
            v.GetProperty("numberOfRepayments").GetInt32(),
            Text(v, "amortization") == "EQUAL_INSTALLMENTS"
                ? RepaymentMethod.EqualInstalment
                : RepaymentMethod.EqualPrincipal,
            new LoanRate(rate, Convention(v, progressive))
        )
        {
            Frequency = new Frequency(
                v.GetProperty("repaymentEvery").GetInt32(),
                Text(v, "repaymentFrequency") switch
                {
                    "MONTHS" => FrequencyUnit.Month,
                    "WEEKS" => FrequencyUnit.Week,
                    _ => FrequencyUnit.Day,
                }
            ),
            Base = Text(v, "interestType") == "FLAT" ? InterestBase.Flat : InterestBase.DecliningBalance,
            MonthEnd =
                v.TryGetProperty("monthEndDueDateStrategy", out var rule)
                && rule.GetString() == "FIRST_DAY_OF_NEXT_MONTH"
                    ? MonthEndRule.FirstDayOfNext
                    : MonthEndRule.LastDay,
            Rounding = Rounding.HalfEven,
            EvenOutLast = progressive,
            InstalmentMultiple =
                v.GetProperty("instalmentMultiple").ValueKind == JsonValueKind.Number
                    ? Money.FromAmount(v.GetProperty("instalmentMultiple").GetDecimal(), Currency.CNY, Rounding.HalfUp)
                    : null,
            PrincipalGrace = Count(v, "graceOnPrincipal"),
            InterestGrace = Count(v, "graceOnInterest"),
            InterestFree = Count(v, "interestFreePeriods"),
            DownPaymentShare = decimal.Parse(Text(v, "downPaymentPercent"), CultureInfo.InvariantCulture) / 100,
        };
    }

    private static DayCount Convention(JsonElement v, bool progressive) =>
        Text(v, "interestCalculationPeriod") == "SAME_AS_REPAYMENT_PERIOD"
            ? DayCount.Periodic
            : (Text(v, "daysInYear"), Text(v, "daysInMonth")) switch
            {
                ("360", "30") => DayCount.Thirty360,
                ("360", _) => DayCount.Actual360,
                ("364", _) => DayCount.Actual364,
                ("365", _) => DayCount.Actual365,
                _ => progressive ? DayCount.ActualActual : DayCount.ActualDrawYear,
            };

    private static int Count(JsonElement v, string name) =>
        v.TryGetProperty(name, out var count) ? count.GetInt32() : 0;

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
