using Headroom.Lending;
using Headroom.Operations;
using Headroom.Operations.Loans;
using Headroom.Operations.Notices;
using Headroom.Primitives;
using Headroom.Server.Access;
using Headroom.Server.Api.Description;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Headroom.Server.Api.Loans;

/// <summary>The terms of a schedule; methods and day counts go by the names that the command line reads.</summary>
/// <param name="Method">How principal comes back, such as <c>equal-instalment</c>.</param>
/// <param name="Principal">The amount.</param>
/// <param name="Instalments">The number of instalments.</param>
/// <param name="AnnualRate">The rate a year as a fraction; this or the next.</param>
/// <param name="DailyRate">The rate a day as a fraction.</param>
/// <param name="DayCount">How time turns the rate into interest, such as <c>actual/365</c>.</param>
/// <param name="DrawnOn">The day of the draw; today where it is left out.</param>
/// <param name="Every">The time between due dates; a month where it is left out.</param>
/// <param name="FirstDueOn">The first due date, where it is not one period after the draw.</param>
/// <param name="AnchorDay">The day of the month, 1 to 31.</param>
/// <param name="MonthEnd">Where a due date goes in a month that lacks its day.</param>
/// <param name="Rounding">How a fraction of a minor unit is decided.</param>
/// <param name="InstalmentMultiple">The equal instalment is rounded to a multiple of this.</param>
/// <param name="PrincipalGrace">Periods at first without principal.</param>
/// <param name="InterestGrace">Periods at first whose interest is due later.</param>
/// <param name="InterestFree">Periods at first without interest.</param>
/// <param name="DownPaymentShare">The share due on the day of the draw.</param>
/// <param name="IsFlat">Whether interest is on the amount lent, to the end.</param>
/// <param name="EvenOutLast">Whether the instalment is moved to bring the last one closer to it.</param>
/// <param name="FeeAtDraw">Fees paid at the draw; they count in the cost.</param>
/// <param name="InstalmentFee">Fees paid with each instalment.</param>
public sealed record ScheduleRequest(
    string Method,
    Money Principal,
    int Instalments,
    decimal? AnnualRate = null,
    decimal? DailyRate = null,
    string? DayCount = null,
    DateOnly? DrawnOn = null,
    Frequency? Every = null,
    DateOnly? FirstDueOn = null,
    int? AnchorDay = null,
    MonthEndRule MonthEnd = MonthEndRule.LastDay,
    Rounding Rounding = Rounding.HalfUp,
    Money? InstalmentMultiple = null,
    int PrincipalGrace = 0,
    int InterestGrace = 0,
    int InterestFree = 0,
    decimal DownPaymentShare = 0,
    bool IsFlat = false,
    bool EvenOutLast = false,
    Money? FeeAtDraw = null,
    Money? InstalmentFee = null
);

/// <summary>The contacts that are planned for a date.</summary>
public sealed record NoticesAnswer(DateOnly Date, IReadOnlyList<PlannedNotice> Notices);

/// <summary>What needs no borrower: a schedule of any terms; and whom to tell what on a date.</summary>
internal static class ScheduleEndpoints
{
    public static void MapSchedules(this IEndpointRouteBuilder api)
    {
        api.MapPost("/schedules", Make)
            .NeedsScope(Scope.Read)
            .Describe("makeSchedule", "Make the schedule of any terms, with its cost a year")
            .Answers<ScheduleDocument>();
        api.MapGet("/notices", PlanAsync)
            .NeedsScope(Scope.Read)
            .Describe("planNotices", "Plan the reminders and calls of a date, each at a permitted time")
            .Answers<NoticesAnswer>();
    }

    private static IResult Make(ScheduleRequest body, HeadroomSystem system) =>
        ReadCall.Answer(
            ScheduleCodes
                .ParseMethod(body.Method)
                .Then(method =>
                    LoanRate
                        .Of(body.AnnualRate, body.DailyRate, body.DayCount)
                        .Then(rate => Scheduler.Make(Terms(body, method, rate, system)))
                )
                .Then(schedule => Priced(body, schedule))
        );

    private static ScheduleTerms Terms(
        ScheduleRequest body,
        RepaymentMethod method,
        LoanRate rate,
        HeadroomSystem system
    ) =>
        new(body.Principal, body.DrawnOn ?? system.Calendar.DateAt(system.Now), body.Instalments, method, rate)
        {
            Frequency = body.Every ?? Frequency.Monthly,
            FirstDueOn = body.FirstDueOn,
            AnchorDay = body.AnchorDay,
            MonthEnd = body.MonthEnd,
            Rounding = body.Rounding,
            InstalmentMultiple = body.InstalmentMultiple,
            PrincipalGrace = body.PrincipalGrace,
            InterestGrace = body.InterestGrace,
            InterestFree = body.InterestFree,
            DownPaymentShare = body.DownPaymentShare,
            Base = body.IsFlat ? InterestBase.Flat : InterestBase.DecliningBalance,
            EvenOutLast = body.EvenOutLast,
        };

    private static Result<ScheduleDocument> Priced(ScheduleRequest body, Schedule schedule)
    {
        var none = Money.Zero(body.Principal.Currency);
        var (atDraw, each) = (body.FeeAtDraw ?? none, body.InstalmentFee ?? none);
        return Quoter.CheckFees(schedule, atDraw, each) is { } refusal
            ? refusal
            : ScheduleDocument.Of(schedule, Quoter.Cost(schedule, atDraw, each));
    }

    private static async Task<IResult> PlanAsync(DateOnly? date, TimeOnly? at, HttpContext http, HeadroomSystem system)
    {
        var on = date ?? system.Calendar.DateAt(system.Now);
        var planned = await system.PlanNoticesAsync(on, at, ct: http.RequestAborted);
        return ReadCall.Answer(Result.Ok(new NoticesAnswer(on, planned)));
    }
}
