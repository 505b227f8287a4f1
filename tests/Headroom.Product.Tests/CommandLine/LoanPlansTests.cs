namespace Headroom.Product.Tests.CommandLine;

/// <summary>What a borrower is shown before a draw and told after it, and a lender's own products.</summary>
public sealed class LoanPlansTests(LoanRefusalTests.Drawn drawn) : IClassFixture<LoanRefusalTests.Drawn>
{
    private static readonly string[] Draw = ["--amount", "6000", "--purpose", "travel"];

    [Fact]
    public async Task Plans_stand_side_by_side_with_their_cost_and_one_is_suggested()
    {
        string[] given = ["loan", "plans", LoanScene.Borrower, .. Draw, "--payday", "10"];
        var comparison = await drawn.Scene.JsonAsync(given);
        var plans = comparison.GetProperty("plans").EnumerateArray().ToArray();
        plans.Length.ShouldBeGreaterThan(10);
        plans.Select(plan => plan.GetProperty("method").GetString()).ShouldContain("repay-at-any-time");
        var best = plans.Where(plan => plan.GetProperty("isSuggested").GetBoolean()).ShouldHaveSingleItem();
        best.GetProperty("fits").GetBoolean().ShouldBeTrue();
        best.GetProperty("firstDueOn").GetString().ShouldBe("2024-08-10");

        var (_, english, _) = await drawn.Scene.RunAsync(given);
        english.ShouldContain("Suggested: ");
        var (_, chinese, _) = await drawn.Scene.RunAsync([.. given, "--lang", "zh"]);
        chinese.ShouldContain("等额本息");
        chinese.ShouldContain("建议：");
        chinese.ShouldNotContain("{");
        chinese.ShouldNotContain("cli.");

        // The hash is the one that the quote of the same plan has: it can be signed as it stands.
        string[] plan =
        [
            .. Draw,
            "--method",
            best.GetProperty("method").GetString()!,
            "--instalments",
            $"{best.GetProperty("instalments")}",
            "--first-due",
            "2024-08-10",
        ];
        var quote = await drawn.Scene.JsonAsync(["loan", "quote", LoanScene.Borrower, .. plan]);
        quote.GetProperty("hash").GetString().ShouldBe(best.GetProperty("hash").GetString());
    }

    [Theory]
    [InlineData("--payday 32", "day-of-month-out-of-range")]
    [InlineData("--share 0", "share-of-rest-out-of-range")]
    [InlineData("--income 0", "income-not-positive")]
    [InlineData("--obligations=-1", "obligations-negative")]
    [InlineData("--income much", "money-malformed")]
    public async Task Wrong_incomes_are_refused_by_name(string options, string code)
    {
        var (exit, _, errors) = await drawn.Scene.RunAsync([
            "loan",
            "plans",
            LoanScene.Borrower,
            .. Draw,
            .. options.Split(' '),
        ]);
        errors.Trim().ShouldEndWith($"[{code}]");
        exit.ShouldBe(2);
    }

    [Fact]
    public async Task Reminders_are_planned_for_a_permitted_time()
    {
        var planned = await drawn.Scene.JsonAsync("notices", "--date", "2024-07-30", "--at", "23:00");
        var notice = planned.GetProperty("notices").EnumerateArray().ToArray().ShouldHaveSingleItem();
        notice.GetProperty("borrower").GetString().ShouldBe(LoanScene.Borrower);
        notice.GetProperty("localTime").GetString().ShouldBe("2024-07-31 08:00");
        notice.GetProperty("deferred").GetString().ShouldBe("contact-quiet-hours");
        notice.GetProperty("about")[0].GetProperty("kind").GetString().ShouldBe("due-today");
        var (_, text, _) = await drawn.Scene.RunAsync("notices", "--date", "2024-07-27", "--lang", "zh");
        text.ShouldContain("2024年7月30日 应还");
        (await drawn.Scene.RunAsync("notices", "--at", "25:00")).Exit.ShouldBe(2);
    }

    [Fact]
    public async Task A_lenders_own_products_are_lent_and_a_wrong_book_is_refused_with_its_place()
    {
        var book = drawn.Scene.File(
            "own.yaml",
            """
            products:
              - code: consumer
                currency: CNY
                least: "1000"
                most: "9000"
                methods: [equal-principal]
                instalments: [4]
                fees: [{ code: service, payee: platform, shareAtDraw: 0.01 }]
                ownShareLeast: 0.3
                funderShare: 0.7
            """
        );
        string[] quote =
        [
            "loan",
            "quote",
            LoanScene.Borrower,
            .. Draw,
            "--method",
            "equal-principal",
            "--instalments",
            "4",
        ];
        (await drawn.Scene.RunAsync(quote)).Errors.ShouldContain("[instalments-not-offered]");
        var own = await drawn.Scene.JsonAsync([.. quote, "--products", book]);
        own.GetProperty("items")[1].GetProperty("amount").GetProperty("minorUnits").GetInt64().ShouldBe(6000);

        var wrong = drawn.Scene.File(
            "wrong.yaml",
            (await File.ReadAllTextAsync(book)).Replace("0.7", "0.8", StringComparison.Ordinal)
        );
        var (exit, _, errors) = await drawn.Scene.RunAsync([.. quote, "--products", wrong]);
        exit.ShouldBe(2);
        errors.ShouldContain("wrong.yaml, line 10");
        errors.ShouldContain("[products-own-share]");
        (await drawn.Scene.RunAsync([.. quote, "--products", "nowhere.yaml"])).Errors.ShouldContain(
            "[products-not-found]"
        );
    }
}
