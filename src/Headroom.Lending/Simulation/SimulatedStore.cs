using Headroom.Primitives;

namespace Headroom.Lending.Simulation;

/// <summary>An event of either kind.</summary>
internal readonly record struct SimulatedEvent(LineEvent? Line, LoanEvent? Loan);

/// <summary>
/// One borrower's history and the state folded from it. It may lose its memory at any command: before the append, so that
/// nothing was written, or after it, so that only the answer is missing. A command that is sent again gets its first answer.
/// </summary>
internal sealed class SimulatedStore
{
    private readonly List<SimulatedEvent> _events = [];
    private readonly Dictionary<CommandId, string?> _answers = [];

    public Line Line { get; private set; } = Line.None;

    public SortedDictionary<SortableId, Loan> Loans { get; private set; } = [];

    public int Crashes { get; private set; }

    public int Events => _events.Count;

    /// <summary>The refusal's code, or null where the command was accepted.</summary>
    public string? Submit(CommandId id, Func<Result<IReadOnlyList<SimulatedEvent>>> decide, SeededRandom random)
    {
        if (random.Chance(2))
        {
            // Lost before the append: nothing of it may be seen.
            _ = decide();
            Restart();
        }

        if (!_answers.TryGetValue(id, out var answer))
        {
            answer = Append(id, decide());
            if (random.Chance(2))
            {
                Restart();
                return Submit(id, decide, random);
            }
        }

        return answer;
    }

    /// <summary>Folds the history from its beginning.</summary>
    public (Line Line, SortedDictionary<SortableId, Loan> Loans) Replay()
    {
        var line = Line.None;
        var loans = new SortedDictionary<SortableId, Loan>();
        foreach (var @event in _events)
        {
            Fold(@event, ref line, loans);
        }

        return (line, loans);
    }

    private string? Append(CommandId id, Result<IReadOnlyList<SimulatedEvent>> outcome)
    {
        if (outcome.TryGet(out var events, out var refusal))
        {
            _events.AddRange(events);
            var line = Line;
            foreach (var @event in events)
            {
                Fold(@event, ref line, Loans);
            }

            Line = line;
        }

        return _answers[id] = refusal?.Code;
    }

    private void Restart()
    {
        Crashes++;
        (Line, Loans) = Replay();
    }

    private static void Fold(SimulatedEvent @event, ref Line line, SortedDictionary<SortableId, Loan> loans)
    {
        if (@event.Line is { } lineEvent)
        {
            line = LineFold.Apply(line, lineEvent);
        }
        else if (@event.Loan is { } loanEvent)
        {
            var id = loanEvent.Id.Value;
            loans[id] = Loan.Apply(loans.GetValueOrDefault(id), loanEvent);
        }
    }
}
