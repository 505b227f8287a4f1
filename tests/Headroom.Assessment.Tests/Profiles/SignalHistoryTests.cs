using FsCheck;
using FsCheck.Fluent;
using Headroom.Profiles;
using static Headroom.Assessment.Tests.Profiles.SignalsFor;

namespace Headroom.Assessment.Tests.Profiles;

public class SignalHistoryTests
{
    private static readonly string[] Kinds = ["statement", "login", "income", "never-heard-of"];

    [Fact]
    public void The_order_of_arrival_does_not_matter_where_signals_happened_at_different_instants()
    {
        var arrivals =
            from signals in Gen.Choose(0, 200).Select(Signals)
            from shuffled in Gen.Shuffle(signals)
            select (signals, shuffled);

        Prop.ForAll(
                arrivals.ToArbitrary(),
                pair => SignalHistory.Of(pair.signals).Equals(SignalHistory.Of(pair.shuffled))
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_history_stays_bounded_and_keeps_the_newest()
    {
        var history = SignalHistory.Of(Enumerable.Range(0, 5000).Select(i => Of(i, "login", 5000 - i)));

        history.Count.ShouldBe(32);
        history.Of("login")[0].OccurredAt.ShouldBe(Noon.AddDays(-1));
    }

    [Fact]
    public void Invented_kinds_share_one_bound()
    {
        var history = SignalHistory.Of(
            Enumerable.Range(0, 500).Select(i => Of(i, $"kind-{(char)('a' + (i % 26))}", i))
        );

        history.Count.ShouldBe(64);
    }

    [Theory]
    [InlineData("login")]
    [InlineData("never-heard-of")]
    public void Of_signals_of_one_instant_the_newest_is_the_one_recorded_last(string kind)
    {
        var recorded = Enumerable.Range(0, 20).Select(i => Of(i, kind, 3)).ToList();

        var history = SignalHistory.Of(recorded);

        history.Signals.ShouldBe(recorded.AsEnumerable().Reverse());
        SignalHistory.Restore(history.Signals).ShouldBe(history);
    }

    [Fact]
    public void A_signal_twice_changes_nothing()
    {
        var history = SignalHistory.Of(Signals(50));

        history.Add(history.Signals.First()).ShouldBeSameAs(history);
    }

    [Fact]
    public void What_is_saved_comes_back_the_same()
    {
        var history = SignalHistory.Of(Signals(120));

        SignalHistory.Restore(history.Signals).ShouldBe(history);
    }

    [Theory]
    [InlineData("income", "monthly", "many", "signal-value-wrong-kind")]
    [InlineData("statement", "period", "2026-13", "signal-period-malformed")]
    [InlineData("statement", "period", "26-1", "signal-period-malformed")]
    [InlineData("Income", "monthly", "1", "signal-kind-malformed")]
    [InlineData("statement", "period", "0001-01", "signal-period-malformed")]
    [InlineData("income", "mounthly", "1", "signal-value-unknown")]
    [InlineData("never-heard-of", "note", "anything goes", null)]
    public void Edges_refuse_what_features_could_not_read(string kind, string name, string value, string? code) =>
        (SignalCatalog.Check(Of(1, kind, 0, (name, SignalValue.Text(value))))?.Code).ShouldBe(code);

    [Fact]
    public void A_value_that_a_kind_does_not_have_is_refused_with_those_it_has() =>
        SignalCatalog
            .Check(Of(1, "income", 0, ("mounthly", SignalValue.Number(1))))!
            .Parameters.ShouldContain(("known", "monthly, verified"));

    [Theory]
    [InlineData("statement", "monthsLate", 3.5, "signal-number-not-whole")]
    [InlineData("statement", "monthsLate", -1, "signal-number-negative")]
    [InlineData("statement", "monthsLate", 3, null)]
    [InlineData("statement", "billed", -120.5, null)]
    [InlineData("identity", "age", -1, "signal-number-negative")]
    [InlineData("income", "monthly", -0.01, "signal-number-negative")]
    [InlineData("income", "monthly", 0, null)]
    public void Edges_refuse_numbers_that_cannot_be(string kind, string name, double number, string? code)
    {
        var values = new List<(string, SignalValue)> { (name, SignalValue.Number((decimal)number)) };
        if (kind == SignalCatalog.Statement)
        {
            values.Add(("period", SignalValue.Text("2026-02")));
        }

        (SignalCatalog.Check(Of(1, kind, 0, [.. values]))?.Code).ShouldBe(code);
    }

    [Fact]
    public void Edges_refuse_a_signal_from_nowhere_and_one_of_the_year_one()
    {
        SignalCatalog.Check(Of(1, "login", 0) with { Source = " " })!.Code.ShouldBe("signal-source-missing");
        SignalCatalog.Check(Of(1, "login", DateTimeOffset.MinValue, Noon))!.Code.ShouldBe("signal-too-early");
    }

    [Fact]
    public void Numbers_of_more_than_fifteen_digits_are_refused()
    {
        SignalCatalog.Check(Of(1, "income", 0, ("monthly", SignalValue.Number(123456789012345m)))).ShouldBeNull();
        SignalCatalog
            .Check(Of(1, "income", 0, ("monthly", SignalValue.Number(1234567890.123456m))))!
            .Code.ShouldBe("signal-number-too-precise");
    }

    [Fact]
    public void Nothing_is_known_before_it_happened() =>
        SignalCatalog
            .Check(Of(1, "income", Noon, Noon.AddSeconds(-1)))!
            .Code.ShouldBe("signal-known-before-it-occurred");

    private static Signal[] Signals(int count) =>
        [.. Enumerable.Range(0, count).Select(i => Of(i, Kinds[i % Kinds.Length], i * 7 % 97))];
}
