using Headroom.Lending;
using Headroom.Operations.Json;
using Headroom.Operations.Loans;
using Headroom.Primitives;
using Headroom.Store;

namespace Headroom.Operations.Borrowers;

/// <summary>
/// One command being decided: events are folded as they come, so that each rule sees the state the earlier ones left, and
/// all are stored together or none.
/// </summary>
public sealed class BorrowerTurn(BorrowerState start, CommandContext context)
{
    private readonly BorrowerState _start = start;
    private readonly List<BorrowerEvent> _events = [];
    private readonly List<OutboxDraft> _messages = [];
    private int _derived;

    /// <summary>The state so far.</summary>
    public BorrowerState State { get; private set; } = start;

    /// <summary>The command's context.</summary>
    public CommandContext Context { get; } = context;

    /// <summary>The products that loans are made of.</summary>
    public ProductBook Products { get; init; } = ProductBook.Shipped;

    /// <summary>The policy release that decided, where one did.</summary>
    public ContentHash? Release { get; set; }

    /// <summary>The events so far.</summary>
    public IReadOnlyList<BorrowerEvent> Events => _events;

    /// <summary>An identifier for the next thing this command makes; the same in every replay.</summary>
    public SortableId NextId() => Context.Id.Value.Derive(_derived++);

    /// <summary>Takes an event.</summary>
    public void Add(BorrowerEvent @event)
    {
        _events.Add(@event);
        State = State.Apply(@event, Context.At);
    }

    /// <summary>Asks the line, and takes what it answers; gives the refusal, or null.</summary>
    public Refusal? Ask(LineCommand command) => Ask(command, Context);

    /// <summary>
    /// Asks the line for what the system itself sees to, whoever gave the command: as of the command's instant, or an
    /// earlier one.
    /// </summary>
    public Refusal? AskAsSystem(LineCommand command, DateTimeOffset? at = null) =>
        Ask(command, Context with { Actor = Actor.System("servicing"), At = at ?? Context.At });

    /// <summary>Asks the line for what a policy orders: in the name of the system that asked, or of the review where a person did.</summary>
    public Refusal? AskAsPolicy(LineCommand command) =>
        Context.Actor.Kind == ActorKind.System
            ? Ask(command)
            : Ask(command, Context with { Actor = Actor.System("review") });

    private Refusal? Ask(LineCommand command, CommandContext context)
    {
        if (!LineDecider.Decide(State.Line, command, context).TryGet(out var events, out var refusal))
        {
            return refusal;
        }

        foreach (var @event in events)
        {
            Add(new BorrowerEvent.OnLine(@event));
        }

        return null;
    }

    /// <summary>Asks a loan, and takes what it answers; gives the refusal, or null.</summary>
    public Refusal? Ask(DrawId loan, LoanCommand command)
    {
        if (!LoanDecider.Decide(State.LoanOf(loan), command, Context).TryGet(out var events, out var refusal))
        {
            return refusal;
        }

        foreach (var @event in events)
        {
            Add(new BorrowerEvent.OnLoan(@event));
        }

        return null;
    }

    /// <summary>Asks the line, and ends with the answer or the refusal.</summary>
    public Result<CommandEffect<BorrowerState>> AskAndEnd<TAnswer>(LineCommand command, TAnswer answer)
        where TAnswer : notnull => Ask(command) is { } refusal ? refusal : End(answer);

    /// <summary>Leaves a message for the outbox.</summary>
    public void Send<T>(string topic, T body)
        where T : notnull => _messages.Add(new OutboxDraft(topic, EventJson.Write(body)));

    /// <summary>What the store is to write, and what the caller is told.</summary>
    public CommandEffect<BorrowerState> End<TAnswer>(TAnswer answer)
        where TAnswer : notnull
    {
        // Whatever a command does to a loan, its books follow: no use case can forget them.
        if (_events.Exists(@event => @event is BorrowerEvent.OnLoan))
        {
            var through = _start.Books?.On;
            var on = Context.BusinessDate > through ? Context.BusinessDate : through ?? Context.BusinessDate;
            Add(new BorrowerEvent.Booked(Bookkeeping.Post(_start.Loans, through, State.Loans, on)));
        }

        return new(State, _events.ConvertAll(Encode), EventJson.Write(answer), _messages) { Release = Release };
    }

    private EventToAppend Encode(BorrowerEvent @event) =>
        EventCodec.Encode(@event) with
        {
            Decision = @event is BorrowerEvent.Decided decided
                ? BorrowerModel.DecisionRow(State.Id, 0, decided.Decision)
                : null,
            Postings = @event is BorrowerEvent.Booked booked ? LedgerRows.Of(booked.Posted) : [],
        };
}
