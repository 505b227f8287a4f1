using Headroom.Primitives;

namespace Headroom.Lending.Simulation;

internal sealed partial class SimulatedLife
{
    // Something wrong, or null.
    private string? Act()
    {
        var roll = _random.Between(1, 100);
        switch (roll)
        {
            case <= 14:
                return Draw();
            case <= 22:
                ChangeLine();
                return null;
            default:
                if (_known.Count > 0)
                {
                    Service(_random.Pick([.. _known.Keys]), roll);
                }

                return null;
        }
    }

    private string? Draw()
    {
        var id = new DrawId(NewId());
        var amount = new Money(_random.Between(1, 1_500_000), Currency.CNY);
        if (SendLine(new LineCommand.ReserveDraw(id, amount), Servicing) is not null)
        {
            return null;
        }

        var view = _store.Line.HeadroomAt(Now);
        if (view.Drawn + view.Reserved > view.EffectiveLimit)
        {
            return $"a draw was accepted to {view.Drawn + view.Reserved} over a limit of {view.EffectiveLimit}";
        }

        var request = new QuoteRequest(
            amount,
            "travel",
            _random.Pick(_product.Methods),
            _random.Pick(_product.Instalments),
            _rate,
            _today,
            SomeFirstDueOn(_today)
        );
        if (_random.Chance(15) || !Quoter.Make(_product, request).TryGet(out var quote, out _))
        {
            SendLine(new LineCommand.ReleaseDraw(id, "not signed"), Servicing);
            return null;
        }

        SendLoan(id, new LoanCommand.Disburse(id, quote, quote.Hash));
        SendLine(new LineCommand.CommitDraw(id), Servicing);
        _known.Add(id.Value, (_store.Loans[id.Value].Contract, []));
        return null;
    }

    private void ChangeLine()
    {
        var held = _store.Line.Holds.Select(hold => hold.Id).ToArray();
        LineCommand command = _random.Between(1, 6) switch
        {
            1 or 2 => new LineCommand.SetApprovedLimit(Yuan(_random.Between(0, 60) * 1000), "review"),
            3 => new LineCommand.SetBorrowerCap(Yuan(_random.Between(0, 60) * 1000)),
            4 => new LineCommand.RemoveBorrowerCap(),
            5 when held.Length > 0 => new LineCommand.LiftHold(_random.Pick(held), "checked"),
            _ => new LineCommand.PlaceHold(
                new HoldId(NewId()),
                HoldKind.Risk,
                HoldScope.Draws,
                "score",
                Now.AddDays(_random.Between(1, 60)),
                null,
                HoldOverride.ReviewerMayLift,
                null
            ),
        };
        SendLine(command, Reviewer);
    }

    private void Service(SortableId id, int roll)
    {
        var loan = _store.Loans[id];
        var facts = _known[id].Facts;
        var entry = new EntryId(NewId());
        var position = loan.At(_today);
        var earlier = _today.AddDays(
            -_random.Between(0, Math.Min(70, _today.DayNumber - loan.Contract.Terms.DrawnOn.DayNumber))
        );
        var some = new Money(_random.Between(1, 250_000), Currency.CNY);
        LoanCommand command = roll switch
        {
            <= 50 when position.Arrears.Total.IsPositive => Repay(entry, _today, position.Arrears.Total),
            <= 58 => Repay(entry, _today, some),
            <= 66 => Repay(entry, earlier, some),
            <= 72 => Repay(entry, earlier, some, RepaymentIntent.PrepayKeepTerm),
            <= 78 => Repay(entry, _today, some, RepaymentIntent.PrepayKeepInstalment),
            <= 82 when position.Settlement.IsPositive => Repay(entry, _today, position.Settlement),
            <= 89 when facts.Count > 0 => new LoanCommand.Reverse(_random.Pick(facts).Id, "bounced"),
            <= 91 => new LoanCommand.ChargeFee(
                entry,
                earlier,
                "dunning",
                new Money(_random.Between(1, 2000), Currency.CNY)
            ),
            <= 93 => new LoanCommand.Refund(entry, _today, position.Credit.IsPositive ? position.Credit : some),
            <= 95 => new LoanCommand.Pause(
                entry,
                earlier,
                earlier.AddDays(_random.Between(1, 40)),
                _random.Pick(Enum.GetValues<PauseScope>()),
                "flood"
            ),
            <= 97 => new LoanCommand.Restructure(entry, earlier, NewPlan(earlier), "hardship"),
            <= 99 => new LoanCommand.Extend(entry, earlier, _random.Between(1, 6), "hardship"),
            _ => new LoanCommand.WriteOff(entry, _today, "uncollectable"),
        };
        if (SendLoan(new DrawId(id), command) is null)
        {
            Learn(loan.Contract, facts, command);
        }
    }

    private LoanCommand.Repay Repay(
        EntryId id,
        DateOnly on,
        Money amount,
        RepaymentIntent intent = RepaymentIntent.Scheduled
    ) => new(id, on, amount, intent, AcceptExcess: _random.Chance(30));

    private RestructurePlan NewPlan(DateOnly on) =>
        new(
            _random.Pick(_product.Methods),
            _random.Between(1, 18),
            _rate,
            SomeFirstDueOn(on),
            _random.Chance(30) ? _random.Between(1, 31) : null,
            _random.Chance(30) ? _random.Between(0, 3) : null
        );

    private DateOnly? SomeFirstDueOn(DateOnly on) => _random.Chance(40) ? on.AddDays(_random.Between(1, 75)) : null;

    // The facts as the client knows them: what it sent and was accepted.
    private static void Learn(LoanContract contract, List<LoanEntry> facts, LoanCommand command)
    {
        if (command is LoanCommand.Reverse reverse)
        {
            facts.RemoveAll(fact => fact.Id == reverse.Id);
            return;
        }

        facts.Add(
            command switch
            {
                LoanCommand.Repay c => new LoanEntry.Repaid(c.Id, c.On, c.Amount, c.Intent),
                LoanCommand.ChargeFee c => new LoanEntry.FeeCharged(c.Id, c.On, c.Code, c.Amount),
                LoanCommand.Refund c => new LoanEntry.Refunded(c.Id, c.On, c.Amount),
                LoanCommand.Pause c => new LoanEntry.Paused(c.Id, c.On, c.Until, c.Scope, c.Reason),
                LoanCommand.Restructure c => new LoanEntry.Restructured(c.Id, c.On, c.Plan, c.Reason),
                LoanCommand.Extend c => new LoanEntry.Restructured(
                    c.Id,
                    c.On,
                    LoanAuditor.Extended(contract, facts, c.On, c.Instalments),
                    c.Reason
                ),
                LoanCommand.WriteOff c => new LoanEntry.WrittenOff(c.Id, c.On, c.Reason),
                _ => throw new InvalidOperationException($"{command} is no fact."),
            }
        );
    }

    private string? SendLine(LineCommand command, Actor actor)
    {
        var context = Context(actor);
        return Count(
            _store.Submit(
                context.Id,
                () => Events(LineDecider.Decide(_store.Line, command, context), e => new SimulatedEvent(e, null)),
                _random
            )
        );
    }

    private string? SendLoan(DrawId id, LoanCommand command)
    {
        var context = Context(Servicing);
        return Count(
            _store.Submit(
                context.Id,
                () =>
                    Events(
                        LoanDecider.Decide(_store.Loans.GetValueOrDefault(id.Value), command, context),
                        e => new SimulatedEvent(null, e)
                    ),
                _random
            )
        );
    }

    private string? Count(string? refusal)
    {
        _tally.Commands++;
        if (refusal is not null)
        {
            _tally.Refused[refusal] = _tally.Refused.GetValueOrDefault(refusal) + 1;
        }

        return refusal;
    }

    private static Result<IReadOnlyList<SimulatedEvent>> Events<T>(
        Result<IReadOnlyList<T>> outcome,
        Func<T, SimulatedEvent> wrap
    ) => outcome.Then(events => Result.Ok<IReadOnlyList<SimulatedEvent>>([.. events.Select(wrap)]));

    private CommandContext Context(Actor actor) => new(new CommandId(NewId()), actor, Now, _today);

    private DateTimeOffset Now => new(_today, new TimeOnly(4, 0), TimeSpan.Zero);

    private SortableId NewId() => SortableId.Of(Now.AddMilliseconds(_made), new byte[10]).Derive(_made++);
}
