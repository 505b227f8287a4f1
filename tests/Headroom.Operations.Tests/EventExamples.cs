using Headroom.Assessment;
using Headroom.Lending;
using Headroom.Operations.Borrowers;
using Headroom.Primitives;
using Headroom.Profiles;

namespace Headroom.Operations.Tests;

/// <summary>One event of every type, with every member filled in, made by hand so that it never changes by itself.</summary>
internal static class EventExamples
{
    private static readonly DateTimeOffset Noon = new(2026, 8, 1, 4, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Later = Noon.AddDays(30).AddMicroseconds(1);
    private static readonly DateOnly Date = new(2026, 9, 1);
    private static readonly SortableId Id = SortableId.Of(Noon, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    private static readonly Rate Daily = Rate.Daily(0.00045m);

    public static IReadOnlyList<BorrowerEvent> All { get; } =
    [
        new BorrowerEvent.Registered(BorrowerKind.Enterprise, Currency.CNY),
        new BorrowerEvent.SignalArrived(new SignalRecorded(Statement())),
        new BorrowerEvent.Decided(Decision()),
        new BorrowerEvent.Booked(
            new BooksPosted(
                Date,
                Date.AddDays(30),
                [
                    new Posting(Date.AddDays(-1), Account.InterestReceivable, Account.InterestIncome, Cny(155)),
                    new Posting(Date, Account.BorrowerCredit, Account.LoanPrincipal, Cny(-500)),
                ]
            )
        ),
        .. LineEvents().Select(@event => new BorrowerEvent.OnLine(@event)),
        .. LoanEvents().Select(@event => new BorrowerEvent.OnLoan(@event)),
    ];

    private static IEnumerable<LineEvent> LineEvents() =>
        [
            new LineEvent.Invited("consumer", Currency.CNY),
            new LineEvent.Applied("consumer", Currency.CNY),
            new LineEvent.Declined(Date, "under-age"),
            new LineEvent.Activated(Cny(50_000), Daily, Cny(300_000), Cny(200_000), Later),
            new LineEvent.Cancelled(Date, "late-four-months", ByBorrower: false),
            new LineEvent.Closed("deceased"),
            new LineEvent.Expired(),
            new LineEvent.ApprovedLimitSet(Cny(50_000), Cny(40_000), "late-one-month"),
            new LineEvent.TemporaryLimitSet(Cny(60_000), Noon, Later, "festival"),
            new LineEvent.TemporaryLimitEnded("festival-over"),
            new LineEvent.BorrowerCapSet(Cny(10_000)),
            new LineEvent.BorrowerCapRemoved(),
            new LineEvent.CapsSet(Cny(300_000), Cny(200_000)),
            new LineEvent.RateSet(Daily, "grade-b"),
            new LineEvent.HoldPlaced(Hold()),
            new LineEvent.HoldLifted(new HoldId(Id.Derive(1)), "identity seen at the branch"),
            new LineEvent.HoldCured(new HoldId(Id.Derive(1))),
            new LineEvent.HoldExpired(new HoldId(Id.Derive(1))),
            new LineEvent.DrawReserved(new DrawId(Id.Derive(2)), Cny(1_000)),
            new LineEvent.DrawCommitted(new DrawId(Id.Derive(2))),
            new LineEvent.DrawReleased(new DrawId(Id.Derive(2)), "payment failed"),
            new LineEvent.PrincipalRepaid(new DrawId(Id.Derive(2)), Cny(500)),
            new LineEvent.PrincipalRestored(new DrawId(Id.Derive(2)), Cny(500)),
            new LineEvent.LineImported(
                "card",
                Cny(20_000),
                Daily,
                Cny(300_000),
                Cny(200_000),
                Later,
                new DrawId(Id.Derive(3)),
                Cny(3_913)
            ),
        ];

    private static IEnumerable<LoanEvent> LoanEvents()
    {
        var loan = new DrawId(Id.Derive(2));
        var plan = new RestructurePlan(
            RepaymentMethod.EqualPrincipal,
            24,
            new LoanRate(0.0003m, DayCount.Daily),
            new DateOnly(2026, 10, 25)
        );
        return
        [
            new LoanEvent.Disbursed(
                new LoanContract(
                    loan,
                    "consumer",
                    "travel",
                    new ScheduleTerms(
                        Cny(1_000),
                        Date,
                        12,
                        RepaymentMethod.EqualInstalment,
                        new LoanRate(0.162m, DayCount.Actual360)
                    )
                    {
                        Frequency = new Frequency(2, FrequencyUnit.Week),
                        FirstDueOn = new DateOnly(2026, 9, 25),
                        AnchorDay = 25,
                        MonthEnd = MonthEndRule.FirstDayOfNext,
                        Rounding = Rounding.HalfEven,
                        InstalmentMultiple = Cny(1),
                        EvenOutLast = true,
                    },
                    Cny(2),
                    Cny(10),
                    new ServicingTerms
                    {
                        Allocation = AllocationOrder.ComponentFirst,
                        PenaltyOnInterest = true,
                        GraceDays = 3,
                        PrepaymentFeeShare = 0.01m,
                        FunderShare = 0.7m,
                    },
                    ContentHash.Of("quote"u8)
                )
            ),
            new LoanEvent.EntryRecorded(
                loan,
                new LoanEntry.Restructured(new EntryId(Id.Derive(6)), Date.AddDays(30), plan, "hardship")
            ),
            new LoanEvent.EntryReversed(loan, new EntryId(Id.Derive(6)), "bounced"),
        ];
    }

    private static Hold Hold() =>
        new(
            new HoldId(Id.Derive(1)),
            HoldKind.AccountSecurity,
            HoldScope.DrawsAndIncreases,
            "account-takeover",
            Actor.System("review"),
            Noon,
            Later,
            "verify-identity",
            HoldOverride.NobodyBeforeDate,
            Noon.AddDays(7)
        );

    private static Signal Statement() =>
        new(
            new SignalId(Id.Derive(4)),
            "statement",
            Noon.AddDays(-1),
            Noon,
            "core-bank",
            new Dictionary<string, SignalValue>
            {
                ["period"] = SignalValue.Text("2026-07"),
                ["billed"] = SignalValue.Number(3913.25m),
                ["monthsLate"] = SignalValue.Number(0),
                ["disputed"] = SignalValue.Flag(true),
            }
        );

    private static DecisionMade Decision() =>
        new(
            new DecisionId(Id.Derive(5)),
            ContentHash.Of("release"u8),
            [new ModelHash("score.pmml", ContentHash.Of("score"u8))],
            Facts(),
            Outcome()
        );

    private static DecisionFacts Facts() =>
        new(
            BorrowerKind.Person,
            ReviewTrigger.Schedule,
            Noon,
            new DateOnly(2026, 8, 1),
            new LineFacts(
                LineStatus.Active,
                Cny(50_000),
                Cny(3_913),
                Cny(0),
                Daily,
                [
                    new StandingHold(
                        new HoldId(Id.Derive(1)),
                        HoldKind.Risk,
                        HoldScope.Increases,
                        "many-lenders",
                        HoldOverride.ClearsItself,
                        ByPolicy: true
                    ),
                ]
            ),
            new MovementDates(new DateOnly(2026, 5, 1), null),
            Cny(80_000),
            [new FeatureUsed("max_months_late_6m", SignalValue.Number(1), "core-bank", 12)]
        );

    private static Assessment.Assessment Outcome() =>
        new()
        {
            Action = DecisionAction.Decrease,
            LimitBefore = Cny(50_000),
            LimitAfter = Cny(40_000),
            Caps =
            [
                new CapAmount("matrix", Cny(40_000), CapKind.Target),
                new CapAmount("online-consumer", null, CapKind.Jurisdiction),
            ],
            BindingCap = "matrix",
            RateBefore = Daily,
            RateAfter = Daily,
            Score = 640,
            ProbabilityOfDefault = 0.043m,
            Grade = "C",
            Reasons =
            [
                new Reason(
                    "late-in-six-months",
                    ReasonKind.Limit,
                    [new TextParameter("months_late", SignalValue.Number(1))]
                ),
            ],
            HoldsToPlace =
            [
                new HoldOrder(
                    HoldKind.Risk,
                    HoldScope.Increases,
                    "many-lenders",
                    HoldOverride.ClearsItself,
                    "fewer-applications",
                    Later,
                    null
                ),
            ],
            HoldsToCure = [new HoldCure(new HoldId(Id.Derive(6)), "late-one-month")],
            ReapplyOn = Date,
            NextReview = Date,
            Referral = "large-increase",
            Failure = new PolicyFailure("no-answer", "Grade", "No rule matched."),
            Trace = [new DecisionTrace("Grade", [3], "\"C\"")],
        };

    private static Money Cny(long yuan) => new(yuan * 100, Currency.CNY);
}
