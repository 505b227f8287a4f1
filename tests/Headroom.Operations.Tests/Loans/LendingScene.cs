using Headroom.Assessment;
using Headroom.Lending;
using Headroom.Operations.Borrowers;
using Headroom.Operations.Json;
using Headroom.Operations.Loans;
using Headroom.Primitives;
using Headroom.Store;

namespace Headroom.Operations.Tests.Loans;

/// <summary>A lender whose clock a test sets, with lines and loans of 10,000 over twelve months, drawn at noon.</summary>
internal sealed class LendingScene : IAsyncDisposable
{
    private static readonly PlanDraft Plan = new(Cny(10_000), "travel", RepaymentMethod.EqualInstalment, 12);

    private readonly SetClock _clock;

    private LendingScene(SetClock clock, HeadroomSystem system)
    {
        _clock = clock;
        System = system;
    }

    public HeadroomSystem System { get; }

    public static async Task<LendingScene> OpenAsync(IHeadroomStore store, string date)
    {
        var clock = new SetClock { At = Noon(date) };
        return new LendingScene(
            clock,
            await HeadroomSystem.OverAsync(store, new HeadroomOptions { Store = "", Clock = clock })
        );
    }

    public static BorrowerId Id(string text) => BorrowerId.Parse(text).Value;

    public static DateOnly Date(string text) => DateOnly.Parse(text, null);

    public static Money Cny(decimal amount) => Money.FromAmount(amount, Currency.CNY, Rounding.HalfUp);

    /// <summary>Noon of a date, Shanghai.</summary>
    public static DateTimeOffset Noon(string date) => new(Date(date), new TimeOnly(4, 0), TimeSpan.Zero);

    /// <summary>The clock goes to noon of a date.</summary>
    public void GoTo(string date) => _clock.At = Noon(date);

    public async Task OpenLineAsync(string borrower, DateTimeOffset? expiresAt = null) =>
        await DoAsync(
            borrower,
            turn =>
            {
                turn.Add(new BorrowerEvent.Registered(BorrowerKind.Person, Currency.CNY));
                var opening = new DrawId(turn.NextId());
                return turn.Ask(
                    new LineCommand.ImportLine(
                        "consumer",
                        Cny(50_000),
                        Rate.Daily(0.0005m),
                        null,
                        null,
                        expiresAt,
                        opening,
                        Cny(0)
                    )
                );
            }
        );

    /// <summary>Asks the line, which must agree.</summary>
    public Task AskAsync(string borrower, LineCommand command) => DoAsync(borrower, turn => turn.Ask(command));

    public async Task<DrawId> DrawAsync(string borrower)
    {
        var state = await StateAsync(borrower);
        var hash = LoanQuotes.Of(System.Products, state.Line, Plan, System.Calendar.DateAt(_clock.At)).Value.Hash;
        var outcome = await System.DrawLoanAsync(Id(borrower), Plan, hash, new RequestEnvelope(Actor.System("test")));
        outcome.Answer.Refusal.ShouldBeNull();
        return EventJson.Read<LoanAnswer>(outcome.Answer.Value).Loan;
    }

    /// <summary>Draws as a version without books did: the loan stands, and nothing is posted.</summary>
    public async Task DrawWithoutBooksAsync(string borrower)
    {
        var id = new CommandId(SortableId.Of(_clock.At, new byte[10]));
        var context = new CommandContext(id, Actor.System("test"), _clock.At, System.Calendar.DateAt(_clock.At));
        var outcome = await System.Writer.SubmitAsync(
            new Command<BorrowerState>(
                Id(borrower),
                "old-draw",
                ContentHash.Of("old draw"u8),
                id,
                context.Actor,
                _clock.At,
                state =>
                {
                    var turn = new BorrowerTurn(state, context);
                    var quote = LoanQuotes.Of(System.Products, state.Line, Plan, context.BusinessDate).Value;
                    var loan = new DrawId(turn.NextId());
                    var refusal =
                        turn.Ask(new LineCommand.ReserveDraw(loan, Plan.Amount))
                        ?? turn.Ask(loan, new LoanCommand.Disburse(loan, quote, quote.Hash))
                        ?? turn.Ask(new LineCommand.CommitDraw(loan));
                    refusal.ShouldBeNull();
                    var effect = turn.End("drawn");
                    return effect with
                    {
                        State = effect.State with { Books = null },
                        Events = [.. effect.Events.Where(draft => draft.Type != "books.posted")],
                    };
                }
            )
        );
        outcome.Answer.Refusal.ShouldBeNull();
    }

    public async Task<EntryAnswer> RepayAsync(string borrower, DrawId loan, decimal amount, string? on = null)
    {
        var draft = new RepaymentDraft(loan, on is null ? null : Date(on), Cny(amount));
        var outcome = await System.RepayLoanAsync(Id(borrower), draft, new RequestEnvelope(Actor.System("test")));
        outcome.Answer.Refusal.ShouldBeNull();
        return EventJson.Read<EntryAnswer>(outcome.Answer.Value);
    }

    public async Task<DayEndReport> EndDayAsync(string? date = null) =>
        (await System.EndDayAsync(date is null ? null : Date(date))).Value;

    public async Task<BorrowerState> StateAsync(string borrower) =>
        System.Model.Load(Id(borrower), (await System.Store.ReadBorrowerAsync(Id(borrower)))!.State);

    public async Task<BorrowerRow> RowAsync(string borrower) =>
        (await System.Store.ReadBorrowerAsync(Id(borrower)))!.Row;

    public ValueTask DisposeAsync() => System.DisposeAsync();

    private async Task DoAsync(string borrower, Func<BorrowerTurn, Refusal?> ask)
    {
        var outcome = await System.SubmitAsync(
            Id(borrower),
            new RequestEnvelope(Actor.System("test")),
            "test",
            borrower,
            turn => ask(turn) is { } refusal ? refusal : turn.End("done")
        );
        outcome.Answer.Refusal.ShouldBeNull();
    }

    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset At { get; set; }

        public override DateTimeOffset GetUtcNow() => At;
    }
}
