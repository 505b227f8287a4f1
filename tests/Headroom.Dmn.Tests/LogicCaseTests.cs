using System.Security;

namespace Headroom.Dmn.Tests;

/// <summary>Cases of one row over one model: a decision's declared type and its text, and the text of its value.</summary>
public class LogicCaseTests
{
    private const string Types = """
        <itemDefinition name='tGrade'><typeRef>string</typeRef><allowedValues><text>"A","B","C"</text></allowedValues></itemDefinition>
        <itemDefinition name='tGrades' isCollection='true'><typeRef>tGrade</typeRef></itemDefinition>
        <itemDefinition name='tMatrix' isCollection='true'><typeRef>tNumbers</typeRef></itemDefinition>
        <itemDefinition name='tNumbers' isCollection='true'><typeRef>number</typeRef></itemDefinition>
        <itemDefinition name='tShort' isCollection='true'><typeRef>number</typeRef><typeConstraint><text>count(?) &lt; 3</text></typeConstraint></itemDefinition>
        <itemDefinition name='tRate'><typeRef>number</typeRef><typeConstraint><text>[0..1)</text></typeConstraint></itemDefinition>
        <itemDefinition name='tBorrower'>
          <itemComponent name='name'><typeRef>string</typeRef></itemComponent>
          <itemComponent name='grade'><typeRef>tGrade</typeRef></itemComponent>
          <itemComponent name='late days' isCollection='true'><typeRef>number</typeRef><allowedValues><text>&gt;= 0</text></allowedValues></itemComponent>
          <itemComponent name='home'>
            <itemComponent name='city'><typeRef>string</typeRef></itemComponent>
          </itemComponent>
        </itemDefinition>
        <itemDefinition name='tTerm'><typeRef>number</typeRef><allowedValues><text>3, 6, [12..36]</text></allowedValues></itemDefinition>
        <itemDefinition name='tNotNone'><typeRef>string</typeRef><allowedValues><text>not("none")</text></allowedValues></itemDefinition>
        <itemDefinition name='tDay'><typeRef>date</typeRef><allowedValues><text>&gt; date("2020-01-01")</text></allowedValues></itemDefinition>
        <itemDefinition name='tOptional'><typeRef>string</typeRef><allowedValues><text>"A", null</text></allowedValues></itemDefinition>
        <itemDefinition name='tLonger'><typeRef>tNotNone</typeRef><typeConstraint><text>string length(?) > 2</text></typeConstraint></itemDefinition>
        <itemDefinition name='tPredicate'><functionItem outputTypeRef='boolean'><parameters name='x' typeRef='number'/></functionItem></itemDefinition>
        """;

    private const string Knowledge = """
        <businessKnowledgeModel id='_fact' name='fact'><variable name='fact' typeRef='number'/>
          <encapsulatedLogic><formalParameter name='n' typeRef='number'/>
            <literalExpression><text>if n &lt;= 1 then 1 else n * fact(n - 1)</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>
        <businessKnowledgeModel id='_larger' name='is larger'><variable name='is larger' typeRef='boolean'/>
          <encapsulatedLogic><formalParameter name='a'/><formalParameter name='b'/>
            <literalExpression><text>a &gt; b</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>
        <businessKnowledgeModel id='_percent' name='percent'><variable name='percent' typeRef='tRate'/>
          <encapsulatedLogic><formalParameter name='n' typeRef='number'/>
            <literalExpression><text>n / 100</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>
        <businessKnowledgeModel id='_graded' name='graded'><variable name='graded' typeRef='string'/>
          <encapsulatedLogic><formalParameter name='grade' typeRef='tGrade'/><formalParameter name='all' typeRef='tNumbers'/>
            <literalExpression><text>grade + string(all)</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>
        <businessKnowledgeModel id='_at' name='at'><variable name='at' typeRef='dateTime'/>
          <encapsulatedLogic><formalParameter name='moment' typeRef='dateTime'/>
            <literalExpression><text>moment</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>
        """;

    public static TheoryData<string, string, string> Types_are_kept() =>
        Read(
            """
            tGrade | "A" => A
            tGrade | "D" => null
            tGrade | null => null
            tGrade | ["B"] => B
            tGrade | 1 => null
            tGrades | ["A", "B"] => ["A", "B"]
            tGrades | ["A", "D"] => null
            tGrades | "A" => ["A"]
            tGrades | "D" => null
            tGrades | [] => []
            tGrades | ["A", null] => ["A", null]
            tNumbers | 5 => [5]
            tNumbers | ["x"] => null
            tMatrix | [[1, 2], [3]] => [[1, 2], [3]]
            tMatrix | [1, 2] => null
            tShort | [1, 2] => [1, 2]
            tShort | [1, 2, 3] => null
            tShort | 1 => [1]
            tRate | 0.5 => 0.5
            tRate | 1 => null
            tBorrower | {name: "Ann", grade: "A", late days: [0, 3], home: {city: "Wuxi"}} => {name: "Ann", grade: "A", late days: [0, 3], home: {city: "Wuxi"}}
            tBorrower | {name: "Ann", grade: "D", late days: [0, 3], home: {city: "Wuxi"}} => null
            tBorrower | {name: "Ann", grade: "A", late days: [-1], home: {city: "Wuxi"}} => null
            tBorrower | {name: "Ann", grade: "A", late days: [0], home: {city: 5}} => null
            tBorrower | {name: "Ann", grade: "A", late days: [0]} => null
            tTerm | 6 => 6
            tTerm | 12.5 => 12.5
            tTerm | 7 => null
            tNotNone | "some" => some
            tNotNone | "none" => null
            tDay | date("2020-06-30") => 2020-06-30
            tDay | date("2020-01-01") => null
            tOptional | "A" => A
            tOptional | "B" => null
            tLonger | "some" => some
            tLonger | "no" => null
            tLonger | "none" => null
            tPredicate | (function(x: number) x > 1) instance of tPredicate => null
            boolean | (function(x: number) x > 1) instance of tPredicate => true
            boolean | (function(x: string) x = "a") instance of tPredicate => false
            boolean | "A" instance of tGrade => true
            boolean | "D" instance of tGrade => true
            boolean | 5 instance of tTerm => true
            boolean | ["A"] instance of tGrades => true
            boolean | [1, 2, 3] instance of tShort => true
            boolean | {name: "Ann", grade: "A", late days: [], home: {city: "x"}} instance of tBorrower => true
            boolean | {name: "Ann"} instance of tBorrower => false
            boolean | [[1]] instance of list<tNumbers> => true
            number | [5] => 5
            number | [5, 6] => null
            number | "5" => null
            string | 5 => null
            string | ["a"] => a
            boolean | [true] => true
            date | date and time("2024-01-31T10:00:00") => null
            dateTime | date("2024-01-31") => 2024-01-31T00:00:00Z
            dateTime | [date and time("2024-01-31T10:00:00")] => 2024-01-31T10:00:00
            Any | [[5]] => [[5]]
            """
        );

    public static TheoryData<string, string, string> Functions_are_called() =>
        Read(
            """
            number | fact(5) => 120
            number | fact(n: 3) => 6
            number | fact([4]) => 24
            number | fact("4") => null
            number | fact() => null
            number | fact(1, 2) => null
            number | fact(m: 3) => null
            Any | sort([1, 3, 2], is larger) => [3, 2, 1]
            Any | sort(list: [1, 3, 2], precedes: is larger) => [3, 2, 1]
            Any | is larger(b: 1, a: 2) => true
            Any | percent(50) => 0.5
            Any | percent(150) => null
            Any | graded("A", 5) => A[5]
            Any | graded("D", 5) => null
            Any | graded(grade: "B", all: [1, 2]) => B[1, 2]
            Any | at(date("2024-01-31")) => 2024-01-31T00:00:00Z
            Any | for n in [1, 2, 3] return fact(n) => [1, 2, 6]
            Any | {f: fact, r: f(4)}.r => 24
            Any | (if true then fact else percent)(3) => 6
            Any | [fact, percent][2](5) => 0.05
            Any | fact instance of function<number> -> number => true
            Any | fact instance of function<string> -> number => false
            Any | every n in [1, 2] satisfies is larger(n, 0) => true
            Any | [3, 1, 2][is larger(item, 1)] => [3, 2]
            """
        );

    [Theory]
    [MemberData(nameof(Types_are_kept))]
    [MemberData(nameof(Functions_are_called))]
    public void Comes_out_as(string type, string feel, string expected)
    {
        var model = new TestModel()
            .Add(Types)
            .Add(Knowledge)
            .Decision(
                "D",
                type,
                $"<literalExpression><text>{SecurityElement.Escape(feel)}</text></literalExpression>",
                "!fact",
                "!larger",
                "!percent",
                "!graded",
                "!at"
            )
            .Compile(new DmnOptions(DmnLimits.Default, DeferExpressionErrors: true));
        model.Diagnostics.Where(d => d.Severity == DmnSeverity.Error).ShouldBeEmpty();

        model
            .Model!.Evaluate(model.Model.Decision("D"), model.Model.CreateFrame())
            .ToString()
            .ShouldBe(expected, $"{type}: {feel}");
    }

    private static TheoryData<string, string, string> Read(string rows)
    {
        var data = new TheoryData<string, string, string>();
        foreach (var row in rows.Split('\n', StringSplitOptions.TrimEntries))
        {
            var bar = row.IndexOf('|', StringComparison.Ordinal);
            var at = row.LastIndexOf("=>", StringComparison.Ordinal);
            data.Add(row[..bar].Trim(), row[(bar + 1)..at].Trim(), row[(at + 2)..].Trim());
        }
        return data;
    }
}
