namespace Headroom.Scoring.Tests.Pmml;

public class PmmlRefusalTests
{
    public static TheoryData<string, string, string, string> Mistakes =>
        new()
        {
            { "</PMML>", "", PmmlException.Malformed, "not a well-formed XML document" },
            { "4.4\">", "3.2\">", PmmlException.Version, "export the model as PMML 4.4" },
            { "<Scorecard ", "<NeuralNetwork ", PmmlException.Malformed, "not a well-formed" },
            {
                "field=\"age\" operator=\"isMissing\"",
                "field=\"aeg\" operator=\"isMissing\"",
                PmmlException.UnknownField,
                "field 'aeg'"
            },
            {
                "<MiningField name=\"age\"/>",
                "<MiningField name=\"years\"/>",
                PmmlException.UnknownField,
                "mining field 'years' is not in the DataDictionary"
            },
            {
                "<MiningField name=\"age\"/>",
                "<MiningField name=\"income\"/>",
                PmmlException.DuplicateField,
                "field 'income' is defined twice"
            },
            { "operator=\"lessOrEqual\" value=\"18\"", "operator=\"lessOrEqual\"", PmmlException.Absent, "'value'" },
            {
                "operator=\"lessOrEqual\" value=\"18\"",
                "operator=\"lessOrEqual\" value=\"young\"",
                PmmlException.Value,
                "'young' is not a value of data type integer"
            },
            {
                "operator=\"lessOrEqual\" value=\"18\"",
                "operator=\"almost\" value=\"18\"",
                PmmlException.Unsupported,
                "use one of equal, notEqual"
            },
            { "partialScore=\"19\"", "partialScore=\"NaN\"", PmmlException.Value, "is not a finite number" },
            { "partialScore=\"19\"", "", PmmlException.Absent, "neither 'partialScore' nor <ComplexPartialScore>" },
            {
                "reasonCode=\"D\" baselineScore=\"19\"",
                "baselineScore=\"19\"",
                PmmlException.Absent,
                "characteristic 'department' has no reasonCode"
            },
            {
                "reasonCode=\"D\" baselineScore=\"19\"",
                "reasonCode=\"D\"",
                PmmlException.Absent,
                "characteristic 'department' has no baselineScore"
            },
            {
                "function=\"*\"",
                "function=\"soundex\"",
                PmmlException.Unsupported,
                "function 'soundex' is not supported"
            },
            {
                "<FieldRef field=\"income\"/>",
                "<TextIndex textField=\"income\"/>",
                PmmlException.Unsupported,
                "<TextIndex> is not supported here"
            },
            {
                "field=\"department\" operator=\"equal\"",
                "field=\"department\" operator=\"lessThan\"",
                PmmlException.Unsupported,
                "is a string, which is not ordered here"
            },
            { "n=\"2\"", "n=\"3\"", PmmlException.Value, "<Array n=\"3\"> has 2 items" },
            {
                "dataType=\"integer\"",
                "dataType=\"dateTime\"",
                PmmlException.Unsupported,
                "use one of string, double, float, integer, boolean"
            },
            {
                "functionName=\"regression\"",
                "functionName=\"clustering\"",
                PmmlException.Unsupported,
                "use one of regression, classification"
            },
        };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_named_with_its_file_line_and_cure(string right, string wrong, string code, string message)
    {
        string good = Samples.Scorecard();
        good.ShouldContain(right);
        int position = good.IndexOf(right, StringComparison.Ordinal);
        string xml = string.Concat(good.AsSpan(0, position), wrong, good.AsSpan(position + right.Length));

        PmmlException error = Should.Throw<PmmlException>(() => PmmlReader.Read(xml, "bad.pmml"));

        error.Code.ShouldBe(code);
        error.Message.ShouldContain(message);
        error.File.ShouldBe("bad.pmml");
        error.Line.ShouldBeGreaterThan(0);
        error.Message.ShouldStartWith($"bad.pmml({error.Line}): ");
    }

    [Fact]
    public void The_line_is_that_of_the_element_at_fault()
    {
        string xml = Samples
            .Scorecard()
            .Replace("operator=\"lessOrEqual\" value=\"18\"", "operator=\"lessOrEqual\" value=\"x\"");
        int expected =
            xml.Split('\n').ToList().FindIndex(line => line.Contains("value=\"x\"", StringComparison.Ordinal)) + 1;

        Should.Throw<PmmlException>(() => PmmlReader.Read(xml)).Line.ShouldBe(expected);
    }

    [Fact]
    public void A_model_of_an_unsupported_kind_is_named()
    {
        string xml = Samples
            .Scorecard()
            .Replace("Scorecard ", "NeuralNetwork ")
            .Replace("/Scorecard", "/NeuralNetwork");

        PmmlException error = Should.Throw<PmmlException>(() => PmmlReader.Read(xml));

        error.Code.ShouldBe(PmmlException.Unsupported);
        error.Message.ShouldContain("<NeuralNetwork> is not supported here");
    }

    [Fact]
    public void A_document_type_is_refused()
    {
        string xml = "<!DOCTYPE PMML [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + Samples.Scorecard();

        Should.Throw<PmmlException>(() => PmmlReader.Read(xml)).Code.ShouldBe(PmmlException.Malformed);
    }

    [Fact]
    public void A_document_nested_too_deep_is_refused()
    {
        string xml = string.Concat(Enumerable.Repeat("<a>", 5000)) + string.Concat(Enumerable.Repeat("</a>", 5000));

        Should.Throw<PmmlException>(() => PmmlReader.Read(xml)).Message.ShouldContain("nested more than");
    }
}
