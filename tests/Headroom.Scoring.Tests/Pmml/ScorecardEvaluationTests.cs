namespace Headroom.Scoring.Tests.Pmml;

public class ScorecardEvaluationTests
{
    [Fact]
    public void The_model_names_its_inputs_in_the_order_of_its_mining_schema()
    {
        PmmlModel model = PmmlReader.Read(Samples.Scorecard());

        model.Name.ShouldBe("staff");
        model.Kind.ShouldBe(PmmlModelKind.Scorecard);
        model.Inputs.ShouldBe([
            new PmmlInput("department", PmmlOpType.Categorical, PmmlDataType.Text, 0)
            {
                ValidValues = model.Inputs[0].ValidValues,
            },
            new PmmlInput("age", PmmlOpType.Continuous, PmmlDataType.Integer, 1)
            {
                ValidValues = model.Inputs[1].ValidValues,
            },
            new PmmlInput("income", PmmlOpType.Continuous, PmmlDataType.Double, 2)
            {
                ValidValues = model.Inputs[2].ValidValues,
            },
        ]);
    }

    [Theory]
    [InlineData("marketing", 18.0, 1000.0, 10 + 19 - 3 + 2)]
    [InlineData("engineering", 18.5, 1000.5, 10 + 3 + 0 + 5.005)]
    [InlineData("research \"and\" development", 29.0, 2500.0, 10 + 3 + 0 + 20)]
    [InlineData("sales", 30.0, 2500.01, 10 + 0 + 18 + 26)]
    [InlineData(null, null, null, 10 - 9 - 1 + 5)]
    public void The_first_true_attribute_of_each_characteristic_gives_its_points(
        string? department,
        double? age,
        double? income,
        double expected
    )
    {
        PmmlModel model = PmmlReader.Read(Samples.Scorecard());
        PmmlRow row = Samples.Row(model, department, age, income);

        model.Score(row).Score.ShouldBe(expected, 1e-12);
        model.Evaluate(row).ShouldBe(model.Score(row).Score);
    }

    [Fact]
    public void Partial_scores_name_points_attribute_baseline_and_gap()
    {
        PmmlModel model = PmmlReader.Read(Samples.Scorecard());

        ScoreResult result = model.Score(Samples.Row(model, "engineering", null, 3000.0));

        result.PartialScores.ShouldBe([
            new PartialScore("department", 3, 2, "D", 19, 16),
            new PartialScore("age", -1, 0, "A_MISSING", 18, 19),
            new PartialScore("income", 26, 1, "I", 26, 0),
        ]);
    }

    [Fact]
    public void Reasons_come_by_falling_gap_without_gaps_that_are_not_positive()
    {
        PmmlModel model = PmmlReader.Read(Samples.Scorecard());
        ScoreResult result = model.Score(Samples.Row(model, "engineering", null, 3000.0));

        result.Reasons().ShouldBe([new ScoreReason("A_MISSING", "age", 19), new ScoreReason("D", "department", 16)]);
        result.Reasons(max: 1).ShouldBe([new ScoreReason("A_MISSING", "age", 19)]);
    }

    [Fact]
    public void PointsAbove_measures_the_gap_the_other_way()
    {
        PmmlModel model = PmmlReader.Read(
            Samples.Scorecard("pointsAbove").Replace("baselineScore=\"19\"", "baselineScore=\"1\"")
        );

        ScoreResult result = model.Score(Samples.Row(model, "engineering", 40.0, 3000.0));

        result.Reasons().ShouldBe([new ScoreReason("D", "department", 2)]);
    }

    [Fact]
    public void One_code_of_several_characteristics_is_one_reason_at_its_largest_gap()
    {
        string xml = Samples.Scorecard().Replace("reasonCode=\"I\"", "reasonCode=\"D\"");
        PmmlModel model = PmmlReader.Read(xml);

        ScoreResult result = model.Score(Samples.Row(model, "engineering", 18.0, null));

        result.Reasons().ShouldBe([new ScoreReason("A", "age", 21), new ScoreReason("D", "income", 21)]);
    }

    [Fact]
    public void Without_reason_codes_there_are_no_reasons_but_still_points()
    {
        PmmlModel model = PmmlReader.Read(Samples.Scorecard(attributes: "useReasonCodes=\"false\""));

        ScoreResult result = model.Score(Samples.Row(model, "sales", 10.0, 10.0));

        result.Reasons().ShouldBeEmpty();
        result.PartialScores.Count.ShouldBe(3);
    }

    [Fact]
    public void A_row_that_no_attribute_matches_has_no_score()
    {
        string xml = Samples.Scorecard().Replace("<Attribute partialScore=\"0\"><True/></Attribute>", "");
        PmmlModel model = PmmlReader.Read(xml);

        ScoreResult result = model.Score(Samples.Row(model, "sales", 40.0, 3000.0));

        result.IsMissing.ShouldBeTrue();
        result.Reasons().ShouldBeEmpty();
        result.PartialScores.ShouldBe([new PartialScore("department", double.NaN, -1, null, 19, 0)]);
    }

    [Fact]
    public void An_invalid_value_is_treated_as_its_mining_field_says()
    {
        PmmlModel model = PmmlReader.Read(Samples.Scorecard());

        model.Score(Samples.Row(model, "sales", "old", 3000.0)).IsMissing.ShouldBeTrue();
        model.Score(Samples.Row(model, "sales", 40.0, "much")).Score.ShouldBe(10 + 18 + 5);
        model.Score(Samples.Row(model, "sales", 40.0, double.NegativeInfinity)).Score.ShouldBe(10 + 18 + 5);
        model.Score(Samples.Row(model, "sales", 40.0, double.NaN)).Score.ShouldBe(10 + 18 + 5);
    }

    [Fact]
    public void A_row_can_be_used_again_and_gives_the_same_score()
    {
        PmmlModel model = PmmlReader.Read(Samples.Scorecard());
        PmmlRow row = Samples.Row(model, "sales", "old", 1234.5);
        model.Evaluate(row).ShouldBe(double.NaN);

        row.Set(1, 40.0);
        double first = model.Evaluate(row);

        model.Evaluate(row).ShouldBe(first);
        model.Score(row).PartialScores.Count.ShouldBe(3);
    }

    [Fact]
    public void Scoring_without_reasons_does_not_allocate()
    {
        PmmlModel model = PmmlReader.Read(Samples.Scorecard());
        PmmlRow row = Samples.Row(model, "engineering", 25.0, 1500.0);
        model.Evaluate(row);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            row.Set(0, "marketing");
            row.Set(1, 20.0 + i);
            model.Evaluate(row);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void A_row_of_another_model_is_refused()
    {
        PmmlModel one = PmmlReader.Read(Samples.Scorecard());
        PmmlModel other = PmmlReader.Read(Samples.Scorecard());

        Should.Throw<ArgumentException>(() => one.Evaluate(other.CreateRow()));
    }
}
