using Headroom.Primitives;
using static Headroom.Lending.Tests.Lines.LineScene;

namespace Headroom.Lending.Tests.Lines;

/// <summary>Who may take a hold away, by its override class.</summary>
public class HoldTests
{
    // csharpier-ignore
    private const string Table = """
        override           | act  | staff                    | system                   | borrower                 | partner
        clears-itself      | lift | hold-clears-itself       | hold-clears-itself       | hold-clears-itself       | hold-clears-itself
        clears-itself      | cure | hold-not-yours-to-cure   | ok                       | hold-not-yours-to-cure   | hold-not-yours-to-cure
        borrower-can-cure  | lift | ok                       | hold-needs-cure          | hold-needs-cure          | hold-needs-cure
        borrower-can-cure  | cure | hold-not-yours-to-cure   | ok                       | ok                       | hold-not-yours-to-cure
        reviewer-may-lift  | lift | ok                       | hold-needs-reviewer      | hold-needs-reviewer      | hold-needs-reviewer
        reviewer-may-lift  | cure | hold-needs-reviewer      | hold-needs-reviewer      | hold-needs-reviewer      | hold-needs-reviewer
        before its date    | lift | hold-not-liftable-before | hold-needs-reviewer      | hold-needs-reviewer      | hold-needs-reviewer
        before its date    | cure | hold-not-liftable-before | hold-not-liftable-before | hold-not-liftable-before | hold-not-liftable-before
        on its date        | lift | ok                       | hold-needs-reviewer      | hold-needs-reviewer      | hold-needs-reviewer
        on its date        | cure | hold-needs-reviewer      | hold-needs-reviewer      | hold-needs-reviewer      | hold-needs-reviewer
        """;

    public static TheoryData<string, string, string, string> Cells()
    {
        var cells = new TheoryData<string, string, string, string>();
        var rows = Table.Split('\n').Select(row => row.Split('|', StringSplitOptions.TrimEntries)).ToArray();
        foreach (var row in rows[1..])
        {
            for (var column = 2; column < row.Length; column++)
            {
                cells.Add(row[0], row[1], rows[0][column], row[column]);
            }
        }

        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void A_hold_yields_to_whom_the_table_says(string release, string act, string who, string expected)
    {
        var dated = release.Contains("date", StringComparison.Ordinal);
        var overrides = Enum.GetValues<HoldOverride>().ToDictionary(one => one.Code());
        var scene = Active()
            .Hold(
                1,
                release: dated ? HoldOverride.NobodyBeforeDate : overrides[release],
                notBefore: dated ? Start.AddDays(7) : null
            );
        scene.Now = release == "on its date" ? Start.AddDays(7) : Start;
        var actor = Actor.Parse(who + ":x").Value;
        LineCommand command =
            act == "lift"
                ? new LineCommand.LiftHold(HoldNumber(1), "checked")
                : new LineCommand.CureHold(HoldNumber(1));
        scene.Answer(command, actor).ShouldBe(expected);
        scene.Line.Holds.Count.ShouldBe(expected == "ok" ? 0 : 1);
    }

    [Fact]
    public void A_hold_records_who_placed_it_and_when()
    {
        var hold = Active().Hold(1, HoldKind.Compliance).Line.Holds[0];
        hold.PlacedBy.ShouldBe(Policy);
        hold.Since.ShouldBe(Start);
        hold.Cure.ShouldBe("cure");
    }

    [Fact]
    public void A_hold_that_ran_out_cannot_be_lifted_and_is_dropped_when_the_next_is_placed()
    {
        var scene = Active().Hold(1, until: Start.AddDays(1));
        scene.Now = Start.AddDays(1);
        scene.Answer(new LineCommand.LiftHold(HoldNumber(1), "x"), LineScene.Staff).ShouldBe("hold-expired");
        scene.Hold(2);
        scene.Line.Holds.Select(hold => hold.Id).ShouldBe([HoldNumber(2)]);
        scene.History.ShouldContain(new LineEvent.HoldExpired(HoldNumber(1)));
    }

    [Fact]
    public void Malformed_holds_are_refused_by_name()
    {
        var scene = Active().Hold(1);
        string Place(
            int number,
            string reason,
            DateTimeOffset? until,
            HoldOverride release,
            DateTimeOffset? notBefore
        ) =>
            scene.Answer(
                new LineCommand.PlaceHold(
                    HoldNumber(number),
                    HoldKind.Risk,
                    HoldScope.Draws,
                    reason,
                    until,
                    null,
                    release,
                    notBefore
                )
            );
        Place(1, "r", null, HoldOverride.ReviewerMayLift, null).ShouldBe("hold-already-placed");
        Place(2, " ", null, HoldOverride.ReviewerMayLift, null).ShouldBe("reason-missing");
        Place(2, "r", Start, HoldOverride.ReviewerMayLift, null).ShouldBe("hold-already-over");
        Place(2, "r", null, HoldOverride.NobodyBeforeDate, null).ShouldBe("hold-date-mismatch");
        Place(2, "r", null, HoldOverride.ClearsItself, Start.AddDays(1)).ShouldBe("hold-date-mismatch");
        Place(2, "r", Start.AddDays(7), HoldOverride.NobodyBeforeDate, Start.AddDays(7))
            .ShouldBe("hold-ends-before-liftable");
        Place(2, "r", Start.AddDays(8), HoldOverride.NobodyBeforeDate, Start.AddDays(7)).ShouldBe("ok");
    }

    [Theory]
    [InlineData(HoldOverride.ClearsItself, "hold-clears-itself-unnamed")]
    [InlineData(HoldOverride.BorrowerCanCure, "hold-needs-reviewer")]
    public void Lifting_a_hold_without_a_cure_names_none(HoldOverride release, string expected)
    {
        var place = new LineCommand.PlaceHold(
            HoldNumber(1),
            HoldKind.Risk,
            HoldScope.Draws,
            "r",
            null,
            null,
            release,
            null
        );
        Active().Do(place).Answer(new LineCommand.LiftHold(HoldNumber(1), "x"), Borrower).ShouldBe(expected);
    }
}
