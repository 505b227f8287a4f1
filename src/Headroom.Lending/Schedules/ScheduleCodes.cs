using Headroom.Primitives;

namespace Headroom.Lending;

/// <summary>The kebab-case codes under which terms are written in JSON and on the command line, and the way back.</summary>
public static class ScheduleCodes
{
    // The first name of each is the one that is written; the others are read as well.
    private static readonly (string Code, RepaymentMethod Method)[] Methods =
    [
        ("equal-instalment", RepaymentMethod.EqualInstalment),
        ("等额本息", RepaymentMethod.EqualInstalment),
        ("equal-instalments", RepaymentMethod.EqualInstalment),
        ("equal-installment", RepaymentMethod.EqualInstalment),
        ("equal-installments", RepaymentMethod.EqualInstalment),
        ("annuity", RepaymentMethod.EqualInstalment),
        ("equal-principal", RepaymentMethod.EqualPrincipal),
        ("等额本金", RepaymentMethod.EqualPrincipal),
        ("equal-principal-payments", RepaymentMethod.EqualPrincipal),
        ("interest-only-then-principal", RepaymentMethod.InterestThenPrincipal),
        ("先息后本", RepaymentMethod.InterestThenPrincipal),
        ("interest-then-principal", RepaymentMethod.InterestThenPrincipal),
        ("interest-only", RepaymentMethod.InterestThenPrincipal),
        ("all-at-maturity", RepaymentMethod.AllAtMaturity),
        ("到期一次还本付息", RepaymentMethod.AllAtMaturity),
        ("到期还本付息", RepaymentMethod.AllAtMaturity),
        ("一次性还本付息", RepaymentMethod.AllAtMaturity),
        ("bullet", RepaymentMethod.AllAtMaturity),
        ("repay-at-any-time", RepaymentMethod.AnyTime),
        ("随借随还", RepaymentMethod.AnyTime),
        ("any-time", RepaymentMethod.AnyTime),
        ("revolving", RepaymentMethod.AnyTime),
    ];

    private static readonly (string Code, DayCount DayCount)[] DayCounts =
    [
        ("daily", DayCount.Daily),
        ("periodic", DayCount.Periodic),
        ("monthly", DayCount.Periodic),
        ("30/360", DayCount.Thirty360),
        ("thirty360", DayCount.Thirty360),
        ("actual/360", DayCount.Actual360),
        ("actual360", DayCount.Actual360),
        ("360", DayCount.Actual360),
        ("actual/364", DayCount.Actual364),
        ("actual364", DayCount.Actual364),
        ("364", DayCount.Actual364),
        ("actual/365", DayCount.Actual365),
        ("actual365", DayCount.Actual365),
        ("365", DayCount.Actual365),
        ("actual/actual", DayCount.ActualActual),
        ("actual-actual", DayCount.ActualActual),
        ("actual", DayCount.ActualActual),
        ("actual/actual-isda", DayCount.ActualActualIsda),
        ("actual-actual-isda", DayCount.ActualActualIsda),
        ("isda", DayCount.ActualActualIsda),
        ("actual/draw-year", DayCount.ActualDrawYear),
        ("actual-draw-year", DayCount.ActualDrawYear),
        ("draw-year", DayCount.ActualDrawYear),
    ];

    /// <summary>The code of a method.</summary>
    public static string Code(this RepaymentMethod method) => Methods.First(pair => pair.Method == method).Code;

    /// <summary>The code of a day count.</summary>
    public static string Code(this DayCount dayCount) => DayCounts.First(pair => pair.DayCount == dayCount).Code;

    /// <summary>The code of an order of allocation.</summary>
    public static string Code(this AllocationOrder order) =>
        order == AllocationOrder.ComponentFirst ? "component-first" : "oldest-instalment-first";

    /// <summary>
    /// The method of a code, of one of its other English names, or of its Chinese one. Refuses an unknown one with
    /// <c>method-unknown</c>.
    /// </summary>
    public static Result<RepaymentMethod> ParseMethod(string code) =>
        Find(Methods, Plain(code), code, "method-unknown");

    /// <summary>
    /// The day count of a code, or of the year's length alone (<c>360</c>, <c>365</c>, <c>actual</c>); <c>act</c> is read as
    /// <c>actual</c>. Refuses an unknown one with <c>day-count-unknown</c>.
    /// </summary>
    public static Result<DayCount> ParseDayCount(string code) =>
        Find(DayCounts, string.Join('/', Plain(code).Split('/').Select(Whole)), code, "day-count-unknown");

    private static string Plain(string code) => code.Trim().Replace('_', '-').Replace(' ', '-').ToLowerInvariant();

    private static string Whole(string part) =>
        part == "act" ? "actual"
        : part.StartsWith("act-", StringComparison.Ordinal) ? "actual" + part[3..]
        : part;

    private static Result<T> Find<T>((string Code, T Value)[] known, string plain, string code, string refusal)
        where T : struct, Enum
    {
        foreach (var (name, value) in known)
        {
            if (name == plain)
            {
                return value;
            }
        }

        var written = known.DistinctBy(pair => pair.Value).Select(pair => pair.Code);
        return Refusal.Invalid(refusal, ("value", code), ("known", string.Join(", ", written)));
    }
}
