using Headroom.Scoring.Boosting;
using Headroom.Scoring.Data;
using Headroom.Scoring.Development;

namespace Headroom.Scoring.Tests.Development;

/// <summary>Files in the shapes that lenders' and public sets have, with defaults only: close to what their making allows.</summary>
public class UnseenSetTests
{
    [Fact]
    public void Codes_below_zero_among_whole_numbers_are_kept_apart()
    {
        SyntheticSet set = new(6000, 1);
        double[] risk = set.Normals();
        double[] noise = set.Normals();
        int[] months = [.. risk.Select((z, row) => Math.Max(0, (int)(60 - (20 * z) + (15 * noise[row]))))];
        // No delinquency on file (−7) is the best there is, though the number is the smallest; no file at all (−9) is poor.
        int[] codes = [.. risk.Select(_ => set.Uniform() is < 0.25 and var u ? (u < 0.18 ? -7 : -9) : 0)];
        DataTable table = set.Add("ExternalRisk", row => Number(70 - (int)(10 * risk[row])), row => 0.9 * risk[row])
            .Add(
                "MonthsSinceDelinquency",
                row => Number(codes[row] == 0 ? months[row] : codes[row]),
                row =>
                    codes[row] == -7 ? -1.5
                    : codes[row] == -9 ? 0.8
                    : -0.02 * (months[row] - 60)
            )
            .Draw(0.5)
            .Add("RiskPerformance", row => set.Bad[row] ? "Bad" : "Good")
            .Read();

        DevelopedModel scorecard = ScorecardDevelopment.Fit(table, set.Spec("RiskPerformance"));

        scorecard.Report.Test!.Auc.ShouldBeGreaterThan(set.BestAuc - 0.015);
        scorecard.Report.Notices.ShouldContain(notice =>
            notice.Code == "data-special" && notice.Message.StartsWith("-9, -7 of column 'MonthsSinceDelinquency'")
        );
        Boosted(table, set.Spec("RiskPerformance")).ShouldBeGreaterThan(set.BestAuc - 0.02);
    }

    [Fact]
    public void Codes_above_heavy_tails_and_an_index_column_do_no_harm()
    {
        SyntheticSet set = new(12_000, 2);
        double[] risk = set.Normals();
        double[] noise = set.Normals();
        bool[] coded = [.. risk.Select(_ => set.Uniform() < 0.01)];
        int[] late = [.. risk.Select((z, row) => Math.Clamp((int)Math.Floor(z + (0.7 * noise[row]) - 0.4), 0, 9))];
        DataTable table = set.Add("", row => Number(row + 1))
            .Draw(0)
            .Add(
                "Utilisation",
                row => SyntheticSet.Text(row % 50 == 0 ? Math.Exp(8 + noise[row]) : Sigmoid(risk[row])),
                row => coded[row] || row % 50 == 0 ? 0 : 2 * Sigmoid(risk[row])
            )
            .Add(
                "PastDue",
                row => Number(coded[row] ? 96 + (row % 2 * 2) : late[row]),
                row => coded[row] ? -1.5 : 0.7 * Math.Min(late[row], 3)
            )
            .Add("Income", row => row % 5 == 0 ? "NA" : Number((int)Math.Exp(8 + (0.5 * noise[row]))))
            .Draw(0.07)
            .Add("Dlq2yrs", row => set.Bad[row] ? "1" : "0")
            .Read();

        DevelopedModel scorecard = ScorecardDevelopment.Fit(table, set.Spec("Dlq2yrs"));

        scorecard.Report.Test!.Auc.ShouldBeGreaterThan(set.BestAuc - 0.02);
        Fate(scorecard, "column_1").ShouldStartWith("an identifier");
        Boosted(table, set.Spec("Dlq2yrs")).ShouldBeGreaterThan(set.BestAuc - 0.025);
    }

    [Fact]
    public void Percent_signs_dates_keys_constants_and_what_was_known_later_are_sorted_out()
    {
        SyntheticSet set = new(6000, 3);
        double[] risk = set.Normals();
        double[] noise = set.Normals();
        DataTable table = set.Add("member_id", row => Number(1_000_000 + (row * 7919 % 999_983)))
            .Add("term", row => row % 4 == 0 ? " 60 months" : " 36 months", row => row % 4 == 0 ? 0.6 : 0)
            .Add("int_rate", row => SyntheticSet.Text(13 + (3 * risk[row]), "F2") + "%", row => 0.8 * risk[row])
            .Add(
                "annual_inc",
                row => "$" + SyntheticSet.Text(40_000 + (8000 * Math.Floor(noise[row] * 4)), "N0"),
                row => -0.2 * noise[row]
            )
            .Add("emp_title", row => "title " + (row * 31 % 4000))
            .Add("issue_d", row => Month(row % 48))
            .Add("policy_code", _ => "1")
            .Add("joint_income", _ => "")
            .Draw(0.2)
            .Add("recoveries", row => set.Bad[row] && row % 5 < 3 ? SyntheticSet.Text(100.5 + row) : "0")
            .Add("last_pymnt_d", row => Month((row % 48) + (set.Bad[row] ? 5 : 40)))
            .Add("settled", row => set.Bad[row] && row % 4 == 0 ? "Y" : "N")
            .Add("loan_status", row => set.Bad[row] ? "Charged Off" : "Fully Paid")
            .Read();

        DevelopedModel scorecard = ScorecardDevelopment.Fit(table, set.Spec("loan_status"));

        scorecard
            .Model.Inputs.Select(input => input.Name)
            .ShouldBe(["term", "int_rate", "annual_inc"], ignoreOrder: true);
        scorecard.Report.Test!.Auc.ShouldBeInRange(set.BestAuc - 0.015, set.BestAuc + 0.015);
        Fate(scorecard, "member_id").ShouldStartWith("an identifier");
        Fate(scorecard, "issue_d").ShouldStartWith("a date");
        Fate(scorecard, "recoveries").ShouldContain("without one error");
        Fate(scorecard, "settled").ShouldContain("without one error");
        scorecard.Report.Columns.Where(column => !column.Used).ShouldAllBe(column => column.Reason.Length > 0);
        Boosted(table, set.Spec("loan_status")).ShouldBeInRange(set.BestAuc - 0.03, set.BestAuc + 0.015);
    }

    [Fact]
    public void Many_ratios_with_gaps_and_few_bads_give_a_model_that_holds()
    {
        SyntheticSet set = new(5000, 4);
        for (int column = 0; column < 40; column++)
        {
            double[] ratio = set.Normals();
            // Heavy tails: a normal over a small uniform.
            double[] tail = [.. ratio.Select(z => z / (0.1 + set.Uniform()))];
            bool[] gap = [.. ratio.Select(_ => set.Uniform() < 0.03)];
            double weight = column < 5 ? -0.9 : 0;
            set.Add(
                $"Attr{column + 1}",
                row => gap[row] ? "?" : SyntheticSet.Text(tail[row]),
                row => gap[row] ? 0 : weight * ratio[row]
            );
        }

        DataTable table = set.Draw(0.04).Add("class", row => set.Bad[row] ? "1" : "0").Read();

        DevelopedModel scorecard = ScorecardDevelopment.Fit(table, set.Spec("class"));

        scorecard.Report.Test!.Auc.ShouldBeGreaterThan(set.BestAuc - 0.06);
        Boosted(table, set.Spec("class")).ShouldBeGreaterThan(set.BestAuc - 0.09);
    }

    [Fact]
    public void Plus_and_minus_as_outcomes_and_question_marks_as_gaps_are_read()
    {
        SyntheticSet set = new(1500, 5);
        double[] age = set.Normals();
        DataTable table = set.Add(
                "A1",
                row =>
                    row % 40 == 0 ? "?"
                    : row % 2 == 0 ? "a"
                    : "b"
            )
            .Add("A2", row => row % 50 == 0 ? "?" : SyntheticSet.Text(30 + (8 * age[row])), row => -0.5 * age[row])
            .Add("A9", row => row % 4 == 0 ? "t" : "f", row => row % 4 == 0 ? -2.5 : 0)
            .Draw(0.55)
            .Add("A16", row => set.Bad[row] ? "-" : "+")
            .Read(byteOrderMark: true);
        DevelopmentSpec spec = set.Spec("A16") with { GoodValue = "+" };

        DevelopedModel scorecard = ScorecardDevelopment.Fit(table, spec with { TestRows = null, TestShare = 0 });

        scorecard.Report.Train.Auc.ShouldBeGreaterThan(set.BestAuc - 0.03);
        scorecard.Model.Inputs.Count(input => input.Name is "A2" or "A9").ShouldBe(2);
        scorecard.Report.Notices.ShouldBeEmpty();
    }

    [Fact]
    public void Semicolons_with_decimal_commas_and_dates_with_points_are_read()
    {
        SyntheticSet set = new(3000, 6);
        double[] risk = set.Normals();
        DataTable table = set.Add("Kundennr", row => $"K{row:D6}")
            .Add(
                "Einkommen",
                row => (2000 * Math.Exp(0.4 * risk[row])).ToString("N2", new System.Globalization.CultureInfo("de-DE")),
                row => -1.2 * risk[row]
            )
            .Add("Antrag", row => $"{1 + (row % 28):D2}.{1 + (row % 12):D2}.2024")
            .Draw(0.15)
            .Add("Ausfall", row => set.Bad[row] ? "ja" : "nein")
            .Read(';', quoted: true, byteOrderMark: true);

        DevelopedModel scorecard = ScorecardDevelopment.Fit(table, set.Spec("Ausfall"));

        table.Column("Einkommen").ShouldBeOfType<DataColumn.Numeric>();
        scorecard.Report.Test!.Auc.ShouldBeGreaterThan(set.BestAuc - 0.02);
        scorecard.Model.Inputs.Select(input => input.Name).ShouldBe(["Einkommen"]);
    }

    [Fact]
    public void A_small_file_s_amounts_that_all_differ_are_no_keys()
    {
        SyntheticSet set = new(600, 7);
        double[] risk = set.Normals();
        DataTable table = set.Add(
                "revenue",
                row => Number((int)(1e6 * Math.Exp(risk[row])) + row),
                row => -1.5 * risk[row]
            )
            .Add("account", row => Number(70_000 + row))
            .Draw(0.3)
            .Add("failed", row => set.Bad[row] ? "1" : "0")
            .Read();

        DevelopedModel scorecard = ScorecardDevelopment.Fit(table, set.Spec("failed"));

        scorecard.Model.Inputs.Select(input => input.Name).ShouldBe(["revenue"]);
        Fate(scorecard, "account").ShouldStartWith("an identifier");
    }

    [Fact]
    public void A_characteristic_that_moves_out_of_time_shows_in_its_stability_index()
    {
        SyntheticSet set = new(4000, 9);
        double[] risk = set.Normals();
        double[] other = set.Normals();
        DataTable table = set.Add("day", row => row < 3000 ? "2024-01-05" : "2024-07-09")
            .Add("moved", row => SyntheticSet.Text(risk[row] + (row < 3000 ? 0 : 1)), row => -risk[row])
            .Add("stayed", row => SyntheticSet.Text(other[row]), row => -other[row])
            .Draw(0.3)
            .Add("bad", row => set.Bad[row] ? "1" : "0")
            .Read();

        DevelopedModel scorecard = ScorecardDevelopment.Fit(
            table,
            set.Spec("bad") with
            {
                Date = "day",
                OutOfTimeFrom = "2024-06",
            }
        );

        scorecard.Report.OutOfTime!.Rows.ShouldBe(1000);
        Index("moved", "outOfTime").ShouldBeGreaterThan(0.25);
        Index("stayed", "outOfTime").ShouldBeLessThan(0.1);
        Index("moved", "test").ShouldBeLessThan(0.1);

        double Index(string column, string part) =>
            scorecard.Report.Characteristics.Single(found => found.Column == column).Stability[part];
    }

    [Fact]
    public void A_model_that_is_too_good_to_be_true_is_pointed_out()
    {
        SyntheticSet set = new(3000, 8);
        double[] noise = set.Normals();
        DataTable table = set.Draw(0.3)
            .Add("paid", row => SyntheticSet.Text((set.Bad[row] ? 0 : 4) + noise[row]))
            .Add("bad", row => set.Bad[row] ? "1" : "0")
            .Read();

        DevelopedModel scorecard = ScorecardDevelopment.Fit(table, set.Spec("bad") with { KeepColumns = ["paid"] });

        scorecard.Report.Notices.Select(notice => notice.Code).ShouldContain("leak-model");
    }

    private static double Boosted(DataTable table, DevelopmentSpec spec) =>
        BoostedDevelopment.Fit(table, spec, new BoostingRules { TreesMax = 200 }).Report.Test!.Auc;

    private static string Fate(DevelopedModel model, string column) =>
        model.Report.Columns.Single(report => report.Column == column).Reason;

    private static double Sigmoid(double value) => 1 / (1 + Math.Exp(-value));

    private static string Number(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Month(int month) =>
        new DateTime(2015 + (month / 12), 1 + (month % 12), 1).ToString(
            "MMM-yyyy",
            System.Globalization.CultureInfo.InvariantCulture
        );
}
