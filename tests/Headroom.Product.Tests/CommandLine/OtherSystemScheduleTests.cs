using System.Text.Json;

namespace Headroom.Product.Tests.CommandLine;

/// <summary>
/// The schedules of an independent system (Apache Fineract), asked for on the command line as a user would: every term that
/// they need has an option.
/// </summary>
public class OtherSystemScheduleTests
{
    [Fact]
    public async Task Every_schedule_of_the_other_system_can_be_asked_for()
    {
        using var document = JsonDocument.Parse(
            await File.ReadAllTextAsync(SharedData.At("vectors/fineract-schedules.json"))
        );
        foreach (var vector in document.RootElement.GetProperty("vectors").EnumerateArray())
        {
            var schedule = await HeadroomProcess.JsonAsync(["loan", "schedule", .. Options(vector)]);
            schedule
                .GetProperty("instalments")
                .EnumerateArray()
                .Select(Row)
                .ShouldBe(vector.GetProperty("expected").EnumerateArray().Select(Row), Text(vector, "id"));
        }
    }

    private static List<string> Options(JsonElement vector)
    {
        var progressive = Text(vector, "method") == "PROGRESSIVE_EMI";
        List<string> options =
        [
            "--method",
            Text(vector, "amortization"),
            "--principal",
            Text(vector, "principal"),
            "--annual-rate",
            Text(vector, "annualRatePercent") + "%",
            "--day-count",
            DayCount(vector, progressive),
            "--instalments",
            Number(vector, "numberOfRepayments"),
            "--every",
            Number(vector, "repaymentEvery") + Text(vector, "repaymentFrequency")[..1],
            "--drawn-on",
            Text(vector, "disbursementDate"),
            "--rounding",
            "HALF_EVEN",
            "--down-payment",
            Text(vector, "downPaymentPercent") + "%",
            "--principal-grace",
            Number(vector, "graceOnPrincipal"),
            "--interest-grace",
            Number(vector, "graceOnInterest"),
            "--interest-free",
            Number(vector, "interestFreePeriods"),
            "--month-end",
            vector.TryGetProperty("monthEndDueDateStrategy", out var rule) ? rule.GetString()! : "last-day",
        ];
        options.AddRange(progressive ? ["--even-out-last"] : []);
        options.AddRange(Text(vector, "interestType") == "FLAT" ? ["--flat"] : []);
        options.AddRange(
            vector.GetProperty("instalmentMultiple").ValueKind == JsonValueKind.Number
                ? ["--instalment-multiple", Number(vector, "instalmentMultiple")]
                : []
        );
        return options;
    }

    private static string DayCount(JsonElement vector, bool progressive) =>
        Text(vector, "interestCalculationPeriod") == "SAME_AS_REPAYMENT_PERIOD" ? "monthly"
        : (Text(vector, "daysInYear"), Text(vector, "daysInMonth")) is ("360", "30") ? "30/360"
        : Text(vector, "daysInYear") == "ACTUAL" && !progressive ? "draw-year"
        : Text(vector, "daysInYear");

    private static string Row(JsonElement row) =>
        $"{Text(row, "dueDate")} {row.GetProperty("days")}: {Amount(row, "principal")} {Amount(row, "interest")} {Amount(row, "due")} {Amount(row, "balance")}";

    private static decimal Amount(JsonElement row, string name) =>
        decimal.Parse(Text(row, name), System.Globalization.CultureInfo.InvariantCulture);

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static string Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out var number) ? number.ToString() : "0";
}
