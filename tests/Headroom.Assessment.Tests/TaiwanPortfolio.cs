using System.Globalization;
using Headroom.Lending;
using Headroom.Primitives;
using Headroom.Profiles;

namespace Headroom.Assessment.Tests;

/// <summary>One account of the public Taiwan credit-card set: its line, its signals and whether it defaulted afterwards.</summary>
internal sealed record TaiwanAccount(Line Line, SignalHistory Signals, bool Defaulted);

/// <summary>
/// Reads the Taiwan credit-card set (30,000 accounts, six monthly statements of 2005) as signals, as a lender would import
/// it. Sex is left out; marital status is recorded and no policy looks at it.
/// </summary>
internal static class TaiwanPortfolio
{
    public static readonly DateTimeOffset ReviewedAt = new(2005, 10, 1, 4, 0, 0, TimeSpan.Zero);

    private static readonly string[] Late = ["PAY_0", "PAY_2", "PAY_3", "PAY_4", "PAY_5", "PAY_6"];

    /// <summary>The file, in a folder <c>shared</c> beside the repository or where HEADROOM_SHARED says; null where it is not.</summary>
    public static string? Find()
    {
        var folder = Environment.GetEnvironmentVariable("HEADROOM_SHARED") ?? ShippedPack.FindUp("shared");
        var file = folder is null ? null : Path.Combine(folder, "data", "taiwan-credit-card-default.csv");
        return File.Exists(file) ? file : null;
    }

    public static IEnumerable<TaiwanAccount> Read(string file)
    {
        using var reader = new StreamReader(file);
        var header = reader.ReadLine()!.Split(',');
        var column = header.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        while (reader.ReadLine() is { } row)
        {
            var cells = row.Split(',');
            decimal Number(string name) => decimal.Parse(cells[column[name]], CultureInfo.InvariantCulture);
            var id = SortableId.Of(DateTimeOffset.UnixEpoch, new byte[10]).Derive((int)Number("ID"));
            var history = SignalHistory.Empty.Add(Identity(id, Number("AGE"), Number("EDUCATION")));
            for (var back = 0; back < Late.Length; back++)
            {
                history = history.Add(
                    Statement(
                        id,
                        back,
                        Number("LIMIT_BAL"),
                        Number($"BILL_AMT{back + 1}"),
                        Number($"PAY_AMT{back + 1}"),
                        Math.Max(0, Number(Late[back]))
                    )
                );
            }

            yield return new TaiwanAccount(
                ActiveLine(id, Number("LIMIT_BAL"), Number("BILL_AMT1")),
                history,
                Number("default payment next month") == 1
            );
        }
    }

    private static Line ActiveLine(SortableId id, decimal limit, decimal billed) =>
        LineFold.Apply(
            Line.None,
            new LineEvent.LineImported(
                "card",
                Money.FromAmount(limit, Currency.TWD, Rounding.Down),
                Rate.Daily(0.0005m),
                null,
                null,
                null,
                new DrawId(id.Derive(99)),
                Money.FromAmount(Math.Max(0, billed), Currency.TWD, Rounding.Down)
            )
        );

    private static Signal Identity(SortableId id, decimal age, decimal education) =>
        new(
            new SignalId(id.Derive(0)),
            "identity",
            new DateTimeOffset(2005, 4, 1, 0, 0, 0, TimeSpan.Zero),
            ReviewedAt,
            "import",
            new Dictionary<string, SignalValue>(StringComparer.Ordinal)
            {
                ["age"] = SignalValue.Number(age),
                ["education"] = SignalValue.Text(
                    education switch
                    {
                        1 => "graduate",
                        2 => "university",
                        3 => "secondary",
                        _ => "other",
                    }
                ),
            }
        );

    private static Signal Statement(
        SortableId id,
        int back,
        decimal limit,
        decimal billed,
        decimal paid,
        decimal monthsLate
    )
    {
        var month = new DateTimeOffset(2005, 9, 30, 0, 0, 0, TimeSpan.Zero).AddMonths(-back);
        return new(
            new SignalId(id.Derive(back + 1)),
            SignalCatalog.Statement,
            month,
            ReviewedAt,
            "import",
            new Dictionary<string, SignalValue>(StringComparer.Ordinal)
            {
                ["period"] = SignalValue.Text(month.ToString("yyyy-MM", CultureInfo.InvariantCulture)),
                ["limit"] = SignalValue.Number(limit),
                ["billed"] = SignalValue.Number(billed),
                ["paid"] = SignalValue.Number(paid),
                ["monthsLate"] = SignalValue.Number(monthsLate),
            }
        );
    }
}
