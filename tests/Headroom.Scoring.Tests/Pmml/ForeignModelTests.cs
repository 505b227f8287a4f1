namespace Headroom.Scoring.Tests.Pmml;

/// <summary>Models in the style of the tools that write PMML most.</summary>
public class ForeignModelTests
{
    [Theory]
    [InlineData(40.0, "own", 2.0)]
    [InlineData(25.0, "rent", 0.5)]
    [InlineData(25.0, "unknown", 0.0)]
    public void A_logistic_regression_as_sklearn2pmml_writes_it(double age, string home, double ratio)
    {
        PmmlModel model = PmmlReader.Read(Logistic);

        ScoreResult result = model.Score(Samples.Row(model, age, home, ratio));

        double scaled = (age - 35) / 10;
        double logit =
            -1.25
            + (0.8 * scaled)
            + (
                home == "own" ? -0.4
                : home == "rent" ? 0.3
                : 0
            )
            + (0.1 * ratio * ratio);
        double expected = 1 / (1 + Math.Exp(-logit));
        model.Kind.ShouldBe(PmmlModelKind.Regression);
        model.EventCategory.ShouldBe("1");
        model.Categories.ShouldBe(["1", "0"]);
        result.Score.ShouldBe(expected, 1e-15);
        result.Outputs["probability(0)"].ShouldBe(1 - expected);
        result.Outputs["predicted"].ShouldBe(expected >= 0.5 ? "1" : "0");
        result.Outputs["points"].ShouldBeOfType<double>().ShouldBe(Math.Floor(600 - (100 * expected) + 0.5));
    }

    [Fact]
    public void A_missing_number_leaves_a_regression_without_a_score()
    {
        PmmlModel model = PmmlReader.Read(Logistic);

        model.Score(Samples.Row(model, null, "own", 1.0)).IsMissing.ShouldBeTrue();
        model.Score(Samples.Row(model, 40.0, null, 1.0)).IsMissing.ShouldBeFalse();
        model.Score(Samples.Row(model, null, "own", 1.0)).Outputs["predicted"].ShouldBeNull();
    }

    [Theory]
    [InlineData(500.0, "car", "bad", 0.8)]
    [InlineData(1500.0, "car", "good", 0.25)]
    [InlineData(1500.0, "holiday", "bad", 0.6)]
    [InlineData(1500.0, null, "good", 0.25)]
    [InlineData(null, "car", "bad", 0.8)]
    public void A_classification_tree_as_rpart_is_exported(double? amount, string? purpose, string category, double bad)
    {
        PmmlModel model = PmmlReader.Read(Tree("defaultChild"));

        ScoreResult result = model.Score(Samples.Row(model, amount, purpose));

        model.EventCategory.ShouldBe("bad");
        result.Score.ShouldBe(bad, 1e-12);
        result.Outputs["class"].ShouldBe(category);
    }

    [Theory]
    [InlineData("nullPrediction", "returnNullPrediction", double.NaN)]
    [InlineData("lastPrediction", "returnNullPrediction", 0.4)]
    [InlineData("none", "returnNullPrediction", double.NaN)]
    [InlineData("none", "returnLastPrediction", 0.4)]
    public void A_missing_value_follows_the_tree_s_strategy(string missing, string noChild, double expected)
    {
        PmmlModel model = PmmlReader.Read(Tree(missing, noChild));

        model.Score(Samples.Row(model, null, "car")).Score.ShouldBe(expected);
    }

    [Fact]
    public void A_boosted_chain_as_jpmml_xgboost_writes_it()
    {
        PmmlModel model = PmmlReader.Read(Chain);

        double score = model.Score(Samples.Row(model, 0.30000001192092896, 5.0)).Score;

        // 0.3 in 32 bits is not below the boundary, which is the same 32-bit number.
        double logit = 0.5 + 0.2 - 0.1;
        score.ShouldBe(1 / (1 + Math.Exp(-logit)), 1e-12);
        model.Score(Samples.Row(model, 0.1, null)).Score.ShouldBe(1 / (1 + Math.Exp(-(0.5 - 0.3 + 0.4))), 1e-12);
        model.Kind.ShouldBe(PmmlModelKind.Ensemble);
    }

    [Theory]
    [InlineData("sum", 12)]
    [InlineData("average", 4)]
    [InlineData("weightedAverage", 14.0 / 3)]
    [InlineData("median", 3)]
    [InlineData("max", 7)]
    [InlineData("selectFirst", 2)]
    [InlineData("modelChain", 7)]
    public void Segments_are_combined_as_the_method_says(string method, double expected)
    {
        PmmlModel model = PmmlReader.Read(Segments(method));

        model.Score(Samples.Row(model, 1.0)).Score.ShouldBe(expected, 1e-12);
        model
            .Score(Samples.Row(model, -1.0))
            .Score.ShouldBe(
                method switch
                {
                    "sum" => 10,
                    "average" or "median" => 5,
                    "weightedAverage" => 6,
                    "selectFirst" => 3,
                    _ => 7,
                },
                1e-12
            );
    }

    [Fact]
    public void An_unsupported_function_of_a_field_is_named_with_its_line()
    {
        PmmlException error = Should.Throw<PmmlException>(() =>
            PmmlReader.Read(Logistic.Replace("function=\"/\"", "function=\"x-log\""))
        );

        error.Code.ShouldBe(PmmlException.Unsupported);
        error.Message.ShouldContain("'x-log'");
    }

    private static string Logistic =>
        $"""
            {Samples.Header}
              <DataDictionary>
                <DataField name="y" optype="categorical" dataType="integer"><Value value="0"/><Value value="1"/></DataField>
                <DataField name="age" optype="continuous" dataType="double"/>
                <DataField name="home" optype="categorical" dataType="string"/>
                <DataField name="ratio" optype="continuous" dataType="double"/>
              </DataDictionary>
              <TransformationDictionary>
                <DefineFunction name="scale" optype="continuous" dataType="double">
                  <ParameterField name="x" dataType="double"/>
                  <Apply function="/"><Apply function="-"><FieldRef field="x"/><Constant dataType="double">35</Constant></Apply>
                    <Constant dataType="double">10</Constant></Apply>
                </DefineFunction>
                <DerivedField name="scaled" optype="continuous" dataType="double"><Apply function="scale"><FieldRef field="age"/></Apply></DerivedField>
              </TransformationDictionary>
              <RegressionModel functionName="classification" normalizationMethod="logit">
                <MiningSchema>
                  <MiningField name="y" usageType="target"/>
                  <MiningField name="age"/><MiningField name="home"/><MiningField name="ratio"/>
                </MiningSchema>
                <Output>
                  <OutputField name="predicted" optype="categorical" dataType="integer" feature="predictedValue"/>
                  <OutputField name="probability(0)" optype="continuous" dataType="double" feature="probability" value="0"/>
                  <OutputField name="probability(1)" optype="continuous" dataType="double" feature="probability" value="1"/>
                  <OutputField name="points" optype="continuous" dataType="double" feature="transformedValue">
                    <Apply function="round"><Apply function="-"><Constant>600</Constant><Apply function="*"><Constant>100</Constant>
                      <FieldRef field="probability(1)"/></Apply></Apply></Apply></OutputField>
                </Output>
                <RegressionTable intercept="-1.25" targetCategory="1">
                  <NumericPredictor name="scaled" coefficient="0.8"/>
                  <NumericPredictor name="ratio" exponent="2" coefficient="0.1"/>
                  <CategoricalPredictor name="home" value="own" coefficient="-0.4"/>
                  <CategoricalPredictor name="home" value="rent" coefficient="0.3"/>
                </RegressionTable>
                <RegressionTable intercept="0" targetCategory="0"/>
              </RegressionModel>
            </PMML>
            """;

    private static string Tree(string missing, string noChild = "returnNullPrediction") =>
        $"""
            {Samples.Header}
              <DataDictionary>
                <DataField name="risk" optype="categorical" dataType="string"><Value value="good"/><Value value="bad"/></DataField>
                <DataField name="amount" optype="continuous" dataType="double"/>
                <DataField name="purpose" optype="categorical" dataType="string"><Value value="car"/><Value value="holiday"/></DataField>
              </DataDictionary>
              <TreeModel functionName="classification" missingValueStrategy="{missing}" noTrueChildStrategy="{noChild}">
                <MiningSchema><MiningField name="risk" usageType="predicted"/><MiningField name="amount"/><MiningField name="purpose"/></MiningSchema>
                <Output><OutputField name="class" feature="predictedValue" dataType="string" optype="categorical"/></Output>
                <Node id="1" score="good" recordCount="100" defaultChild="2"><True/>
                  <ScoreDistribution value="good" recordCount="60"/><ScoreDistribution value="bad" recordCount="40"/>
                  <Node id="2" score="bad" recordCount="40"><SimplePredicate field="amount" operator="lessThan" value="1000"/>
                    <ScoreDistribution value="good" recordCount="8"/><ScoreDistribution value="bad" recordCount="32"/></Node>
                  <Node id="3" score="good" recordCount="60" defaultChild="4"><SimplePredicate field="amount" operator="greaterOrEqual" value="1000"/>
                    <ScoreDistribution value="good" recordCount="52"/><ScoreDistribution value="bad" recordCount="8"/>
                    <Node id="4" score="good" recordCount="40"><SimpleSetPredicate field="purpose" booleanOperator="isIn"><Array type="string">car</Array></SimpleSetPredicate>
                      <ScoreDistribution value="good" recordCount="30"/><ScoreDistribution value="bad" recordCount="10"/></Node>
                    <Node id="5" score="bad" recordCount="20"><SimpleSetPredicate field="purpose" booleanOperator="isIn"><Array type="string">holiday</Array></SimpleSetPredicate>
                      <ScoreDistribution value="good" recordCount="8" probability="0.4"/><ScoreDistribution value="bad" recordCount="12" probability="0.6"/></Node>
                  </Node>
                </Node>
              </TreeModel>
            </PMML>
            """;

    private static string Chain =>
        $"""
            {Samples.Header}
              <DataDictionary>
                <DataField name="y" optype="categorical" dataType="integer"><Value value="0"/><Value value="1"/></DataField>
                <DataField name="a" optype="continuous" dataType="float"/><DataField name="b" optype="continuous" dataType="float"/>
              </DataDictionary>
              <MiningModel functionName="classification">
                <MiningSchema><MiningField name="y" usageType="target"/><MiningField name="a"/><MiningField name="b"/></MiningSchema>
                <Segmentation multipleModelMethod="modelChain">
                  <Segment id="1"><True/>
                    <MiningModel functionName="regression">
                      <MiningSchema><MiningField name="a"/><MiningField name="b"/></MiningSchema>
                      <Output><OutputField name="margin" optype="continuous" dataType="double" isFinalResult="false"/></Output>
                      <Targets><Target rescaleConstant="0.5"/></Targets>
                      <Segmentation multipleModelMethod="sum">
                        <Segment id="1"><True/><TreeModel functionName="regression" noTrueChildStrategy="returnLastPrediction" missingValueStrategy="defaultChild">
                          <MiningSchema><MiningField name="a"/></MiningSchema>
                          <Node id="r" defaultChild="l"><True/><Node id="l" score="-0.3"><SimplePredicate field="a" operator="lessThan" value="0.3"/></Node>
                            <Node id="g" score="0.2"><SimplePredicate field="a" operator="greaterOrEqual" value="0.3"/></Node></Node></TreeModel></Segment>
                        <Segment id="2"><True/><TreeModel functionName="regression">
                          <MiningSchema><MiningField name="b"/></MiningSchema>
                          <Node><True/><Node score="0.4"><CompoundPredicate booleanOperator="surrogate"><SimplePredicate field="b" operator="lessThan" value="2"/><True/></CompoundPredicate></Node>
                            <Node score="-0.1"><SimplePredicate field="b" operator="greaterOrEqual" value="2"/></Node></Node></TreeModel></Segment>
                      </Segmentation>
                    </MiningModel>
                  </Segment>
                  <Segment id="2"><True/>
                    <RegressionModel functionName="classification" normalizationMethod="logit">
                      <MiningSchema><MiningField name="y" usageType="target"/><MiningField name="margin"/></MiningSchema>
                      <RegressionTable intercept="0" targetCategory="1"><NumericPredictor name="margin" coefficient="1"/></RegressionTable>
                      <RegressionTable intercept="0" targetCategory="0"/>
                    </RegressionModel>
                  </Segment>
                </Segmentation>
              </MiningModel>
            </PMML>
            """;

    private static string Segments(string method)
    {
        string Constant(double value, string predicate, double weight) =>
            $"""
                <Segment weight="{weight}">{predicate}<RegressionModel functionName="regression"><MiningSchema><MiningField name="x"/></MiningSchema>
                  <RegressionTable intercept="{value}"/></RegressionModel></Segment>
                """;
        return $"""
            {Samples.Header}
              <DataDictionary><DataField name="x" optype="continuous" dataType="double"/></DataDictionary>
              <MiningModel functionName="regression"><MiningSchema><MiningField name="x"/></MiningSchema>
                <Segmentation multipleModelMethod="{method}">
                  {Constant(2, "<SimplePredicate field=\"x\" operator=\"greaterThan\" value=\"0\"/>", 2)}
                  {Constant(3, "<True/>", 1)}
                  {Constant(7, "<True/>", 3)}
                </Segmentation>
              </MiningModel>
            </PMML>
            """;
    }
}
