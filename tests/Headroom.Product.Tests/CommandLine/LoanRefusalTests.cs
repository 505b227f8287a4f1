namespace Headroom.Product.Tests.CommandLine;

/// <summary>Every wrong input to a loan is refused by its name and exit code. A refusal changes nothing, so all share one loan.</summary>
public sealed class LoanRefusalTests(LoanRefusalTests.Drawn drawn) : IClassFixture<LoanRefusalTests.Drawn>
{
    private const string Unknown = "01M812A5X5DXP3RFTQK4P5QMQB";

    [Theory]
    [InlineData(2, "money-malformed", "repay", "LOAN", "--amount", "much")]
    [InlineData(2, "money-too-precise", "repay", "LOAN", "--amount", "1.005")]
    [InlineData(2, "amount-not-positive", "repay", "LOAN", "--amount", "0")]
    [InlineData(2, "amount-not-positive", "repay", "LOAN", "--amount=-5")]
    [InlineData(2, "date-in-future", "repay", "LOAN", "--amount", "5", "--on", "2024-07-01")]
    [InlineData(2, "date-before-draw", "repay", "LOAN", "--amount", "5", "--on", "2024-06-29")]
    [InlineData(2, "option-malformed", "repay", "LOAN", "--amount", "5", "--on", "2024-02-30")]
    [InlineData(3, "repayment-exceeds-owed", "repay", "LOAN", "--amount", "6000.01")]
    [InlineData(2, "loan-not-found", "repay", Unknown, "--amount", "5")]
    [InlineData(2, "id-malformed", "repay", "nothing", "--amount", "5")]
    [InlineData(2, "amount-not-positive", "fee", "LOAN", "--code", "x", "--amount", "0")]
    [InlineData(2, "fee-code-missing", "fee", "LOAN", "--code", " ", "--amount", "1")]
    [InlineData(3, "refund-exceeds-credit", "refund", "LOAN", "--amount", "1")]
    [InlineData(2, "pause-empty", "pause", "LOAN", "--until", "2024-06-30", "--reason", "x")]
    [InlineData(2, "pause-too-long", "pause", "LOAN", "--until", "9999-12-31", "--reason", "x")]
    [InlineData(2, "pause-not-found", "resume", "LOAN", Unknown, "--reason", "x")]
    [InlineData(2, "reason-missing", "pause", "LOAN", "--until", "2024-07-30", "--reason", " ")]
    [InlineData(2, "method-unknown", "restructure", "LOAN", "--instalments", "3", "--method", "x", "--reason", "x")]
    [InlineData(2, "instalments-out-of-range", "restructure", "LOAN", "--instalments", "0", "--reason", "x")]
    [InlineData(
        2,
        "rate-out-of-range",
        "restructure",
        "LOAN",
        "--instalments",
        "3",
        "--daily-rate",
        "1",
        "--reason",
        "x"
    )]
    [InlineData(
        2,
        "due-date-not-after-draw",
        "restructure",
        "LOAN",
        "--instalments",
        "3",
        "--first-due",
        "2024-01-01",
        "--reason",
        "x"
    )]
    [InlineData(2, "instalments-out-of-range", "extend", "LOAN", "--instalments", "601", "--reason", "x")]
    [InlineData(2, "entry-not-found", "reverse", "LOAN", Unknown, "--reason", "x")]
    public async Task A_wrong_entry_is_refused_by_name_and_changes_nothing(int exit, string code, params string[] given)
    {
        string[] arguments =
        [
            given[0],
            LoanScene.Borrower,
            .. given[1..].Select(one => one == "LOAN" ? drawn.Loan : one),
        ];
        var (actual, output, errors) = await drawn.Scene.RunAsync(["loan", .. arguments]);
        errors.Trim().ShouldEndWith($"[{code}]");
        actual.ShouldBe(exit, errors);
        output.ShouldBeEmpty();
        errors.ShouldNotContain("{");
    }

    [Theory]
    [InlineData(3, "purpose-prohibited", "--amount 1000 --purpose stocks")]
    [InlineData(2, "purpose-missing", "--amount 1000 --purpose= ")]
    [InlineData(2, "amount-out-of-range", "--amount 0 --purpose travel")]
    [InlineData(2, "amount-out-of-range", "--amount=-1000 --purpose travel")]
    [InlineData(2, "instalments-not-offered", "--amount 1000 --purpose travel --instalments 5")]
    [InlineData(2, "method-unknown", "--amount 1000 --purpose travel --method balloon")]
    [InlineData(2, "date-out-of-range", "--amount 1000 --purpose travel --first-due 9999-12-01")]
    [InlineData(2, "first-due-too-late", "--amount 1000 --purpose travel --first-due 2105-01-01")]
    public async Task A_quote_that_may_not_be_is_refused_by_name(int exit, string code, string options)
    {
        var (actual, _, errors) = await drawn.Scene.RunAsync([
            "loan",
            "quote",
            LoanScene.Borrower,
            .. options.Split(' '),
        ]);
        errors.Trim().ShouldEndWith($"[{code}]");
        actual.ShouldBe(exit);
    }

    /// <summary>A loan that was drawn once for all.</summary>
    public sealed class Drawn : IAsyncLifetime
    {
        internal LoanScene Scene { get; private set; } = null!;

        internal string Loan { get; private set; } = "";

        public async ValueTask InitializeAsync()
        {
            Scene = await LoanScene.OpenAsync();
            Loan = await Scene.DrawAsync();
        }

        public ValueTask DisposeAsync()
        {
            Scene.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
