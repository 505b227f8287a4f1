using System.Text;
using Headroom.Lending;
using Headroom.Operations.Borrowers;
using Headroom.Operations.Json;
using Headroom.Primitives;

namespace Headroom.Operations.Tests;

/// <summary>What was stored once must be readable for ever: every event type has a sample that is never edited.</summary>
public class StoredEventTests
{
    public static TheoryData<string> Types => [.. EventCodec.TypeNames.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Types))]
    public void A_stored_event_reads_as_it_was_written_and_writes_as_it_was_stored(string type)
    {
        var example = Example(type);
        var sample = File.ReadAllBytes(SampleOf(type));
        var read = EventCodec.Decode(type, 1, sample);
        Text(EventCodec.Encode(read).Data).ShouldBe(Text(sample));
        Text(sample).ShouldBe(Text(EventCodec.Encode(example).Data));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void What_is_written_is_canonical(string type)
    {
        var written = EventCodec.Encode(Example(type)).Data;
        Text(written).ShouldBe(Text(CanonicalJson.Canonicalize(written)));
    }

    [Theory]
    [InlineData("line.never-happened", 1)]
    [InlineData("line.closed", 2)]
    public void An_event_that_is_not_known_is_never_guessed(string type, int schemaVersion) =>
        Should
            .Throw<System.Text.Json.JsonException>(() => EventCodec.Decode(type, schemaVersion, "{}"u8))
            .Message.ShouldContain(type);

    [Fact]
    public void A_state_reads_as_it_was_saved()
    {
        var state = EventExamples
            .All.Where(e => EventCodec.Encode(e).Type is not ("line.line-imported" or "line.closed"))
            .Aggregate(
                BorrowerModel.Instance.Empty(BorrowerId.Parse("B1").Value),
                (fold, e) => e is BorrowerEvent.OnLine ? fold : fold.Apply(e, DateTimeOffset.UnixEpoch)
            );
        var saved = BorrowerModel.Instance.Save(state);
        var loaded = BorrowerModel.Instance.Load(state.Id, saved);
        loaded.Signals.ShouldBe(state.Signals);
        Text(BorrowerModel.Instance.Save(loaded)).ShouldBe(Text(saved));
        Text(CanonicalJson.Canonicalize(saved)).ShouldBe(Text(saved));
    }

    public static TheoryData<int> LoanEntries => [.. Enumerable.Range(0, Entries.Length)];

    private static readonly LoanEntry[] Entries = MakeEntries();

    [Theory]
    [MemberData(nameof(LoanEntries))]
    public void Every_entry_on_a_loan_reads_as_it_was_written(int number)
    {
        var written = EventJson.WriteAs(Entries[number]);
        EventJson.Read<LoanEntry>(written).ShouldBe(Entries[number]);
        Text(CanonicalJson.Canonicalize(written)).ShouldBe(Text(written));
        Entries.Select(entry => entry.GetType()).ShouldBe(typeof(LoanEntry).GetNestedTypes(), ignoreOrder: true);
    }

    private static LoanEntry[] MakeEntries()
    {
        var id = new EntryId(SortableId.Of(DateTimeOffset.UnixEpoch, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]));
        var on = new DateOnly(2026, 9, 1);
        var amount = new Money(123, Currency.CNY);
        var plan = new RestructurePlan(
            RepaymentMethod.EqualPrincipal,
            3,
            new LoanRate(0.0003m, DayCount.Daily),
            PrincipalGrace: 2
        );
        return
        [
            new LoanEntry.Repaid(id, on, amount, RepaymentIntent.PrepayKeepInstalment),
            new LoanEntry.FeeCharged(id, on, "dunning", amount),
            new LoanEntry.Refunded(id, on, amount),
            new LoanEntry.Paused(id, on, on.AddDays(9), PauseScope.AgeingAndInterest, "flood"),
            new LoanEntry.Restructured(id, on, plan, "hardship"),
            new LoanEntry.WrittenOff(id, on, "uncollectable"),
        ];
    }

    [Theory]
    [InlineData("0.1", "0.1")]
    [InlineData("15000.00", "15000")]
    [InlineData("0.000123", "0.000123")]
    [InlineData("1234567890.12345", "1234567890.12345")]
    [InlineData("0.1234567890123456789", "\"0.1234567890123456789\"")]
    public void A_decimal_is_a_number_while_every_reader_keeps_it_exactly(string value, string json)
    {
        var number = decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture);
        Text(EventJson.WriteAs(number)).ShouldBe(json);
        EventJson.Read<decimal>(EventJson.WriteAs(number)).ShouldBe(number);
    }

    private static BorrowerEvent Example(string type) =>
        EventExamples.All.Single(example => EventCodec.Encode(example).Type == type);

    private static string SampleOf(string type) => Path.Combine(AppContext.BaseDirectory, "Samples", type + ".v1.json");

    private static string Text(byte[] utf8) => Encoding.UTF8.GetString(utf8);
}
