using System.Globalization;
using Headroom.Primitives;

namespace Headroom.Lending;

/// <summary>
/// When a borrower may be contacted about a debt: dated configuration of a jurisdiction pack. The default is China's
/// (GB/T 45251-2025): not from 22:00 to 08:00, at most 3 times a day.
/// </summary>
public sealed record ContactRules
{
    /// <summary>The local time from which nobody is contacted.</summary>
    public TimeOnly QuietFrom { get; init; } = new(22, 0);

    /// <summary>The local time until which nobody is contacted.</summary>
    public TimeOnly QuietUntil { get; init; } = new(8, 0);

    /// <summary>How often a day.</summary>
    public int MostPerDay { get; init; } = 3;

    /// <summary>
    /// Why a contact at a local time may not be, or null: <c>contact-quiet-hours</c> with the time from which it may,
    /// <c>contact-too-often</c>. Notices and collection tasks ask this before they go out.
    /// </summary>
    public Refusal? Check(TimeOnly localTime, int contactsToday) =>
        localTime.IsBetween(QuietFrom, QuietUntil)
            ? Refusal.Rule("contact-quiet-hours", ("until", QuietUntil.ToString("HH:mm", CultureInfo.InvariantCulture)))
        : contactsToday >= MostPerDay
            ? Refusal.Rule("contact-too-often", ("most", MostPerDay.ToString(CultureInfo.InvariantCulture)))
        : null;

    /// <summary>
    /// The earliest local time at or after the one wished for at which a contact may be: nothing is lost, it waits.
    /// <paramref name="contactsOn"/> counts those made on a date.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">No contact a day is allowed, so there is no such time.</exception>
    public DateTime Earliest(DateTime wanted, Func<DateOnly, int> contactsOn)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MostPerDay, 1);
        while (true)
        {
            var (date, time) = (DateOnly.FromDateTime(wanted), TimeOnly.FromDateTime(wanted));
            if (time.IsBetween(QuietFrom, QuietUntil))
            {
                wanted = (time < QuietUntil ? date : date.AddDays(1)).ToDateTime(QuietUntil);
            }
            else if (contactsOn(date) >= MostPerDay)
            {
                wanted = date.AddDays(1).ToDateTime(QuietUntil);
            }
            else
            {
                return wanted;
            }
        }
    }
}
