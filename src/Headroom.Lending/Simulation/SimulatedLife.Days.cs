using Headroom.Primitives;

namespace Headroom.Lending.Simulation;

/// <content>
/// Days are ended as the product ends them: only on next dates, missed ones in order; and after every command the books are
/// brought forward. That nothing was missed is checked by the sweep that the product does without.
/// </content>
internal sealed partial class SimulatedLife
{
    private readonly List<Posting> _ledger = [];
    private IReadOnlyList<Loan> _booked = [];
    private BooksPosted? _books;

    // Days on which nothing changes by itself are not looked at, however many were missed.
    private string? EndDays()
    {
        while (_books?.NextOn is { } on && on <= _today)
        {
            if (on <= _books.On)
            {
                return $"{on:yyyy-MM-dd} comes again after books through {_books.On:yyyy-MM-dd}";
            }

            _tally.DaysEnded++;
            Post(on);
            Follow(on);
        }

        return null;
    }

    // As after a command: only where a loan changed.
    private string? BringForward()
    {
        if (!_store.Loans.Values.SequenceEqual(_booked, ReferenceEqualityComparer.Instance))
        {
            Post(_today);
            Follow(_today);
        }

        return null;
    }

    private void Post(DateOnly on)
    {
        Loan[] now = [.. _store.Loans.Values];
        _books = Bookkeeping.Post(_booked, _books?.On, now, on);
        _booked = now;
        _ledger.AddRange(_books.Postings);
    }

    // Each loan's principal goes to its line, and the worst stage places or cures the hold that the policy names.
    private void Follow(DateOnly on)
    {
        foreach (var command in Following(on))
        {
            SendLine(command, Servicing);
        }
    }

    private IEnumerable<LineCommand> Following(DateOnly on)
    {
        var worst = DelinquencyStage.Current;
        foreach (var (id, loan) in _store.Loans.ToArray())
        {
            var position = loan.At(on);
            worst = position.Stage > worst ? position.Stage : worst;
            if (DayEnd.Principal(_store.Line, new DrawId(id), position.Principal) is { } principal)
            {
                yield return principal;
            }
        }

        if (DayEnd.Hold(_store.Line, worst, DelinquencyStage.Days4To30, new HoldId(NewId())) is { } hold)
        {
            yield return hold;
        }
    }

    private string? CheckBooks()
    {
        if (Following(_today).FirstOrDefault() is { } missed)
        {
            return $"no next date told of {missed}";
        }

        var through = _books?.On ?? _today;
        var expected = _store.Loans.Values.SelectMany(loan => Journal.Of(loan, through)).ToList();
        if (Journal.Difference(_ledger, expected) is [var difference, ..])
        {
            return $"the ledger lacks {difference}";
        }

        // Between the last day looked at and today nothing may have been due for the books.
        return
            through < _today && _store.Loans.Values.Any(loan => DayEnd.Close(loan, through, _today).Postings.Count > 0)
            ? $"something fell due after {through:yyyy-MM-dd} that no next date told of"
            : null;
    }
}
