namespace Headroom.Dmn.Tests.Feel;

/// <summary>Cases as text, one row each: an expression, "=>", and an expression for the expected value.</summary>
internal static class FeelCases
{
    private static readonly DateTimeOffset Now = new(2024, 5, 17, 10, 30, 0, TimeSpan.FromHours(8));

    public static TheoryData<string, string> Read(string rows)
    {
        var data = new TheoryData<string, string>();
        foreach (var row in rows.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var at = row.LastIndexOf("=>", StringComparison.Ordinal);
            data.Add(row[..at].Trim(), row[(at + 2)..].Trim());
        }
        return data;
    }

    public static void Check(string expression, string expected)
    {
        var actual = Evaluate(expression);
        var wanted = Evaluate(expected);

        actual.ShouldBe(wanted, $"{expression} gave {actual}{(actual.Error is { } error ? $" ({error})" : "")}");
    }

    private static FeelValue Evaluate(string text)
    {
        var expression = FeelExpression.Compile(text, []);
        expression.Diagnostics.ShouldBeEmpty(text);
        return expression.Evaluate([], Now);
    }
}
