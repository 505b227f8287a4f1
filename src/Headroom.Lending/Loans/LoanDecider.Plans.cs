using System.Globalization;
using Headroom.Primitives;
using Outcome = Headroom.Primitives.Result<System.Collections.Generic.IReadOnlyList<Headroom.Lending.LoanEvent>>;

namespace Headroom.Lending;

/// <summary>What changes when a loan is due: pauses, new plans and more time.</summary>
public static partial class LoanDecider
{
    private const int PauseDaysMost = 1096;

    private static Outcome Pause(Loan loan, LoanCommand.Pause c) =>
        Recording(
            loan,
            Missing(c.Reason)
                ?? (c.Until <= c.On ? Refusal.Invalid("pause-empty", ("until", Text(c.Until))) : null)
                ?? (
                    c.Until.DayNumber - c.On.DayNumber > PauseDaysMost
                        ? Refusal.Invalid("pause-too-long", ("until", Text(c.Until)), ("most", Number(PauseDaysMost)))
                        : null
                )
                ?? BeforeDraw(loan, c.On)
                ?? Recorded(loan, c.Id),
            new LoanEntry.Paused(c.Id, c.On, c.Until, c.Scope, c.Reason)
        );

    // The pause as it was is taken back and a shorter one recorded, so that its history shows both.
    private static Outcome EndPause(Loan loan, LoanCommand.EndPause c)
    {
        var pause = loan.Entries.OfType<LoanEntry.Paused>().FirstOrDefault(entry => entry.Id == c.Paused);
        var refusal =
            Missing(c.Reason)
            ?? (
                pause is null ? Refusal.NotFound("pause-not-found", ("pause", c.Paused.ToString()))
                : c.On <= pause.On || c.On >= pause.Until
                    ? Refusal.Invalid(
                        "pause-end-outside",
                        ("date", Text(c.On)),
                        ("from", Text(pause.On)),
                        ("until", Text(pause.Until))
                    )
                : Recorded(loan, c.Id)
            );
        return refusal is null
            ? Result.Ok<IReadOnlyList<LoanEvent>>([
                new LoanEvent.EntryReversed(loan.Id, c.Paused, c.Reason),
                new LoanEvent.EntryRecorded(loan.Id, pause! with { Id = c.Id, Until = c.On }),
            ])
            : refusal;
    }

    private static Outcome Restructure(Loan loan, LoanCommand.Restructure c, CommandContext context) =>
        Replan(loan, c.Id, c.On, c.Reason, context, () => c.Plan);

    // The plan that runs, with more rows behind those that are left; when none are, the new ones begin on the day.
    private static Outcome Extend(Loan loan, LoanCommand.Extend c, CommandContext context) =>
        c.Instalments is < 1 or > 600
            ? Refusal.Invalid(
                "instalments-out-of-range",
                ("value", Number(c.Instalments)),
                ("least", "1"),
                ("most", "600")
            )
            : Replan(
                loan,
                c.Id,
                c.On,
                c.Reason,
                context,
                () =>
                {
                    var left = loan.PlanLeftOn(c.On);
                    return left with { Instalments = left.Instalments + c.Instalments };
                }
            );

    private static Outcome Replan(
        Loan loan,
        EntryId id,
        DateOnly on,
        string reason,
        CommandContext context,
        Func<RestructurePlan> plan
    )
    {
        var refusal = Missing(reason) ?? NotADate(loan, on, context) ?? Recorded(loan, id) ?? NotActive(loan, on);
        if (refusal is not null)
        {
            return refusal;
        }

        var made = plan();
        var terms = loan.Contract.TermsOf(loan.At(on).Principal, on, made);
        return Recording(loan, Scheduler.Make(terms).Refusal, new LoanEntry.Restructured(id, on, made, reason));
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
