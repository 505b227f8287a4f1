using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Headroom.Scoring.Tests.Pmml;

/// <summary>
/// The part of the schema of PMML 4.4 (dmg.org/pmml/v4-4-1) that the product writes, one element a line: its attributes
/// (<c>!</c> required, <c>=</c> one of), then its content as the schema's sequence.
/// </summary>
internal static class PmmlSchema
{
    private const string Rules = """
        PMML                | version! | Header MiningBuildTask? DataDictionary TransformationDictionary? MODEL+ Extension*
        Header              | copyright description modelVersion | Extension* Application? Annotation* Timestamp?
        Application         | name! version | Extension*
        Timestamp           | | Extension*
        Extension           | extender name value |
        DataDictionary      | numberOfFields | Extension* DataField+ Taxonomy*
        DataField           | name! displayName optype!=continuous,categorical,ordinal dataType!=string,integer,float,double,boolean taxonomy isCyclic=0,1 | Extension* Interval* Value*
        Interval            | closure!=openClosed,openOpen,closedOpen,closedClosed leftMargin rightMargin | Extension*
        Value               | value! displayValue property=valid,invalid,missing | Extension*
        TransformationDictionary | | Extension* DefineFunction* DerivedField*
        LocalTransformations | | Extension* DerivedField*
        DerivedField        | name displayName optype!=continuous,categorical,ordinal dataType!=string,integer,float,double,boolean | Extension* EXPRESSION Value*
        DefineFunction      | name! optype!=continuous,categorical,ordinal dataType=string,integer,float,double,boolean | Extension* ParameterField+ EXPRESSION
        ParameterField      | name! optype dataType displayName | Extension*
        Scorecard           | modelName functionName!=regression algorithmName initialScore useReasonCodes=true,false reasonCodeAlgorithm=pointsAbove,pointsBelow baselineScore baselineMethod=max,min,mean,neutral,other isScorable=true,false | Extension* MiningSchema Output? ModelStats? ModelExplanation? Targets? LocalTransformations? Characteristics ModelVerification? Extension*
        Characteristics     | | Extension* Characteristic+
        Characteristic      | name reasonCode baselineScore | Extension* Attribute+
        Attribute           | reasonCode partialScore | Extension* PREDICATE ComplexPartialScore?
        ComplexPartialScore | | Extension* EXPRESSION
        MiningModel         | modelName functionName!=regression,classification algorithmName isScorable=true,false | Extension* MiningSchema Output? ModelStats? ModelExplanation? Targets? LocalTransformations? Segmentation? ModelVerification? Extension*
        Segmentation        | multipleModelMethod!=majorityVote,weightedMajorityVote,average,weightedAverage,median,max,sum,selectFirst,selectAll,modelChain missingPredictionTreatment missingThreshold | Extension* Segment+
        Segment             | id weight | Extension* PREDICATE MODEL VariableWeight?
        TreeModel           | modelName functionName!=regression,classification algorithmName missingValueStrategy=lastPrediction,nullPrediction,defaultChild,weightedConfidence,aggregateNodes,none missingValuePenalty noTrueChildStrategy=returnNullPrediction,returnLastPrediction splitCharacteristic=binarySplit,multiSplit isScorable=true,false | Extension* MiningSchema Output? ModelStats? ModelExplanation? Targets? LocalTransformations? Node ModelVerification? Extension*
        Node                | id score recordCount defaultChild | Extension* PREDICATE Partition? ScoreDistribution* Node*
        ScoreDistribution   | value! recordCount! confidence probability | Extension*
        RegressionModel     | modelName functionName!=regression,classification algorithmName modelType=linearRegression,stepwisePolynomialRegression,logisticRegression targetFieldName normalizationMethod=none,simplemax,softmax,logit,probit,cloglog,exp,loglog,cauchit isScorable=true,false | Extension* MiningSchema Output? ModelStats? ModelExplanation? Targets? LocalTransformations? RegressionTable+ ModelVerification? Extension*
        RegressionTable     | intercept! targetCategory | Extension* NumericPredictor* CategoricalPredictor* PredictorTerm*
        NumericPredictor    | name! exponent coefficient! | Extension*
        CategoricalPredictor | name! value! coefficient! | Extension*
        PredictorTerm       | name coefficient! | Extension* FieldRef+
        MiningSchema        | | Extension* MiningField+
        MiningField         | name! usageType=active,predicted,target,supplementary,group,order,frequencyWeight,analysisWeight optype=continuous,categorical,ordinal importance outliers=asIs,asMissingValues,asExtremeValues lowValue highValue missingValueReplacement missingValueTreatment=asIs,asMean,asMode,asMedian,asValue,returnInvalid invalidValueTreatment=returnInvalid,asIs,asMissing,asValue invalidValueReplacement | Extension*
        Output              | | Extension* OutputField+
        OutputField         | name! displayName optype=continuous,categorical,ordinal dataType!=string,integer,float,double,boolean targetField feature=predictedValue,predictedDisplayValue,transformedValue,decision,probability,affinity,residual,standardError,reasonCode,entityId value rank rankBasis rankOrder isMultiValued segmentId isFinalResult=true,false algorithm ruleFeature | Extension* Decisions? EXPRESSION? Value*
        Targets             | | Extension* Target+
        Target              | field optype castInteger=round,ceiling,floor min max rescaleConstant rescaleFactor | Extension* TargetValue*
        TargetValue         | value displayValue priorProbability defaultValue | Extension* Partition?
        SimplePredicate     | field! operator!=equal,notEqual,lessThan,lessOrEqual,greaterThan,greaterOrEqual,isMissing,isNotMissing value | Extension*
        CompoundPredicate   | booleanOperator!=or,and,xor,surrogate | Extension* PREDICATE PREDICATE+
        SimpleSetPredicate  | field! booleanOperator!=isIn,isNotIn | Extension* Array
        True                | | Extension*
        False               | | Extension*
        Array               | type!=int,real,string n |
        FieldRef            | field! mapMissingTo | Extension*
        Constant            | dataType=string,integer,float,double,boolean missing=true,false |
        Apply               | function! mapMissingTo defaultValue invalidValueTreatment=returnInvalid,asIs,asMissing | Extension* EXPRESSION*
        NormContinuous      | mapMissingTo field! outliers=asIs,asMissingValues,asExtremeValues | Extension* LinearNorm LinearNorm+
        LinearNorm          | orig! norm! | Extension*
        NormDiscrete        | field! value! mapMissingTo | Extension*
        Discretize          | field! mapMissingTo defaultValue dataType | Extension* DiscretizeBin+
        DiscretizeBin       | binValue! | Extension* Interval
        MapValues           | mapMissingTo defaultValue outputColumn! dataType | Extension* FieldColumnPair+ InlineTable
        FieldColumnPair     | field! column! | Extension*
        InlineTable         | | Extension* row*
        """;

    private static readonly Dictionary<string, string> Groups = new()
    {
        ["MODEL"] = "Scorecard MiningModel TreeModel RegressionModel",
        ["PREDICATE"] = "SimplePredicate CompoundPredicate SimpleSetPredicate True False",
        ["EXPRESSION"] = "FieldRef Constant Apply NormContinuous NormDiscrete Discretize MapValues",
    };

    private static readonly Dictionary<string, (string[] Attributes, Regex Content)> Elements = Rules
        .Split('\n')
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .ToDictionary(parts => parts[0], parts => (Split(parts[1]), ContentOf(parts[2])));

    /// <summary>What the schema forbids, each with the element that has it; empty where the document is valid.</summary>
    public static IReadOnlyList<string> Faults(XElement root) =>
        [
            .. root.DescendantsAndSelf()
                .Where(element => element.Parent?.Name.LocalName is not ("InlineTable" or "row"))
                .SelectMany(FaultsOf)
                .Distinct(),
        ];

    private static IEnumerable<string> FaultsOf(XElement element)
    {
        string name = element.Name.LocalName;
        if (!Elements.TryGetValue(name, out (string[] Attributes, Regex Content) rule))
        {
            yield return $"<{name}> is no element that the product writes";
            yield break;
        }

        string children = string.Concat(element.Elements().Select(child => child.Name.LocalName + " "));
        if (!rule.Content.IsMatch(children))
            yield return $"<{name}> holds '{children}'";
        HashSet<string> known = [];
        foreach (string attribute in rule.Attributes)
        {
            string[] parts = attribute.Split('=');
            string key = parts[0].TrimEnd('!');
            known.Add(key);
            string? value = element.Attribute(key)?.Value;
            if (value is null && parts[0].EndsWith('!'))
                yield return $"<{name}> needs '{key}'";
            if (value is not null && parts.Length > 1 && !parts[1].Split(',').Contains(value))
                yield return $"<{name}> has {key}='{value}'";
        }

        foreach (XAttribute attribute in element.Attributes())
        {
            if (!attribute.IsNamespaceDeclaration && !known.Contains(attribute.Name.LocalName))
                yield return $"<{name}> has an attribute '{attribute.Name.LocalName}'";
        }
    }

    private static Regex ContentOf(string content) =>
        new("^" + string.Concat(Split(content).Select(Particle)) + "$", RegexOptions.ExplicitCapture);

    private static string Particle(string particle)
    {
        string name = particle.TrimEnd('?', '*', '+');
        string names = Groups.GetValueOrDefault(name, name).Replace(' ', '|');
        return $"(({names}) ){particle[name.Length..]}";
    }

    private static string[] Split(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
