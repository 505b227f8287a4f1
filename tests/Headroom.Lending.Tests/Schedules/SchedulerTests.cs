using FsCheck;
using FsCheck.Fluent;
using Headroom.Primitives;

namespace Headroom.Lending.Tests.Schedules;

public class SchedulerTests
{
    private static readonly ScheduleTerms Base = new(
        Yuan(10000),
        new DateOnly(2026, 1, 15),
        12,
        RepaymentMethod.EqualInstalment,
        new LoanRate(0.1825m, DayCount.Periodic)
    );

    private static readonly Gen<ScheduleTerms> AnyTerms =
        from principal in Gen.Choose(1, 30_000_000)
        from day in Gen.Choose(0, 1500)
        from count in Gen.Choose(1, 60)
        from method in Gen.Elements(Enum.GetValues<RepaymentMethod>())
        from dayCount in Gen.Elements(Enum.GetValues<DayCount>())
        from basisPoints in Gen.Choose(0, 3600)
        from unit in Gen.Elements(Enum.GetValues<FrequencyUnit>())
        from grace in Gen.Choose(0, 3)
        from even in Gen.Elements(true, false)
        from flat in Gen.Elements(false, false, true)
        from currency in Gen.Elements(Currency.CNY, Currency.JPY, Currency.KWD)
        select new ScheduleTerms(
            new Money(principal, currency),
            new DateOnly(2023, 1, 1).AddDays(day),
            count,
            method,
            new LoanRate(basisPoints / (dayCount == DayCount.Daily ? 3_650_000m : 10_000m), dayCount)
        )
        {
            Frequency = new Frequency(unit == FrequencyUnit.Day ? 10 : 1, unit),
            PrincipalGrace = Math.Min(grace, count - 1),
            EvenOutLast = even,
            Base = flat ? InterestBase.Flat : InterestBase.DecliningBalance,
        };

    [Fact]
    public void Principal_of_the_instalments_sums_to_the_loan_and_the_balance_never_goes_below_zero() =>
        Prop.ForAll(
                AnyTerms.ToArbitrary(),
                terms =>
                {
                    var balance = terms.Principal;
                    foreach (var row in Scheduler.Make(terms).Value.Instalments)
                    {
                        balance -= row.Principal;
                        if (row.Principal.IsNegative || row.Interest.IsNegative || balance != row.Balance)
                        {
                            return false;
                        }
                    }

                    return balance.IsZero;
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Due_dates_follow_each_other_and_periods_leave_no_day_out() =>
        Prop.ForAll(
                AnyTerms.ToArbitrary(),
                terms =>
                {
                    var from = terms.DrawnOn;
                    foreach (var period in DueDates.Periods(terms).Value)
                    {
                        if (period.From != from || period.To <= period.From)
                        {
                            return false;
                        }

                        from = period.To;
                    }

                    return true;
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_principal_too_small_for_its_instalments_is_paid_off_early_and_never_below_zero()
    {
        var rows = Scheduler.Make(Base with { Principal = new Money(5, Currency.CNY) }).Value.Instalments;
        rows.Sum(row => row.Principal.MinorUnits).ShouldBe(5);
        rows.Count.ShouldBe(12);
    }

    [Fact]
    public void An_anchor_on_the_31st_goes_to_each_months_end_and_back()
    {
        var terms = Base with { DrawnOn = new DateOnly(2027, 12, 31), Instalments = 4 };
        Due(terms).ShouldBe(["2028-01-31", "2028-02-29", "2028-03-31", "2028-04-30"]);
        Due(terms with { MonthEnd = MonthEndRule.FirstDayOfNext })
            .ShouldBe(["2028-01-31", "2028-03-01", "2028-03-31", "2028-05-01"]);
    }

    [Fact]
    public void Payday_aligned_dates_begin_with_an_odd_period_that_is_charged_for_its_days()
    {
        var terms = Base with { FirstDueOn = new DateOnly(2026, 2, 25), Rate = new LoanRate(0.0005m, DayCount.Daily) };
        Due(terms)[..2].ShouldBe(["2026-02-25", "2026-03-25"]);
        Scheduler.Make(terms).Value.Instalments[0].Interest.ShouldBe(Yuan(205));

        // By twelfths: 1 month and 10 days are 40/360 of a year.
        Scheduler
            .Make(terms with { Rate = new LoanRate(0.18m, DayCount.Periodic) })
            .Value.Instalments[0]
            .Interest.ShouldBe(Yuan(200));
    }

    [Fact]
    public void All_at_maturity_is_one_instalment_with_all_interest()
    {
        var terms = Base with { Method = RepaymentMethod.AllAtMaturity, Instalments = 3 };
        var only = Scheduler.Make(terms).Value.Instalments.ShouldHaveSingleItem();
        only.DueOn.ShouldBe(new DateOnly(2026, 4, 15));
        only.Interest.ShouldBe(Yuan(456.25m));
        only.Principal.ShouldBe(Yuan(10000));
    }

    [Theory]
    [InlineData(DayCount.ActualActual, "101.81")]
    [InlineData(DayCount.ActualActualIsda, "101.82")]
    public void A_night_over_the_years_end_belongs_to_one_of_the_years(DayCount dayCount, string interest)
    {
        var terms = Base with { DrawnOn = new DateOnly(2023, 12, 12), Rate = new LoanRate(0.12m, dayCount) };
        Scheduler.Make(terms).Value.Instalments[0].Interest.ToAmountString().ShouldBe(interest);
    }

    [Fact]
    public void Principal_prepaid_on_a_due_date_lowers_the_instalment_or_shortens_the_term()
    {
        var periods = DueDates.Periods(Base).Value[3..];
        var lower = Scheduler.Remake(Base, Yuan(4667.16m), periods, 0, null);
        lower.Length.ShouldBe(9);
        lower[0].Due.ShouldBe(Yuan(558.80m));
        lower[^1].Due.ShouldBe(Yuan(558.80m));
        lower.Sum(row => row.Interest.Amount).ShouldBe(362.04m);

        var shorter = Scheduler.Remake(Base, Yuan(4667.16m), periods, 0, Yuan(917.99m));
        shorter.Length.ShouldBe(6);
        shorter[^1].Due.ShouldBe(Yuan(305.90m));
        shorter.Sum(row => row.Interest.Amount).ShouldBe(228.69m);
    }

    [Fact]
    public void Principal_prepaid_within_a_period_is_charged_for_the_days_left()
    {
        var terms = Base with { Rate = new LoanRate(0.0005m, DayCount.Daily) };
        var periods = DueDates.Periods(terms).Value[2..];
        periods[0] = periods[0].After(new DateOnly(2026, 4, 1));
        var rows = Scheduler.Remake(terms, Yuan(6449.06m), periods, 0, null);
        rows[0].Days.ShouldBe(14);
        rows[0].Principal.ShouldBe(Yuan(649.41m));
        rows[0].Interest.ShouldBe(Yuan(45.14m));
        rows[^1].Due.ShouldBe(Yuan(694.53m));
        rows.Sum(row => row.Interest.Amount).ShouldBe(496.42m);
    }

    [Fact]
    public void Terms_out_of_range_are_refused_by_name()
    {
        string Code(ScheduleTerms terms) => Scheduler.Make(terms).Refusal!.Code;
        Code(Base with { Principal = Yuan(0) }).ShouldBe("principal-not-positive");
        Code(Base with { Instalments = 0 }).ShouldBe("instalments-out-of-range");
        Code(Base with { Instalments = 601 }).ShouldBe("instalments-out-of-range");
        Code(Base with { Rate = new LoanRate(-0.01m, DayCount.Actual365) }).ShouldBe("rate-out-of-range");
        Code(Base with { Rate = new LoanRate(0.5m, DayCount.Daily) }).ShouldBe("rate-out-of-range");
        Code(Base with { Frequency = new Frequency(0, FrequencyUnit.Day) }).ShouldBe("frequency-out-of-range");
        Code(Base with { AnchorDay = 32 }).ShouldBe("anchor-day-out-of-range");
        Code(Base with { PrincipalGrace = 12 }).ShouldBe("principal-grace-out-of-range");
        Code(Base with { InterestGrace = -1 }).ShouldBe("interest-grace-out-of-range");
        Code(Base with { InterestFree = 13 }).ShouldBe("interest-free-out-of-range");
        Code(Base with { DownPaymentShare = 1 }).ShouldBe("down-payment-out-of-range");
        Code(Base with { InstalmentMultiple = Money.Zero(Currency.CNY) }).ShouldBe("instalment-multiple-not-positive");
        Code(Base with { DrawnOn = new DateOnly(9998, 6, 1) }).ShouldBe("date-out-of-range");
        Code(Base with { FirstDueOn = Base.DrawnOn }).ShouldBe("due-date-not-after-draw");
        Code(Base with { FirstDueOn = Base.DrawnOn.AddDays(367) }).ShouldBe("first-due-too-late");
        Scheduler.Make(Base with { FirstDueOn = Base.DrawnOn.AddDays(366) }).IsOk.ShouldBeTrue();
        Code(Base with { FirstDueOn = DateOnly.MaxValue }).ShouldBe("date-out-of-range");
        Code(Base with { Principal = new Money(Money.MinorUnitsMax, Currency.CNY) }).ShouldBe("principal-too-large");
    }

    private static string[] Due(ScheduleTerms terms) =>
        [.. Scheduler.Make(terms).Value.Instalments.Select(row => $"{row.DueOn:yyyy-MM-dd}")];

    private static Money Yuan(decimal amount) => Money.FromAmount(amount, Currency.CNY, Rounding.HalfUp);
}
