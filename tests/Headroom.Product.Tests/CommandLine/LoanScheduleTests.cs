using System.Text.Json;

namespace Headroom.Product.Tests.CommandLine;

public class LoanScheduleTests
{
    private const string Terms = "loan schedule --principal 10000 --instalments 12 --drawn-on 2026-01-15";

    [Theory]
    [InlineData("--method equal-instalment --daily-rate 0.0005", "762.63", "155.00", "917.58", 12)]
    [InlineData("--method equal-instalment --annual-rate 18.25%", "765.91", "152.08", "917.98", 12)]
    [InlineData("--method equal-principal --annual-rate 0.1825", "833.33", "152.08", "846.04", 12)]
    [InlineData("--method interest-only-then-principal --daily-rate 0.05%", "0.00", "155.00", "10155.00", 12)]
    [InlineData("--method repay-at-any-time --daily-rate 0.0005", "10000.00", "1825.00", "11825.00", 1)]
    [InlineData(
        "--method equal-instalment --annual-rate 0.12 --day-count actual/360",
        "785.70",
        "103.33",
        "889.06",
        12
    )]
    [InlineData("--method 等额本息 --daily-rate 0.0005 --day-count 365", "762.63", "155.00", "917.58", 12)]
    [InlineData("--method annuity --daily-rate 0.0005 --day-count 30/360", "766.80", "150.00", "916.81", 12)]
    [InlineData("--method 等额本金 --annual-rate 0.1825 --day-count monthly", "833.33", "152.08", "846.04", 12)]
    public async Task A_schedule_is_printed_as_decimal_strings(
        string options,
        string principal,
        string interest,
        string last,
        int count
    )
    {
        var schedule = await HeadroomProcess.JsonAsync([.. Terms.Split(' '), .. options.Split(' ')]);
        var rows = schedule.GetProperty("instalments").EnumerateArray().ToArray();
        rows.Length.ShouldBe(count);
        Text(rows[0], "principal").ShouldBe(principal);
        Text(rows[0], "interest").ShouldBe(interest);
        Text(rows[^1], "due").ShouldBe(last);
        Text(rows[^1], "balance").ShouldBe("0.00");
        Text(rows[^1], "dueDate").ShouldBe("2027-01-15");
        rows[0].GetProperty("number").GetInt32().ShouldBe(1);
    }

    [Theory]
    [InlineData("--method balloon --daily-rate 0.0005", "method-unknown")]
    [InlineData("--method equal-principal", "rate-missing")]
    [InlineData("--method equal-principal --daily-rate 0.0005 --annual-rate 0.18", "rate-given-twice")]
    [InlineData("--method equal-principal --daily-rate x", "option-malformed")]
    [InlineData("--method equal-principal --daily-rate 0.0005 --day-count monthly", "day-count-needs-other-rate")]
    [InlineData("--method equal-principal --annual-rate 0.18 --day-count daily", "day-count-needs-other-rate")]
    [InlineData("--method equal-principal --annual-rate 18", "rate-out-of-range")]
    [InlineData("--method equal-principal --annual-rate 0.18 --fee-at-draw 10001", "fee-out-of-range")]
    [InlineData("--method equal-principal --annual-rate 0.18 --principal 0", "principal-not-positive")]
    [InlineData("--method equal-principal --annual-rate 0.18 --principal=-5", "principal-not-positive")]
    [InlineData("--method equal-principal --annual-rate 0.18 --principal 90000000000000", "principal-too-large")]
    [InlineData("--method equal-principal --annual-rate 0.18 --principal 1e5", "money-malformed")]
    [InlineData("--method equal-principal --annual-rate 0.18 --rounding sideways", "option-malformed")]
    [InlineData("--method equal-principal --annual-rate 0.18 --every sometimes", "option-malformed")]
    [InlineData("--method equal-principal --annual-rate 0.18 --instalment-fee -1", "fee-out-of-range")]
    [InlineData("--method equal-principal --annual-rate 0.18 --currency XXX", "currency-unknown")]
    [InlineData("--method equal-principal --annual-rate 0.18 --down-payment 100%", "down-payment-out-of-range")]
    [InlineData("--method equal-principal --annual-rate 0.18 --anchor-day 32", "anchor-day-out-of-range")]
    [InlineData("--method equal-principal --annual-rate 0.18 --first-due 9999-12-31", "date-out-of-range")]
    [InlineData("--method equal-principal --annual-rate 0.18 --first-due 2105-01-01", "first-due-too-late")]
    [InlineData("--method all-at-maturity --annual-rate 0.18 --first-due 2105-01-01", "first-due-too-late")]
    [InlineData("--method equal-principal --annual-rate 0.18 --day-count 31/360", "day-count-unknown")]
    [InlineData("--method equal-principal --daily-rate 0.0005 --first-due 2026-01-15", "due-date-not-after-draw")]
    [InlineData("--method equal-principal --daily-rate 0.0005 --every 0m", "frequency-out-of-range")]
    public async Task Wrong_terms_get_one_message_with_their_code(string options, string code)
    {
        var terms = options.Contains("--principal", StringComparison.Ordinal)
            ? Terms.Replace("--principal 10000 ", "", StringComparison.Ordinal)
            : Terms;
        var (exit, output, errors) = await HeadroomProcess.RunAsync([.. terms.Split(' '), .. options.Split(' ')]);
        exit.ShouldBe(2);
        output.ShouldBeEmpty();
        errors.Trim().ShouldEndWith($"[{code}]");
        errors.ShouldNotContain("   at ");
    }

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;
}
