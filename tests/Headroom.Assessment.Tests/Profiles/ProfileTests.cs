using System.Globalization;
using Headroom.Profiles;
using static Headroom.Assessment.Tests.Profiles.SignalsFor;

namespace Headroom.Assessment.Tests.Profiles;

public class ProfileTests
{
    // csharpier-ignore-start
    // Months late by statement, the newest first; "." is a month without a statement, "?" one that does not say.
    [Theory]
    //          statements       latest  3m   6m   12m  times  since  seen
    [InlineData("0",             "0",    "0", "0", "0", "0",   "",    1)]
    [InlineData("1",             "1",    "1", "1", "1", "1",   "0",   1)]
    [InlineData("000000000000",  "0",    "0", "0", "0", "0",   "",    12)]
    [InlineData("002",           "0",    "2", "2", "2", "1",   "2",   3)]
    [InlineData("0003",          "0",    "0", "3", "3", "1",   "3",   4)]
    [InlineData("000000 4",      "0",    "0", "0", "4", "0",   "7",   7)]
    [InlineData("210120",        "2",    "2", "2", "2", "4",   "0",   6)]
    [InlineData("?",             "",     "",  "",  "",  "",    "",    1)]
    [InlineData("?1",            "",     "1", "1", "1", "1",   "1",   2)]
    [InlineData("0.......... 9", "0",    "0", "0", "0", "0",   "",    1)]
    public void Lateness_over_windows(
        string late,
        string latest,
        string m3,
        string m6,
        string m12,
        string times,
        string since,
        int seen
    )
    {
        var signals = late.Index()
            .Where(month => month.Item is not ('.' or ' '))
            .Select(month => Statement(month.Index, month.Item == '?' ? null : month.Item - '0'));

        var profile = Profile([.. signals]);

        Text(profile, FeatureCatalog.MonthsLateLatest).ShouldBe(latest);
        Text(profile, FeatureCatalog.MaxMonthsLate3m).ShouldBe(m3);
        Text(profile, FeatureCatalog.MaxMonthsLate6m).ShouldBe(m6);
        Text(profile, FeatureCatalog.MaxMonthsLate12m).ShouldBe(m12);
        Text(profile, FeatureCatalog.TimesLate6m).ShouldBe(times);
        Text(profile, FeatureCatalog.MonthsSinceLate).ShouldBe(since);
        Text(profile, FeatureCatalog.StatementsSeen).ShouldBe(seen.ToString(CultureInfo.InvariantCulture));
    }
    // csharpier-ignore-end

    [Fact]
    public void Payment_and_use_of_the_limit_over_windows()
    {
        var profile = Profile(
            Statement(0, 0, billed: 900, paid: 300, limit: 1000),
            Statement(1, 0, billed: 600, paid: 600, limit: 1000),
            Statement(2, 0, billed: 300, paid: null, limit: 1000),
            Statement(3, 0, billed: 300, paid: 300, limit: null)
        );

        Text(profile, FeatureCatalog.PaymentRatio3m)
            .ShouldBe("0.6", "the month that does not say what was paid is left out whole");
        Text(profile, FeatureCatalog.PaymentRatio6m).ShouldBe("0.666667");
        Text(profile, FeatureCatalog.UtilisationLatest).ShouldBe("0.9");
        Text(profile, FeatureCatalog.UtilisationAvg6m).ShouldBe("0.6");
        Text(profile, FeatureCatalog.UtilisationSlope6m).ShouldBe("0.3");
        Text(profile, FeatureCatalog.BilledAvg6m).ShouldBe("525");
        Text(profile, FeatureCatalog.PaidAvg6m).ShouldBe("400");
    }

    [Fact]
    public void Of_nothing_every_feature_is_unknown_but_the_count_of_statements()
    {
        var profile = Profile();

        profile.Known.Select(known => known.Feature).ShouldBe([FeatureCatalog.StatementsSeen]);
        profile[FeatureCatalog.StatementsSeen].Value.ShouldBe(SignalValue.Number(0));
    }

    [Fact]
    public void A_statement_that_billed_nothing_gives_no_payment_ratio()
    {
        var profile = Profile(Statement(0, 0, billed: 0, paid: 0, limit: 1000));

        profile[FeatureCatalog.PaymentRatio3m].IsKnown.ShouldBeFalse();
        Text(profile, FeatureCatalog.UtilisationLatest).ShouldBe("0");
    }

    [Fact]
    public void A_newer_report_that_leaves_a_value_out_does_not_make_it_unknown()
    {
        var profile = Profile(
            Of(1, "identity", 40, ("age", SignalValue.Number(33)), ("verified", SignalValue.Flag(false))),
            Of(2, "identity", 3, ("verified", SignalValue.Flag(true)))
        );

        profile[FeatureCatalog.Age]
            .ShouldBe(new FeatureValue(SignalValue.Number(33), "test", 40) { OccurredAt = Noon.AddDays(-40) });
        profile[FeatureCatalog.IdentityVerified]
            .ShouldBe(new FeatureValue(SignalValue.Flag(true), "test", 3) { OccurredAt = Noon.AddDays(-3) });
        Text(profile, FeatureCatalog.FreshestSignal).ShouldBe("3");
    }

    [Fact]
    public void A_value_of_another_type_stays_unknown()
    {
        var profile = Profile(Of(1, "identity", 1, ("age", SignalValue.Text("thirty"))));

        profile[FeatureCatalog.Age].IsKnown.ShouldBeFalse();
    }

    [Fact]
    public void Events_count_within_their_windows()
    {
        var profile = Profile(
            Of(1, "login", 31, ("riskScore", SignalValue.Number(99))),
            Of(2, "login", 30, ("riskScore", SignalValue.Number(80))),
            Of(3, "login", 2, ("riskScore", SignalValue.Number(10)), ("deviceKnown", SignalValue.Flag(true))),
            Of(4, "fraud-alert", 181, ("severity", SignalValue.Text("high"))),
            Of(5, "fraud-alert", 100, ("severity", SignalValue.Text("medium"))),
            Of(6, "fraud-alert", 1, ("severity", SignalValue.Text("low"))),
            Of(7, "use-of-funds", 366, ("category", SignalValue.Text("property"))),
            Of(8, "use-of-funds", 9, ("category", SignalValue.Text("travel"))),
            Of(9, "use-of-funds", 8, ("category", SignalValue.Text("shopping"))),
            Of(10, "repayment", 200, ("daysLate", SignalValue.Number(50))),
            Of(11, "repayment", 20, ("daysLate", SignalValue.Number(4)))
        );

        Text(profile, FeatureCatalog.LoginRisk30d).ShouldBe("80");
        Text(profile, FeatureCatalog.DeviceKnown).ShouldBe("true");
        Text(profile, FeatureCatalog.FraudSeverity180d).ShouldBe("medium");
        Text(profile, FeatureCatalog.UseOfFunds12m).ShouldBe("shopping,travel");
        Text(profile, FeatureCatalog.RepaymentDaysLate6m).ShouldBe("4");
        Text(profile, FeatureCatalog.Repayments6m).ShouldBe("1");
    }

    [Fact]
    public void Who_verified_since_is_no_longer_under_suspicion()
    {
        var suspected = Of(1, "account-takeover", 5, ("suspected", SignalValue.Flag(true)));
        var login = Of(2, "login", 4, ("riskScore", SignalValue.Number(95)));
        var verified = Of(3, "identity", 3, ("verified", SignalValue.Flag(true)));
        var again = Of(4, "login", 2, ("riskScore", SignalValue.Number(70)));

        Text(Profile(suspected, login), FeatureCatalog.TakeoverSuspected).ShouldBe("true");
        Text(Profile(suspected, login), FeatureCatalog.LoginRisk30d).ShouldBe("95");
        Text(Profile(suspected, login, verified), FeatureCatalog.TakeoverSuspected).ShouldBe("false");
        Text(Profile(suspected, login, verified), FeatureCatalog.LoginRisk30d).ShouldBe("0");
        Text(Profile(suspected, login, verified, again), FeatureCatalog.LoginRisk30d).ShouldBe("70");
    }

    [Fact]
    public void A_late_signal_counts_as_of_when_it_happened_once_it_was_known()
    {
        var happened = Noon.AddDays(-30);
        var known = Noon.AddDays(-5);
        var late = Of(1, "court-record", happened, known, ("active", SignalValue.Flag(true)));
        var history = SignalHistory.Of([late]);

        Active(asOf: Noon.AddDays(-10), knownAt: Noon.AddDays(-10)).ShouldBe("", "it had happened, but nobody knew");
        Active(asOf: Noon.AddDays(-10), knownAt: Noon).ShouldBe("true", "what we should have seen then");
        Active(asOf: Noon.AddDays(-40), knownAt: Noon).ShouldBe("", "it had not happened yet");

        string Active(DateTimeOffset asOf, DateTimeOffset knownAt) =>
            Text(ProfileBuilder.Build(history, asOf, knownAt), FeatureCatalog.CourtRecordActive);
    }

    [Fact]
    public void A_corrected_statement_stands_from_when_the_correction_was_known()
    {
        var first = Statement(0, 2);
        var corrected = Of(
            7,
            SignalCatalog.Statement,
            first.OccurredAt,
            Noon.AddHours(-1),
            ("period", SignalValue.Text("2026-02")),
            ("monthsLate", SignalValue.Number(0))
        );
        var history = SignalHistory.Of([corrected, first]);

        Text(ProfileBuilder.Build(history, Noon, Noon), FeatureCatalog.MonthsLateLatest).ShouldBe("0");
        Text(ProfileBuilder.Build(history, Noon, Noon.AddHours(-2)), FeatureCatalog.MonthsLateLatest).ShouldBe("2");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Of_statements_known_at_one_instant_the_one_recorded_last_stands(int number)
    {
        Signal[] recorded = [Late(10, 1), Late(number, 2)];

        Text(Profile(recorded), FeatureCatalog.MonthsLateLatest).ShouldBe("2");
        Text(Profile([.. recorded.Reverse()]), FeatureCatalog.MonthsLateLatest).ShouldBe("1");

        static Signal Late(int number, int months) =>
            Of(
                number,
                SignalCatalog.Statement,
                1,
                ("period", SignalValue.Text("2026-02")),
                ("monthsLate", SignalValue.Number(months))
            );
    }

    private static string Text(Profile profile, Feature feature) => profile[feature].Value.ToString();
}
