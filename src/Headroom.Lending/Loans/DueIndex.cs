using Headroom.Primitives;

namespace Headroom.Lending;

/// <summary>
/// Loans by the next date on which anything changes on them (<see cref="LoanPosition.NextOn"/>), in memory: what a day's
/// end touches is found without looking at the rest. Not safe for concurrent writers.
/// </summary>
public sealed class DueIndex
{
    private readonly SortedDictionary<DateOnly, HashSet<DrawId>> _byDate = [];
    private readonly Dictionary<DrawId, DateOnly> _dateOf = [];

    /// <summary>How many loans wait for a date.</summary>
    public int Count => _dateOf.Count;

    /// <summary>Sets the next date of a loan; null takes it out, since nothing changes on it by itself any more.</summary>
    public void Set(DrawId loan, DateOnly? next)
    {
        if (_dateOf.Remove(loan, out var before) && _byDate[before] is var old && old.Remove(loan) && old.Count == 0)
        {
            _byDate.Remove(before);
        }

        if (next is { } date)
        {
            _dateOf[loan] = date;
            if (!_byDate.TryGetValue(date, out var loans))
            {
                _byDate[date] = loans = [];
            }

            loans.Add(loan);
        }
    }

    /// <summary>
    /// The loans whose date has come, days that were missed included, the earliest first. A run that stops half-way finds
    /// the rest again: a loan leaves the list only when its next date is set.
    /// </summary>
    public IReadOnlyList<DrawId> UpTo(DateOnly date)
    {
        var due = new List<DrawId>();
        foreach (var (on, loans) in _byDate)
        {
            if (on > date)
            {
                break;
            }

            due.AddRange(loans);
        }

        return due;
    }
}
