namespace Headroom.Lending.Simulation;

/// <summary>What a loan owes by the auditor's own reckoning, in minor units.</summary>
internal readonly record struct Audited(
    long Principal,
    long Fee,
    long Penalty,
    long Interest,
    long PrincipalLate,
    long Deferred,
    long Accrued,
    long Credit,
    long Claim,
    int DaysPastDue
)
{
    public static Audited Of(LoanPosition position) =>
        new(
            position.Principal.MinorUnits,
            position.Arrears.Fee.MinorUnits,
            position.Arrears.Penalty.MinorUnits,
            position.Arrears.Interest.MinorUnits,
            position.Arrears.Principal.MinorUnits,
            position.Deferred.Total.MinorUnits,
            position.Accrued.MinorUnits,
            position.Credit.MinorUnits,
            position.Claim.MinorUnits,
            position.DaysPastDue
        );
}

/// <summary>
/// A second computation of what is owed, independent of the first and simple: it lives through every day of the loan, adds
/// one night's ageing and interest at a time, and knows nothing of schedules, periods, year fractions or postings. It reads
/// the contract and the commands that were accepted, never the loan's own state. It audits loans by actual days, half-up.
/// </summary>
internal sealed partial class LoanAuditor
{
    private readonly LoanContract _contract;
    private readonly ServicingTerms _servicing;
    private readonly LoanEntry[] _facts;
    private readonly List<Row> _rows = [];
    private readonly List<Row> _deferred = [];
    private long _credit;
    private long _claim;
    private bool _lost;

    private LoanAuditor(LoanContract contract, IEnumerable<LoanEntry> facts)
    {
        _contract = contract;
        _servicing = contract.Servicing;
        _facts = [.. facts.OrderBy(fact => fact.On).ThenBy(fact => fact.Id)];
    }

    /// <summary>What is owed at the end of a date.</summary>
    public static Audited Audit(LoanContract contract, IEnumerable<LoanEntry> facts, DateOnly date)
    {
        var auditor = new LoanAuditor(contract, facts);
        auditor.LiveUntil(date);
        return auditor.Result();
    }

    /// <summary>
    /// The plan on which a loan goes on when it is given so many due dates more: those that are left stay, with the grace
    /// that is left, and the new ones follow on the same day of the month.
    /// </summary>
    public static RestructurePlan Extended(
        LoanContract contract,
        IEnumerable<LoanEntry> facts,
        DateOnly on,
        int instalments
    )
    {
        var auditor = new LoanAuditor(contract, facts);
        auditor.LiveUntil(on);
        var left = auditor._balance > 0 ? auditor._dueDates : [];
        return auditor._plan with
        {
            Instalments = left.Count + instalments,
            FirstDueOn = left.Count > 0 ? left[0] : null,
            PrincipalGrace = left.Count > 0 ? auditor._grace : 0,
        };
    }

    private void LiveUntil(DateOnly date)
    {
        var terms = _contract.Terms;
        var signed = new RestructurePlan(
            terms.Method,
            terms.Instalments,
            terms.Rate,
            terms.FirstDueOn,
            terms.AnchorDay,
            terms.PrincipalGrace
        );
        Begin(terms.Principal.MinorUnits, terms.DrawnOn, signed);
        if (_contract.FeeAtDraw.IsPositive)
        {
            _rows.Add(new Row(terms.DrawnOn) { Fee = _contract.FeeAtDraw.MinorUnits });
        }

        var fact = 0;
        for (var day = terms.DrawnOn; day <= date; day = day.AddDays(1))
        {
            if (day > terms.DrawnOn)
            {
                LiveNight(day.AddDays(-1));
            }

            FallDue(day);
            for (; fact < _facts.Length && _facts[fact].On == day; fact++)
            {
                Take(_facts[fact]);
                FallDue(day);
            }
        }
    }

    private void LiveNight(DateOnly night)
    {
        var pauses = _facts
            .OfType<LoanEntry.Paused>()
            .Where(pause => pause.On <= night && night < pause.Until)
            .ToArray();
        _nights += pauses.Any(pause => pause.Scope == PauseScope.AgeingAndInterest) ? 0 : 1;
        if (pauses.Length > 0)
        {
            return;
        }

        foreach (var row in _rows.Where(row => row.DueOn <= night))
        {
            row.Age(_servicing.GraceDays);
        }
    }

    private void FallDue(DateOnly day)
    {
        var due = _deferred.RemoveAll(row =>
        {
            var now = row.DueOn <= day;
            if (now)
            {
                _rows.Add(row);
            }

            return now;
        });
        if (_dueDates.Count > 0 && _dueDates[0] == day && _balance > 0)
        {
            var interest = Round(RunningInterest() / _year);

            // A pause lowers the interest that is due; the principal is due as it was planned.
            var planned = Round(((_balance * _rate * (day.DayNumber - _since.DayNumber)) + _carry) / _year);
            var principal = PrincipalDue(planned);
            _balance -= principal;
            _rows.Add(
                new Row(day)
                {
                    Principal = principal,
                    Interest = interest,
                    Fee = _contract.InstalmentFee.MinorUnits,
                }
            );
            _dueDates.RemoveAt(0);
            _grace = Math.Max(0, _grace - 1);
            (_nights, _carry, _since) = (0, 0, day);
            due++;
        }

        if (due > 0)
        {
            PayWhatIsDue();
        }
    }

    private void Take(LoanEntry fact)
    {
        switch (fact)
        {
            case LoanEntry.Repaid repaid:
                Repay(repaid);
                break;
            case LoanEntry.FeeCharged fee:
                _rows.Add(new Row(fee.On) { Fee = fee.Amount.MinorUnits });
                PayWhatIsDue();
                break;
            case LoanEntry.Refunded refund:
                var owing = Math.Max(0, refund.Amount.MinorUnits - _credit);
                _credit -= refund.Amount.MinorUnits - owing;
                _rows.Add(new Row(refund.On) { Fee = owing });
                break;
            case LoanEntry.Restructured restructured when !_lost && _balance + _rows.Sum(row => row.Unpaid(Factor)) > 0:
                Restructure(restructured);
                break;
            case LoanEntry.WrittenOff when !_lost:
                _lost = true;
                _claim = _balance + _rows.Concat(_deferred).Sum(row => row.Unpaid(Factor));
                _balance = 0;
                _rows.Clear();
                _deferred.Clear();
                break;
            default:
                break;
        }
    }

    private void Restructure(LoanEntry.Restructured fact)
    {
        var old = _rows.Concat(_deferred).ToArray();
        var arrears = new Row(fact.On)
        {
            Interest = Round(RunningInterest() / _year) + old.Sum(row => row.Interest),
            Fee = old.Sum(row => row.Fee),
            Principal = 0,
            FixedPenalty = old.Sum(row => row.Penalty(Factor)),
        };
        var principal = _balance + old.Sum(row => row.Principal);
        _rows.Clear();
        _deferred.Clear();
        _balance = 0;
        _dueDates.Clear();
        if (principal > 0)
        {
            Begin(principal, fact.On, fact.Plan with { AnchorDay = fact.Plan.AnchorDay ?? _contract.Terms.AnchorDay });
            arrears.DueOn = _dueDates[0];
        }

        _deferred.Add(arrears);
    }

    private Audited Result()
    {
        var late = _rows
            .Where(row => row.Fee + row.Interest + row.Principal > 0)
            .OrderBy(row => row.DueOn)
            .FirstOrDefault();
        return new Audited(
            _balance + _rows.Sum(row => row.Principal),
            _rows.Sum(row => row.Fee),
            _rows.Sum(row => row.Penalty(Factor)),
            _rows.Sum(row => row.Interest),
            _rows.Sum(row => row.Principal),
            _deferred.Sum(row => row.Unpaid(Factor)),
            Round(RunningInterest() / _year),
            _credit,
            _lost ? _claim : 0,
            late?.Aged ?? 0
        );
    }

    /// <summary>The penalty's daily rates: on principal, and on interest where contracted.</summary>
    private (decimal Principal, decimal Interest, int Year) Factor =>
        _rate * _servicing.PenaltyFactor is var rate && _servicing.PenaltyOnInterest
            ? (rate, rate, _year)
            : (rate, 0, _year);

    private static long Round(decimal value) =>
        value <= 0 ? 0 : (long)Math.Round(value, 0, MidpointRounding.AwayFromZero);

    /// <summary>Something due, less what was paid of it.</summary>
    private sealed class Row(DateOnly dueOn)
    {
        private decimal _principalNights;
        private decimal _interestNights;
        private long _penaltyPaid;

        public DateOnly DueOn { get; set; } = dueOn;
        public long Principal { get; set; }
        public long Interest { get; set; }
        public long Fee { get; set; }
        public long? FixedPenalty { get; init; }
        public int Aged { get; private set; }

        public void Age(int grace)
        {
            Aged++;
            if (Aged > grace)
            {
                // The first night beyond grace brings those of the grace with it, for what is still unpaid.
                var nights = Aged == grace + 1 ? Aged : 1;
                _principalNights += (decimal)Principal * nights;
                _interestNights += (decimal)Interest * nights;
            }
        }

        public long Penalty((decimal Principal, decimal Interest, int Year) rates) =>
            (
                FixedPenalty
                ?? Round(_principalNights * rates.Principal / rates.Year)
                    + Round(_interestNights * rates.Interest / rates.Year)
            ) - _penaltyPaid;

        public long Unpaid((decimal Principal, decimal Interest, int Year) rates) =>
            Fee + Interest + Principal + Penalty(rates);

        public long Pay(LoanComponent component, long money, (decimal Principal, decimal Interest, int Year) rates)
        {
            switch (component)
            {
                case LoanComponent.Fee:
                    money = Math.Min(money, Fee);
                    Fee -= money;
                    break;
                case LoanComponent.Penalty:
                    money = Math.Min(money, Penalty(rates));
                    _penaltyPaid += money;
                    break;
                case LoanComponent.Interest:
                    money = Math.Min(money, Interest);
                    Interest -= money;
                    break;
                default:
                    money = Math.Min(money, Principal);
                    Principal -= money;
                    break;
            }

            return money;
        }
    }
}
