using Headroom.Primitives;

namespace Headroom.Lending;

/// <summary>The kebab-case codes under which terms are written in JSON and on the command line, and the way back.</summary>
public static class ScheduleCodes
{
    // The first name of each is the one that is written; the others are read as well.
    private static readonly (string Code, RepaymentMethod Method)[] Methods =
    [
        ("equal-instalment", RepaymentMethod.EqualInstalment),
        ("equal-principal", RepaymentMethod.EqualPrincipal),
        ("interest-only-then-principal", RepaymentMethod.InterestThenPrincipal),
        ("interest-then-principal", RepaymentMethod.InterestThenPrincipal),
        ("all-at-maturity", RepaymentMethod.AllAtMaturity),
        ("repay-at-any-time", RepaymentMethod.AnyTime),
        ("any-time", RepaymentMethod.AnyTime),
        ("revolving", RepaymentMethod.AnyTime),
    ];

    private static readonly (string Code, DayCount DayCount)[] DayCounts =
    [
        ("daily", DayCount.Daily),
        ("periodic", DayCount.Periodic),
        ("30/360", DayCount.Thirty360),
        ("actual/360", DayCount.Actual360),
        ("actual/364", DayCount.Actual364),
        ("actual/365", DayCount.Actual365),
        ("actual/actual", DayCount.ActualActual),
        ("actual/actual-isda", DayCount.ActualActualIsda),
        ("actual/draw-year", DayCount.ActualDrawYear),
    ];

    /// <summary>The code of a method.</summary>
    public static string Code(this RepaymentMethod method) => Methods.First(pair => pair.Method == method).Code;

    /// <summary>The code of a day count.</summary>
    public static string Code(this DayCount dayCount) => DayCounts.First(pair => pair.DayCount == dayCount).Code;

    /// <summary>The code of an order of allocation.</summary>
    public static string Code(this AllocationOrder order) =>
        order == AllocationOrder.ComponentFirst ? "component-first" : "oldest-instalment-first";

    /// <summary>The method of a code. Refuses an unknown one with <c>method-unknown</c>.</summary>
    public static Result<RepaymentMethod> ParseMethod(string code) => Find(Methods, code, "method-unknown");

    /// <summary>The day count of a code; <c>act</c> is read as <c>actual</c>. Refuses an unknown one with <c>day-count-unknown</c>.</summary>
    public static Result<DayCount> ParseDayCount(string code) =>
        Find(DayCounts, string.Join('/', code.Split('/').Select(Whole)), "day-count-unknown");

    private static string Whole(string part) =>
        part.Equals("act", StringComparison.OrdinalIgnoreCase) ? "actual" : part;

    private static Result<T> Find<T>((string Code, T Value)[] known, string code, string refusal)
    {
        foreach (var (name, value) in known)
        {
            if (string.Equals(name, code.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return Refusal.Invalid(refusal, ("value", code), ("known", string.Join(", ", known.Select(pair => pair.Code))));
    }
}
