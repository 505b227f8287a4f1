using Headroom.Scoring.Pmml.Definition;

namespace Headroom.Scoring.Pmml.Compilation;

/// <summary>A compiled expression over a row's slots; NaN is missing.</summary>
internal abstract class Calculation(DataType type)
{
    public DataType Type => type;

    public abstract double Evaluate(double[] values);
}

internal sealed class ConstantCalculation(DataType type, double value) : Calculation(type)
{
    public double Value => value;

    public override double Evaluate(double[] values) => value;
}

internal sealed class SlotCalculation(FieldSlot field, double missingResult) : Calculation(field.DataType)
{
    public override double Evaluate(double[] values)
    {
        double value = values[field.Slot];
        return double.IsNaN(value) ? missingResult : value;
    }
}

/// <summary>A function of numbers, with what <c>Apply</c> says about missing arguments and results.</summary>
internal sealed class ApplyCalculation(
    DataType type,
    Func<double[], Calculation[], double> function,
    Calculation[] arguments,
    double missingResult,
    double defaultResult,
    bool passesMissing
) : Calculation(type)
{
    public override double Evaluate(double[] values)
    {
        if (!passesMissing)
        {
            foreach (Calculation argument in arguments)
            {
                if (double.IsNaN(argument.Evaluate(values)))
                    return missingResult;
            }
        }

        double result = function(values, arguments);
        if (double.IsFinite(result))
            return result;
        return passesMissing && !double.IsNaN(missingResult) ? missingResult : defaultResult;
    }
}

internal sealed class PiecewiseLinearCalculation(
    int slot,
    IReadOnlyList<(double From, double To)> points,
    OutlierTreatment outliers,
    double missingResult
) : Calculation(DataType.Double)
{
    public override double Evaluate(double[] values)
    {
        double value = values[slot];
        if (double.IsNaN(value))
            return missingResult;
        bool isOutlier = value < points[0].From || value > points[^1].From;
        if (isOutlier && outliers == OutlierTreatment.AsMissing)
            return missingResult;
        if (isOutlier && outliers == OutlierTreatment.AsExtreme)
            return value < points[0].From ? points[0].To : points[^1].To;
        int upper = 1;
        while (upper < points.Count - 1 && value > points[upper].From)
            upper++;
        (double x0, double y0) = points[upper - 1];
        (double x1, double y1) = points[upper];
        return y0 + ((value - x0) / (x1 - x0) * (y1 - y0));
    }
}

/// <summary>A value by the first interval or key that the field matches.</summary>
internal sealed class LookupCalculation(
    DataType type,
    AttributeSelector selector,
    double[] results,
    int[] slots,
    double missingResult,
    double defaultResult
) : Calculation(type)
{
    public override double Evaluate(double[] values)
    {
        foreach (int slot in slots)
        {
            if (double.IsNaN(values[slot]))
                return missingResult;
        }

        int found = selector.Select(values);
        return found < 0 ? defaultResult : results[found];
    }
}

/// <summary>A call of a function that the file defines: the arguments are put where the body reads its parameters.</summary>
internal sealed class CallCalculation(DataType type, int[] parameters, Calculation[] arguments, Calculation body)
    : Calculation(type)
{
    public override double Evaluate(double[] values)
    {
        for (int i = 0; i < parameters.Length; i++)
            values[parameters[i]] = arguments[i].Evaluate(values);
        return body.Evaluate(values);
    }
}
