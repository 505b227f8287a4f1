using System.Globalization;
using Headroom.Primitives;

namespace Headroom.Lending.Tests.Loans;

/// <summary>A loan under test: 10,000 at 0.05 % a day over 12 months from 2026-01-15, unless said otherwise.</summary>
internal sealed class LoanScene
{
    public static readonly DateOnly DrawnOn = new(2026, 1, 15);
    public static readonly LoanRate Daily = new(0.0005m, DayCount.Daily);
    public static readonly LoanRate Monthly = new(0.1825m, DayCount.Periodic);
    private int _number;

    public LoanScene(
        LoanRate? rate = null,
        ServicingTerms? servicing = null,
        RepaymentMethod method = RepaymentMethod.EqualInstalment,
        int instalments = 12,
        int principalGrace = 0
    )
    {
        var product = new LoanProduct
        {
            Code = "consumer",
            Least = Yuan(1),
            Most = Yuan(1000000),
            Methods = Enum.GetValues<RepaymentMethod>(),
            Instalments = [3, 6, 12],
            PrincipalGrace = principalGrace,
            Servicing = servicing ?? new ServicingTerms(),
        };
        var request = new QuoteRequest(Yuan(10000), "travel", method, instalments, rate ?? Daily, DrawnOn);
        Quote = Quoter.Make(product, request).Value;
        var id = new DrawId(Id(0));
        Loan = Loan.Apply(null, Decide(null, new LoanCommand.Disburse(id, Quote, Quote.Hash)).Value.Single());
    }

    public Quote Quote { get; }

    public Loan Loan { get; private set; }

    public DateOnly Today { get; set; } = new(2030, 1, 1);

    public List<LoanEvent> History { get; } = [];

    public static Money Yuan(decimal amount) => Money.FromAmount(amount, Currency.CNY, Rounding.HalfUp);

    public static SortableId Id(int number) =>
        SortableId.Of(new DateTimeOffset(2026, 1, 15, 0, 0, 0, TimeSpan.Zero).AddSeconds(number), new byte[10]);

    public static EntryId Entry(int number) => new(Id(number));

    public static DateOnly Day(string date) => DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public LoanPosition At(string date) => Loan.At(Day(date));

    public IReadOnlyList<InstalmentState> Rows(string date) => Loan.Statement(Day(date)).Instalments;

    public EntryId Repay(
        string on,
        decimal amount,
        RepaymentIntent intent = RepaymentIntent.Scheduled,
        bool acceptExcess = false
    )
    {
        var id = Entry(++_number);
        Do(new LoanCommand.Repay(id, Day(on), Yuan(amount), intent, acceptExcess));
        return id;
    }

    public LoanScene Do(LoanCommand command)
    {
        Try(command).Refusal.ShouldBeNull();
        return this;
    }

    public string Answer(LoanCommand command) => Try(command).Refusal?.Code ?? "ok";

    public Result<IReadOnlyList<LoanEvent>> Try(LoanCommand command)
    {
        var outcome = Decide(Loan, command);
        if (outcome.IsOk)
        {
            History.AddRange(outcome.Value);
            Loan = outcome.Value.Aggregate(Loan, (loan, @event) => Loan.Apply(loan, @event));
        }

        return outcome;
    }

    public IReadOnlyDictionary<Account, Money> Books(string date) =>
        Journal.TrialBalance(Journal.Of(Loan, Day(date)), Currency.CNY);

    private Result<IReadOnlyList<LoanEvent>> Decide(Loan? loan, LoanCommand command) =>
        LoanDecider.Decide(
            loan,
            command,
            new CommandContext(
                new CommandId(Id(9999)),
                Actor.System("test"),
                new DateTimeOffset(Today, TimeOnly.MinValue, TimeSpan.Zero),
                Today
            )
        );
}
