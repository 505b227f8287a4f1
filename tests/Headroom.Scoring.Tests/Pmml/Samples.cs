namespace Headroom.Scoring.Tests.Pmml;

/// <summary>Small models in the style of common tools.</summary>
internal static class Samples
{
    public const string Header = """
        <PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4">
          <Header description="sample"/>
        """;

    /// <summary>A scorecard on an age, an income and a department, with an expression for middle incomes.</summary>
    public static string Scorecard(string algorithm = "pointsBelow", string attributes = "") =>
        $"""
            {Header}
              <DataDictionary numberOfFields="4">
                <DataField name="department" optype="categorical" dataType="string"/>
                <DataField name="age" optype="continuous" dataType="integer"/>
                <DataField name="income" optype="continuous" dataType="double"/>
                <DataField name="score" optype="continuous" dataType="double"/>
              </DataDictionary>
              <Scorecard modelName="staff" functionName="regression" initialScore="10"
                  reasonCodeAlgorithm="{algorithm}" baselineMethod="max" {attributes}>
                <MiningSchema>
                  <MiningField name="department"/>
                  <MiningField name="age"/>
                  <MiningField name="income" invalidValueTreatment="asMissing"/>
                  <MiningField name="score" usageType="target"/>
                </MiningSchema>
                <Characteristics>
                  <Characteristic name="department" reasonCode="D" baselineScore="19">
                    <Attribute partialScore="-9"><SimplePredicate field="department" operator="isMissing"/></Attribute>
                    <Attribute partialScore="19"><SimplePredicate field="department" operator="equal" value="marketing"/></Attribute>
                    <Attribute partialScore="3"><SimpleSetPredicate field="department" booleanOperator="isIn">
                      <Array type="string" n="2">engineering "research \"and\" development"</Array></SimpleSetPredicate></Attribute>
                    <Attribute partialScore="0"><True/></Attribute>
                  </Characteristic>
                  <Characteristic name="age" reasonCode="A" baselineScore="18">
                    <Attribute partialScore="-1" reasonCode="A_MISSING"><SimplePredicate field="age" operator="isMissing"/></Attribute>
                    <Attribute partialScore="-3"><SimplePredicate field="age" operator="lessOrEqual" value="18"/></Attribute>
                    <Attribute partialScore="0"><CompoundPredicate booleanOperator="and">
                      <SimplePredicate field="age" operator="greaterThan" value="18"/>
                      <SimplePredicate field="age" operator="lessThan" value="30"/></CompoundPredicate></Attribute>
                    <Attribute partialScore="18"><SimplePredicate field="age" operator="greaterOrEqual" value="30"/></Attribute>
                  </Characteristic>
                  <Characteristic name="income" reasonCode="I" baselineScore="26">
                    <Attribute partialScore="5"><SimplePredicate field="income" operator="isMissing"/></Attribute>
                    <Attribute partialScore="26"><SimplePredicate field="income" operator="greaterThan" value="2500"/></Attribute>
                    <Attribute><SimplePredicate field="income" operator="greaterThan" value="1000"/>
                      <ComplexPartialScore><Apply function="+"><Apply function="*"><Constant>0.01</Constant>
                        <FieldRef field="income"/></Apply><Constant>-5</Constant></Apply></ComplexPartialScore></Attribute>
                    <Attribute partialScore="2"><True/></Attribute>
                  </Characteristic>
                </Characteristics>
              </Scorecard>
            </PMML>
            """;

    public static PmmlRow Row(PmmlModel model, params ReadOnlySpan<object?> values)
    {
        PmmlRow row = model.CreateRow();
        for (int slot = 0; slot < values.Length; slot++)
        {
            switch (values[slot])
            {
                case string text:
                    row.Set(slot, text);
                    break;
                case null:
                    row.SetMissing(slot);
                    break;
                default:
                    row.Set(slot, Convert.ToDouble(values[slot], System.Globalization.CultureInfo.InvariantCulture));
                    break;
            }
        }

        return row;
    }
}
