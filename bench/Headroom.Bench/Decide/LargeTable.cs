using System.Globalization;
using System.Text;
using Headroom.Dmn;

namespace Headroom.Bench.Decide;

/// <summary>A pricing grid of any length: region × term × amount × grade → a rate, under the hit policy Unique.</summary>
internal static class LargeTable
{
    private const int Grades = 10;
    private const int Terms = 5;
    private const int Amounts = 10;

    public static DmnSource Make(int rules)
    {
        var xml = new StringBuilder(
            """
            <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" namespace="urn:headroom:bench:grid" name="grid">
            <inputData id="_region" name="region"><variable name="region" typeRef="string"/></inputData>
            <inputData id="_term" name="term"><variable name="term" typeRef="number"/></inputData>
            <inputData id="_amount" name="amount"><variable name="amount" typeRef="number"/></inputData>
            <inputData id="_grade" name="grade"><variable name="grade" typeRef="string"/></inputData>
            <decision id="_Rate" name="Rate"><variable name="Rate" typeRef="number"/>
            <informationRequirement><requiredInput href="#_region"/></informationRequirement>
            <informationRequirement><requiredInput href="#_term"/></informationRequirement>
            <informationRequirement><requiredInput href="#_amount"/></informationRequirement>
            <informationRequirement><requiredInput href="#_grade"/></informationRequirement>
            <decisionTable hitPolicy="UNIQUE">
            <input label="region"><inputExpression typeRef="string"><text>region</text></inputExpression></input>
            <input label="term"><inputExpression typeRef="number"><text>term</text></inputExpression></input>
            <input label="amount"><inputExpression typeRef="number"><text>amount</text></inputExpression></input>
            <input label="grade"><inputExpression typeRef="string"><text>grade</text></inputExpression></input>
            <output name="rate" typeRef="number"/>
            """
        );
        for (var rule = 0; rule < rules; rule++)
        {
            var grade = rule % Grades;
            var term = rule / Grades % Terms;
            var amount = rule / (Grades * Terms) % Amounts;
            var region = rule / (Grades * Terms * Amounts);
            xml.Append("<rule>");
            foreach (
                var cell in (ReadOnlySpan<string>)
                    [
                        $"\"R{region}\"",
                        $"[{term * 12}..{(term + 1) * 12})",
                        $"[{amount * 1000}..{(amount + 1) * 1000})",
                        $"\"G{grade}\"",
                    ]
            )
            {
                xml.Append("<inputEntry><text>").Append(cell).Append("</text></inputEntry>");
            }
            xml.Append(
                CultureInfo.InvariantCulture,
                $"<outputEntry><text>{RateOf(region, term, amount, grade)}</text></outputEntry></rule>"
            );
        }
        return new DmnSource("grid.dmn", xml.Append("</decisionTable></decision></definitions>").ToString());
    }

    /// <summary>The rate of a rule, made so that rules differ.</summary>
    public static decimal RateOf(int region, int term, int amount, int grade) =>
        3m + (grade * 1.25m) + (term * 0.1m) - (amount * 0.01m) + (region * 0.001m);
}
