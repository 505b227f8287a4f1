using Headroom.Scoring.Pmml.Definition;

namespace Headroom.Scoring.Pmml.Compilation;

/// <summary>One table: intercept + Σ coefficient · x^exponent + Σ coefficient [x = value] + Σ coefficient · Π x.</summary>
internal sealed record CompiledTable(
    double Intercept,
    (int Slot, int Exponent, double Coefficient)[] Numeric,
    (int Slot, double Value, double Coefficient)[] Categorical,
    (int[] Slots, double Coefficient)[] Terms
)
{
    /// <summary>A missing number makes the sum missing; a missing category adds nothing (PMML 4.4, Regression).</summary>
    public double Sum(double[] values)
    {
        double sum = Intercept;
        foreach ((int slot, int exponent, double coefficient) in Numeric)
            sum += coefficient * (exponent == 1 ? values[slot] : Math.Pow(values[slot], exponent));
        foreach ((int slot, double value, double coefficient) in Categorical)
            sum += values[slot] == value ? coefficient : 0;
        foreach ((int[] slots, double coefficient) in Terms)
        {
            double product = coefficient;
            foreach (int slot in slots)
                product *= values[slot];
            sum += product;
        }

        return sum;
    }
}

internal sealed class RegressionProgram(
    Step[] steps,
    int scoreSlot,
    Target? target,
    CompiledTable[] tables,
    Normalization normalization,
    ClassSlots? classes
) : ModelProgram(steps, scoreSlot, target, classes)
{
    public override PartialScore[] Explain(double[] values) => [];

    protected override double Evaluate(double[] values)
    {
        if (Classes is not { } slots)
            return Link(normalization, tables[0].Sum(values));
        if (normalization is Normalization.SoftMax or Normalization.SimpleMax)
        {
            Share(values, slots);
        }
        else
        {
            double first = Link(normalization, tables[0].Sum(values));
            values[slots.First] = first;
            values[slots.First + 1] = 1 - first;
        }

        return slots.Decide(values);
    }

    private void Share(double[] values, ClassSlots slots)
    {
        double largest = double.NegativeInfinity;
        for (int i = 0; i < tables.Length; i++)
        {
            values[slots.First + i] = tables[i].Sum(values);
            largest = Math.Max(largest, values[slots.First + i]);
        }

        double total = 0;
        for (int i = 0; i < tables.Length; i++)
        {
            // Taking the largest away first keeps the exponentials finite and changes no ratio.
            if (normalization == Normalization.SoftMax)
                values[slots.First + i] = Math.Exp(values[slots.First + i] - largest);
            total += values[slots.First + i];
        }

        for (int i = 0; i < tables.Length; i++)
            values[slots.First + i] /= total;
    }

    private static double Link(Normalization normalization, double sum) =>
        normalization switch
        {
            Normalization.Logit or Normalization.SoftMax => 1 / (1 + Math.Exp(-sum)),
            Normalization.Probit => double.IsNaN(sum) ? sum : Normal.Cdf(sum),
            Normalization.CLogLog => 1 - Math.Exp(-Math.Exp(sum)),
            Normalization.LogLog => Math.Exp(-Math.Exp(-sum)),
            Normalization.Cauchit => 0.5 + (Math.Atan(sum) / Math.PI),
            Normalization.Exp => Math.Exp(sum),
            _ => sum,
        };
}

internal static class RegressionCompiler
{
    public static RegressionProgram Compile(RegressionDefinition regression, Scope scope)
    {
        int scoreSlot = scope.Context.AllocateSlot();
        CompiledTable[] tables = [.. regression.Tables.Select(table => Compile(table, scope))];
        ClassSlots? classes =
            regression.Function == ModelFunction.Classification
                ? ClassSlots.Allocate([.. regression.Tables.Select(table => table.Category!)], scope.Context)
                : null;
        return new RegressionProgram(
            [.. scope.Steps],
            scoreSlot,
            regression.Target,
            tables,
            regression.Normalization,
            classes
        );
    }

    private static CompiledTable Compile(RegressionTable table, Scope scope) =>
        new(
            table.Intercept,
            [
                .. table.Numeric.Select(predictor =>
                    (Number(predictor.Field, predictor.Line, scope), predictor.Exponent, predictor.Coefficient)
                ),
            ],
            [
                .. table.Categorical.Select(predictor =>
                {
                    FieldSlot field = scope.Resolve(predictor.Field, predictor.Line);
                    double value = scope.Context.Encode(field.DataType, predictor.Value, predictor.Line);
                    return (field.Slot, value, predictor.Coefficient);
                }),
            ],
            [
                .. table.Terms.Select(term =>
                    (term.Fields.Select(field => Number(field, term.Line, scope)).ToArray(), term.Coefficient)
                ),
            ]
        );

    private static int Number(string name, int line, Scope scope)
    {
        FieldSlot field = scope.Resolve(name, line);
        return field.DataType == DataType.Text
            ? throw scope.Context.Error(
                PmmlException.Value,
                line,
                $"field '{name}' is a string; use it in a <CategoricalPredictor>."
            )
            : field.Slot;
    }
}
