using System.Globalization;
using Headroom.Scoring.Pmml.Definition;
using Headroom.Scoring.Pmml.Writing;

namespace Headroom.Scoring.Development;

/// <summary>What a developed model names as its results: the score, the probability of bad behind it, and reasons.</summary>
internal static class PointOutputs
{
    /// <param name="scaling">The line between log odds and points.</param>
    /// <param name="taken">Names of input fields, which no result may have.</param>
    /// <param name="reasons">How many ranked reason codes to name.</param>
    public static IReadOnlyList<OutputField> Build(PointScaling scaling, HashSet<string> taken, int reasons = 0)
    {
        string score = Free("score");
        List<OutputField> fields =
        [
            new OutputField(score, OutputFeature.PredictedValue, DataType.Double, 0),
            new OutputField(Free("probabilityOfBad"), OutputFeature.TransformedValue, DataType.Double, 0)
            {
                Expression = ProbabilityOfBad(score, scaling),
            },
        ];
        for (int rank = 1; rank <= reasons; rank++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"reason{rank}");
            fields.Add(
                new OutputField(Free(name), OutputFeature.ReasonCode, DataType.Text, 0)
                {
                    OpType = OpType.Categorical,
                    Rank = rank,
                }
            );
        }

        return fields;

        string Free(string name)
        {
            while (!taken.Add(name))
                name = "model_" + name;
            return name;
        }
    }

    /// <summary>1 / (1 + exp((score − offset) / factor)), so that whoever loads the file gets the probability too.</summary>
    public static Expression.Apply ProbabilityOfBad(string score, PointScaling scaling)
    {
        Expression.Apply exponent = Call(
            "/",
            Call("-", new Expression.FieldReference(score, null, 0), Literal(scaling.Offset)),
            Literal(scaling.Factor)
        );
        return Call("/", Literal(1), Call("+", Literal(1), Call("exp", exponent)));

        static Expression.Apply Call(string function, params IReadOnlyList<Expression> arguments) =>
            new(function, arguments, 0);

        static Expression.Constant Literal(double value) => new(PmmlWriter.Number(value), DataType.Double, 0);
    }
}
