using Headroom.Primitives;

namespace Headroom.Lending.Simulation;

/// <summary>One borrower's days: random commands, each as a client would send it, and what must hold after each.</summary>
internal sealed partial class SimulatedLife
{
    private static readonly Actor Servicing = Actor.System("simulation");
    private static readonly Actor Reviewer = new(ActorKind.Staff, "simulation");

    private readonly SeededRandom _random;
    private readonly SimulatedStore _store = new();
    private readonly Simulator.Tally _tally;
    private readonly LoanProduct _product;
    private readonly LoanRate _rate;

    // What the auditor may know: the contracts signed and the commands accepted, kept apart from the store.
    private readonly Dictionary<SortableId, (LoanContract Contract, List<LoanEntry> Facts)> _known = [];
    private int _made;
    private DateOnly _today = Simulator.StartsOn;

    public SimulatedLife(ulong seed, int number, Simulator.Tally tally)
    {
        _random = new SeededRandom(new SeededRandom(seed ^ ((ulong)number << 32)).Next());
        _tally = tally;
        _rate = _random.Pick([
            new LoanRate(_random.Between(0, 6) / 10_000m, DayCount.Daily),
            new LoanRate(_random.Between(0, 3600) / 10_000m, DayCount.Actual360),
            new LoanRate(_random.Between(0, 3600) / 10_000m, DayCount.Actual365),
        ]);
        _product = Product(_random);
    }

    /// <summary>Lives so many days; gives the first day on which something was wrong.</summary>
    public (DateOnly On, string What)? Live(int days)
    {
        var end = _today.AddDays(days);
        SendLine(new LineCommand.Apply("simulated", Currency.CNY), Servicing);
        SendLine(
            new LineCommand.Activate(Yuan(_random.Between(1, 60) * 1000), Rate.Daily(0.0005m), null, null, null),
            Servicing
        );
        string? wrong = null;
        while (wrong is null && _today < end)
        {
            wrong = EndDays() ?? Act() ?? BringForward() ?? CheckBooks() ?? Check();
            _today = _today.AddDays(_random.Between(0, 9));
        }

        wrong ??= CheckHistory();
        _tally.Events += _store.Events;
        _tally.Loans += _known.Count;
        _tally.Crashes += _store.Crashes;
        return wrong is null ? null : (_today, wrong);
    }

    private string? Check()
    {
        var drawn = _store.Loans.Values.Aggregate(
            Money.Zero(Currency.CNY),
            (sum, loan) => sum + loan.At(_today).Principal
        );
        if (_store.Line.Drawn != drawn)
        {
            return $"the line has {_store.Line.Drawn} drawn, the loans owe {drawn} of principal";
        }

        if (_known.Count == 0)
        {
            return null;
        }

        // The loan just touched is likely the last; others are looked at in turn, as of today or an earlier day.
        var ids = _known.Keys.ToArray();
        return Audit(ids[^1], _today) ?? Audit(_random.Pick(ids), _today.AddDays(-_random.Between(0, 40)));
    }

    private string? Audit(SortableId id, DateOnly date)
    {
        var (contract, facts) = _known[id];
        var loan = _store.Loans[id];
        if (date < contract.Terms.DrawnOn)
        {
            return null;
        }

        _tally.Audits++;
        var position = loan.At(date);
        var expected = LoanAuditor.Audit(contract, facts, date);
        var found = Audited.Of(position);
        if (found != expected)
        {
            return Explain(loan, facts);
        }

        var books = Journal.TrialBalance(Journal.Of(loan, date), Currency.CNY);
        return books.Values.Sum(balance => balance.MinorUnits) != 0 ? $"loan {id}: the trial balance is not zero"
            : books[Account.LoanPrincipal].MinorUnits != expected.Principal ? $"loan {id}: principal in the books"
            : Journal.Reconcile(loan, date).Count > 0 ? $"loan {id}: books and loan disagree"
            : books[Account.Cash] != Cash(contract, facts, date) ? $"loan {id}: cash in the books"
            : null;
    }

    // The first day on which the two disagree, with all that either knows, so that it can be worked out by hand.
    private static string Explain(Loan loan, List<LoanEntry> facts)
    {
        var day = loan.Contract.Terms.DrawnOn;
        while (Audited.Of(loan.At(day)) == LoanAuditor.Audit(loan.Contract, facts, day))
        {
            day = day.AddDays(1);
        }

        var known = string.Join("; ", facts.OrderBy(fact => fact.On).ThenBy(fact => fact.Id));
        return $"loan of {loan.Contract.Terms} with {loan.Contract.Servicing}, first as of {day:yyyy-MM-dd}: "
            + $"{Audited.Of(loan.At(day))}, the auditor {LoanAuditor.Audit(loan.Contract, facts, day)}, by {known}";
    }

    private static Money Cash(LoanContract contract, List<LoanEntry> facts, DateOnly date)
    {
        var own =
            contract.Terms.Principal
            - contract.Terms.Principal.Multiply(contract.Servicing.FunderShare, Rounding.HalfUp);
        return facts
            .Where(fact => fact.On <= date)
            .Aggregate(
                -own,
                (cash, fact) =>
                    fact switch
                    {
                        LoanEntry.Repaid repaid => cash + repaid.Amount,
                        LoanEntry.Refunded refunded => cash - refunded.Amount,
                        _ => cash,
                    }
            );
    }

    private string? CheckHistory()
    {
        var (line, loans) = _store.Replay();
        return line != _store.Line ? "the replayed line differs"
            : !loans.SequenceEqual(_store.Loans) ? "the replayed loans differ"
            : _known.Keys.Select(id => Audit(id, _today.AddDays(400))).FirstOrDefault(wrong => wrong is not null);
    }

    private static LoanProduct Product(SeededRandom random) =>
        new()
        {
            Code = "simulated",
            Least = Yuan(1),
            Most = Yuan(200_000),
            Methods = Enum.GetValues<RepaymentMethod>(),
            Instalments = [1, 3, 6, 12],
            PrincipalGrace = random.Pick([0, 0, 2]),
            Fees = random.Chance(30) ? [new FeeTerm.EachInstalment("service", "lender", Yuan(2))] : [],
            Servicing = new ServicingTerms
            {
                Allocation = random.Pick(Enum.GetValues<AllocationOrder>()),
                PenaltyOnInterest = random.Chance(50),
                GraceDays = random.Pick([0, 0, 3]),
                PrepaymentFeeShare = random.Pick([0m, 0m, 0.01m]),
                FunderShare = random.Pick([0m, 0.7m]),
            },
        };

    private static Money Yuan(decimal amount) => Money.FromAmount(amount, Currency.CNY, Rounding.HalfUp);
}
