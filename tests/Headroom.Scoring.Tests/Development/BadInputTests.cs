using System.Globalization;
using System.Text;
using Headroom.Scoring.Data;
using Headroom.Scoring.Development;

namespace Headroom.Scoring.Tests.Development;

/// <summary>Data that are not as they should be give a clear message or a sound model.</summary>
public class BadInputTests
{
    [Fact]
    public void One_outcome_only_is_refused()
    {
        DataException error = Refused(MakeTable(500, (_, _) => true));

        error.Code.ShouldBe("target-one-class");
        error.Message.ShouldContain("both goods and bads are needed");
    }

    [Fact]
    public void A_target_of_many_values_asks_for_the_good_one()
    {
        DataTable table = MakeTable(100, (row, _) => row % 2 == 0, extra: ("kind", row => "k" + (row % 5)));

        Refused(table, new DevelopmentSpec { Target = "kind" }).Code.ShouldBe("target-good-value");
        Refused(table, new DevelopmentSpec { Target = "outcome", GoodValue = "fine" })
            .Message.ShouldContain("'fine' does not occur");
    }

    [Fact]
    public void An_unknown_target_lists_the_columns() =>
        Refused(MakeTable(100, (row, _) => row % 2 == 0), new DevelopmentSpec { Target = "y" })
            .Message.ShouldContain("there is no column 'y'; the columns are 'signal'");

    [Theory]
    [InlineData("constant")]
    [InlineData("empty")]
    [InlineData("noise")]
    public void A_column_that_says_nothing_is_left_out(string kind)
    {
        Func<int, string> cell = kind switch
        {
            "constant" => _ => "3",
            "empty" => _ => "",
            _ => row => Noise(row).ToString("F6", CultureInfo.InvariantCulture),
        };
        DataTable table = MakeTable(4000, (row, signal) => Noise(row + 77_000) < signal, extra: ("extra", cell));

        DevelopedModel developed = ScorecardDevelopment.Fit(table, new DevelopmentSpec { Target = "outcome" });

        developed.Report.Columns.Single(column => column.Column == "extra").Used.ShouldBeFalse();
        developed.Model.Inputs.Select(input => input.Name).ShouldBe(["signal"]);
    }

    [Fact]
    public void Nothing_that_tells_goods_from_bads_is_refused()
    {
        DataException error = Refused(MakeTable(2000, (row, _) => Noise(row + 5_000_000) < 0.3));

        error.Code.ShouldBe("fit-no-characteristic");
        error.Message.ShouldContain("'signal'");
    }

    [Fact]
    public void A_copy_of_the_target_is_left_out_and_named()
    {
        DataTable table = MakeTable(
            3000,
            (row, signal) => Noise(row + 77_000) < signal,
            extra: ("copy", row => Noise(row + 77_000) < Noise(row) ? "1" : "0")
        );

        DevelopedModel developed = ScorecardDevelopment.Fit(table, new DevelopmentSpec { Target = "outcome" });

        developed
            .Report.Columns.Single(column => column.Column == "copy")
            .Reason.ShouldContain("all but states the outcome");
        developed.Report.Notices.ShouldContain(notice => notice.Code == "leak-separation" && notice.Column == "copy");
        developed.Model.Inputs.Select(input => input.Name).ShouldBe(["signal"]);
    }

    [Fact]
    public void Values_missing_for_bads_only_are_warned_of()
    {
        DataTable table = MakeTable(
            3000,
            (row, signal) => Noise(row + 77_000) < signal,
            extra: (
                "late",
                row =>
                    Noise(row + 77_000) < Noise(row) && Noise(row + 9_000_000) < 0.7
                        ? ""
                        : Noise(row + 8_000_000).ToString("F4", CultureInfo.InvariantCulture)
            )
        );

        DevelopedModel developed = ScorecardDevelopment.Fit(table, new DevelopmentSpec { Target = "outcome" });

        developed.Report.Notices.ShouldContain(notice => notice.Code == "leak-missing" && notice.Column == "late");
    }

    [Fact]
    public void Ten_thousand_categories_do_not_make_a_model_that_only_looks_good()
    {
        DataTable table = MakeTable(
            20_000,
            (row, signal) => Noise(row + 77_000) < signal,
            extra: ("place", row => "p" + (int)(Noise(row + 3_000_000) * 10_000))
        );

        DevelopedModel developed = ScorecardDevelopment.Fit(table, new DevelopmentSpec { Target = "outcome" });

        developed.Report.Columns.Single(column => column.Column == "place").Used.ShouldBeFalse();
        (developed.Report.Train.Auc - developed.Report.Test!.Auc).ShouldBeLessThan(0.03);
    }

    [Fact]
    public void More_columns_than_rows_still_give_a_model_that_holds_on_other_rows()
    {
        StringBuilder text = new("outcome,signal");
        for (int column = 0; column < 300; column++)
            text.Append(CultureInfo.InvariantCulture, $",n{column}");
        for (int row = 0; row < 200; row++)
        {
            double signal = Noise(row);
            text.Append(CultureInfo.InvariantCulture, $"\n{(Noise(row + 77_000) < signal ? 1 : 0)},{signal:F4}");
            for (int column = 0; column < 300; column++)
                text.Append(CultureInfo.InvariantCulture, $",{Noise((row * 1000) + column + 10_000_000):F4}");
        }

        DataTable table = CsvTable.Read(new StringReader(text.ToString()));

        DevelopedModel developed = ScorecardDevelopment.Fit(table, new DevelopmentSpec { Target = "outcome" });

        developed.Report.Test!.Auc.ShouldBeGreaterThan(0.5);
        developed.Model.Inputs.Select(input => input.Name).ShouldContain("signal");
    }

    [Fact]
    public void A_number_of_each_row_is_recognised_as_an_identifier()
    {
        DataTable table = MakeTable(
            1000,
            (row, signal) => Noise(row + 77_000) < signal,
            extra: ("number", row => row.ToString(CultureInfo.InvariantCulture))
        );

        DevelopedModel developed = ScorecardDevelopment.Fit(table, new DevelopmentSpec { Target = "outcome" });

        developed.Report.Columns.Single(column => column.Column == "number").Reason.ShouldStartWith("an identifier");
    }

    [Fact]
    public void A_weight_that_is_not_positive_is_refused()
    {
        DataTable table = MakeTable(200, (row, _) => row % 3 == 0, extra: ("w", row => row == 150 ? "-1" : "2"));

        Refused(table, new DevelopmentSpec { Target = "outcome", Weight = "w" }).Code.ShouldBe("weight-not-positive");
    }

    [Fact]
    public void Doubling_a_row_by_weight_equals_writing_it_twice()
    {
        DataTable once = MakeTable(2000, (row, signal) => Noise(row + 77_000) < signal, extra: ("w", _ => "2"));
        DevelopmentSpec spec = new()
        {
            Target = "outcome",
            TestShare = 0,
            Weight = "w",
        };

        DevelopedModel weighted = ScorecardDevelopment.Fit(once, spec);

        weighted.Report.Train.Bads.ShouldBe(2 * weighted.Report.Train.Rows * weighted.Report.Data.BadRate, 1e-6);
    }

    private static DataException Refused(DataTable table, DevelopmentSpec? spec = null) =>
        Should.Throw<DataException>(() =>
            ScorecardDevelopment.Fit(table, spec ?? new DevelopmentSpec { Target = "outcome" })
        );

    private static double Noise(int row) => new SeededRandom((ulong)row).NextDouble();

    private static DataTable MakeTable(
        int rows,
        Func<int, double, bool> isBad,
        (string Name, Func<int, string> Cell)? extra = null
    )
    {
        StringBuilder text = new("signal,outcome");
        if (extra is not null)
            text.Append(',').Append(extra.Value.Name);
        for (int row = 0; row < rows; row++)
        {
            double signal = Noise(row);
            text.Append(CultureInfo.InvariantCulture, $"\n{signal:F6},{(isBad(row, signal) ? 1 : 0)}");
            if (extra is not null)
                text.Append(',').Append(extra.Value.Cell(row));
        }

        return CsvTable.Read(new StringReader(text.Append('\n').ToString()));
    }
}
