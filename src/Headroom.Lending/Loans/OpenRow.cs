using Headroom.Primitives;

namespace Headroom.Lending;

/// <summary>Something due on a date, and what has been paid of it. Mutable: it lives only while a loan is replayed.</summary>
internal sealed class OpenRow(int number, DateOnly dueOn, long principal, long interest, long fee)
{
    private Overdue _overduePrincipal = new(dueOn, principal);
    private Overdue _overdueInterest = new(dueOn, interest);
    private bool _bearsPenalty = true;

    public int Number { get; } = number;
    public DateOnly DueOn { get; } = dueOn;
    public Parts Due { get; private set; } = new(fee, 0, interest, principal);
    public Parts Paid { get; private set; }
    public DateOnly? SettledOn { get; private set; }

    /// <summary>Whether anything but penalty is unpaid: penalty follows arrears, it makes none.</summary>
    public bool InArrears => Due.WithoutPenalty > Paid.WithoutPenalty;

    public long Unpaid => Due.Total - Paid.Total;

    /// <summary>Arrears carried over to a date keep their amount and bear nothing more.</summary>
    public static OpenRow CarriedOver(int number, DateOnly dueOn, Parts owed) =>
        new(number, dueOn, 0, 0, owed.Fee) { Due = owed, _bearsPenalty = false };

    /// <summary>Brings the penalty due up to a date: principal and interest are separate postings, each rounded.</summary>
    public void Age(DateOnly date, ServicingTerms terms, LoanRate rate, Rounding rounding, Pauses pauses)
    {
        // What is settled bears nothing more, and what it bore is paid.
        if (!_bearsPenalty || SettledOn is not null || date <= DueOn)
        {
            return;
        }

        // The division comes last, so that a half of a minor unit is seen exactly.
        var factor = rate.Fraction * terms.PenaltyFactor;
        var penalty = (long)
            (_overduePrincipal.MoneyDays(date, terms.GraceDays, pauses) * factor / rate.DaysOfRate).Round(0, rounding);
        if (terms.PenaltyOnInterest)
        {
            penalty += (long)
                (_overdueInterest.MoneyDays(date, terms.GraceDays, pauses) * factor / rate.DaysOfRate).Round(
                    0,
                    rounding
                );
        }

        Due = Due with { Penalty = penalty };
    }

    /// <summary>Pays as much of a component as there is money for; gives what was used.</summary>
    public long Pay(LoanComponent component, long available, DateOnly date, int grace, Pauses pauses)
    {
        var used = Math.Min(available, Due[component] - Paid[component]);
        Paid = Paid.Plus(component, used);
        if (component == LoanComponent.Principal)
        {
            _overduePrincipal.Reduce(used, date, grace, pauses);
        }
        else if (component == LoanComponent.Interest)
        {
            _overdueInterest.Reduce(used, date, grace, pauses);
        }

        SettledOn = Unpaid == 0 ? SettledOn ?? date : null;
        return used;
    }

    /// <summary>What is unpaid leaves the row: it goes over to a new plan or to the losses.</summary>
    public Parts TakeUnpaid()
    {
        var unpaid = Due.Minus(Paid);
        Due = Paid;
        _bearsPenalty = false;
        return unpaid;
    }

    /// <summary>An overdue amount and the money-days it has borne: amount × days, in minor units. Mutable, and part of its row.</summary>
    private struct Overdue(DateOnly since, long amount)
    {
        private readonly DateOnly _dueOn = since;
        private DateOnly _since = since;
        private long _amount = amount;
        private decimal _borne;

        public decimal MoneyDays(DateOnly date, int grace, Pauses pauses) =>
            InGrace(date, grace, pauses) ? 0 : _borne + ((decimal)_amount * pauses.AgeingDays(_since, date));

        // What is paid within grace never bears penalty; the rest bears it from the due date once grace is over.
        public void Reduce(long paid, DateOnly date, int grace, Pauses pauses)
        {
            if (!InGrace(date, grace, pauses))
            {
                _borne = MoneyDays(date, grace, pauses);
                _since = date > _since ? date : _since;
            }

            _amount -= paid;
        }

        private bool InGrace(DateOnly date, int grace, Pauses pauses) => pauses.AgeingDays(_dueOn, date) <= grace;
    }
}

/// <summary>An amount of each component, in minor units.</summary>
internal readonly record struct Parts(long Fee, long Penalty, long Interest, long Principal)
{
    public long Total => Fee + Penalty + Interest + Principal;

    public long WithoutPenalty => Fee + Interest + Principal;

    public long this[LoanComponent component] =>
        component switch
        {
            LoanComponent.Fee => Fee,
            LoanComponent.Penalty => Penalty,
            LoanComponent.Interest => Interest,
            LoanComponent.Principal => Principal,
            _ => throw new ArgumentOutOfRangeException(nameof(component), component, "Unknown component."),
        };

    public Parts Plus(LoanComponent component, long amount) =>
        component switch
        {
            LoanComponent.Fee => this with { Fee = Fee + amount },
            LoanComponent.Penalty => this with { Penalty = Penalty + amount },
            LoanComponent.Interest => this with { Interest = Interest + amount },
            LoanComponent.Principal => this with { Principal = Principal + amount },
            _ => throw new ArgumentOutOfRangeException(nameof(component), component, "Unknown component."),
        };

    public Parts Plus(Parts other) =>
        new(Fee + other.Fee, Penalty + other.Penalty, Interest + other.Interest, Principal + other.Principal);

    public Parts Minus(Parts other) =>
        new(Fee - other.Fee, Penalty - other.Penalty, Interest - other.Interest, Principal - other.Principal);
}
