using Headroom.Primitives;

namespace Headroom.Lending;

/// <summary>The kebab-case codes under which terms are written in JSON and on the command line, and the way back.</summary>
public static class ScheduleCodes
{
    private static readonly Dictionary<string, RepaymentMethod> Methods = new(StringComparer.Ordinal)
    {
        ["equal-instalment"] = RepaymentMethod.EqualInstalment,
        ["equal-principal"] = RepaymentMethod.EqualPrincipal,
        ["interest-only-then-principal"] = RepaymentMethod.InterestThenPrincipal,
        ["all-at-maturity"] = RepaymentMethod.AllAtMaturity,
        ["any-time"] = RepaymentMethod.AnyTime,
    };

    private static readonly Dictionary<string, DayCount> DayCounts = new(StringComparer.Ordinal)
    {
        ["daily"] = DayCount.Daily,
        ["periodic"] = DayCount.Periodic,
        ["30/360"] = DayCount.Thirty360,
        ["actual/360"] = DayCount.Actual360,
        ["actual/364"] = DayCount.Actual364,
        ["actual/365"] = DayCount.Actual365,
        ["actual/actual"] = DayCount.ActualActual,
        ["actual/actual-isda"] = DayCount.ActualActualIsda,
        ["actual/draw-year"] = DayCount.ActualDrawYear,
    };

    /// <summary>The code of a method.</summary>
    public static string Code(this RepaymentMethod method) => Methods.First(pair => pair.Value == method).Key;

    /// <summary>The code of a day count.</summary>
    public static string Code(this DayCount dayCount) => DayCounts.First(pair => pair.Value == dayCount).Key;

    /// <summary>The code of an order of allocation.</summary>
    public static string Code(this AllocationOrder order) =>
        order == AllocationOrder.ComponentFirst ? "component-first" : "oldest-instalment-first";

    /// <summary>The method of a code. Refuses an unknown one with <c>method-unknown</c>.</summary>
    public static Result<RepaymentMethod> ParseMethod(string code) => Find(Methods, code, "method-unknown");

    /// <summary>The day count of a code. Refuses an unknown one with <c>day-count-unknown</c>.</summary>
    public static Result<DayCount> ParseDayCount(string code) => Find(DayCounts, code, "day-count-unknown");

    private static Result<T> Find<T>(Dictionary<string, T> known, string code, string refusal) =>
        known.TryGetValue(code, out var found)
            ? found
            : Refusal.Invalid(refusal, ("value", code), ("known", string.Join(", ", known.Keys)));
}
