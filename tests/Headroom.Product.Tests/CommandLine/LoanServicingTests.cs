using System.Text.Json;

namespace Headroom.Product.Tests.CommandLine;

/// <summary>A loan's life command by command.</summary>
public class LoanServicingTests
{
    [Fact]
    public async Task A_loan_is_repaid_charged_refunded_paused_replanned_and_written_off()
    {
        using var scene = await LoanScene.OpenAsync();
        var loan = await scene.DrawAsync();
        async Task<JsonElement> Do(string command, params string[] arguments) =>
            await scene.JsonAsync(["loan", command, LoanScene.Borrower, loan, .. arguments]);

        var paid = await Do("repay", "--amount", "500", "--key", "first");
        Minor(paid, "credit").ShouldBe(50_000);
        var again = await Do("repay", "--amount", "500", "--key", "first");
        again.GetProperty("entry").GetString().ShouldBe(paid.GetProperty("entry").GetString());
        Minor(await Do("fee", "--amount", "12", "--code", "dunning"), "credit").ShouldBe(48_800);
        Minor(await Do("refund", "--amount", "488"), "credit").ShouldBe(0);
        var pause = await Do("pause", "--until", "2024-08-20", "--on", "2024-07-20", "--reason", "flood");
        var pauseId = pause.GetProperty("entry").GetString()!;
        await Do("resume", pauseId, "--on", "2024-08-01", "--reason", "over");
        await Do("extend", "--instalments", "3", "--reason", "hardship");
        (await Upcoming(scene, loan)).ShouldBe(9);
        await Do("restructure", "--instalments", "12", "--method", "等额本金", "--reason", "agreed");
        (await Upcoming(scene, loan)).ShouldBe(12);
        await Do("reverse", paid.GetProperty("entry").GetString()!, "--reason", "bounced");
        var lost = await Do("write-off", "--reason", "fraud");
        Minor(lost, "claim").ShouldBe(650_000);
        Minor(await Do("repay", "--amount", "1000"), "claim").ShouldBe(550_000);

        var (_, text, _) = await scene.RunAsync("loan", "statement", LoanScene.Borrower);
        text.ShouldContain(pauseId[..4]);
        text.ShouldContain("hardship");
        text.ShouldContain("written off");
        var verified = await scene.JsonAsync("verify");
        verified.GetProperty("findingsCount").GetInt64().ShouldBe(0);
    }

    [Fact]
    public async Task A_closed_and_a_lost_loan_take_nothing_they_cannot()
    {
        using var scene = await LoanScene.OpenAsync();
        async Task Refused(string loan, int exit, string code, string command, params string[] arguments)
        {
            var (actual, _, errors) = await scene.RunAsync(["loan", command, LoanScene.Borrower, loan, .. arguments]);
            errors.Trim().ShouldEndWith($"[{code}]");
            actual.ShouldBe(exit);
        }

        var closed = await scene.DrawAsync();
        await scene.JsonAsync("loan", "repay", LoanScene.Borrower, closed, "--amount", "6000");
        await Refused(closed, 3, "loan-closed", "repay", "--amount", "1");
        await Refused(closed, 3, "loan-closed", "fee", "--code", "x", "--amount", "1");
        await Refused(closed, 3, "loan-closed", "extend", "--instalments", "1", "--reason", "x");
        await Refused(closed, 3, "loan-closed", "write-off", "--reason", "x");
        var lost = await scene.DrawAsync();
        await scene.JsonAsync("loan", "write-off", LoanScene.Borrower, lost, "--reason", "x");
        await Refused(lost, 3, "loan-written-off", "fee", "--code", "x", "--amount", "1");
        await Refused(lost, 3, "loan-written-off", "write-off", "--reason", "x");
        await Refused(lost, 3, "repayment-exceeds-owed", "repay", "--amount", "6001");
    }

    private static long Minor(JsonElement answer, string name) =>
        answer.GetProperty("position").GetProperty(name).GetProperty("minorUnits").GetInt64();

    private static async Task<int> Upcoming(LoanScene scene, string loan)
    {
        var account = await scene.JsonAsync("loan", "statement", LoanScene.Borrower, "--loan", loan);
        return account
            .GetProperty("statement")
            .GetProperty("instalments")
            .EnumerateArray()
            .Count(row => row.GetProperty("status").GetString() == "upcoming");
    }
}
