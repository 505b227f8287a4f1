using Headroom.Scoring.Data;
using Headroom.Scoring.Watching;

namespace Headroom.Scoring.Tests.Watching;

public class ModelCaseTests
{
    private static readonly DateOnly Monday = new(2026, 11, 16);
    private static readonly ModelEntry Card = Entry("card");
    private static readonly ModelInventory Served = new([Card, Entry("other")]);

    [Fact]
    public void Each_measure_over_its_threshold_opens_one_case()
    {
        ModelInventory watched = Served.WithWatch(Card, [Psi(0.31), Csi("x", 0.6), Csi("y", 0.05)], Monday);

        watched
            .OpenCases()
            .Select(open => open.Case)
            .ShouldBe([
                new ModelCase(1, "score-psi", "", CaseSeverity.Medium, 0.25, Monday, 0.31, Monday, 0.31),
                new ModelCase(2, "characteristic-csi", "x", CaseSeverity.High, 0.25, Monday, 0.6, Monday, 0.6),
            ]);
    }

    [Fact]
    public void An_open_case_is_kept_up_to_date_and_not_opened_twice()
    {
        ModelInventory first = Served.WithWatch(Card, [Psi(0.31)], Monday);

        ModelInventory second = Watch(first, Psi(0.55), Monday.AddDays(7));

        second
            .OpenCases()
            .ShouldHaveSingleItem()
            .Case.ShouldBe(
                new ModelCase(
                    1,
                    "score-psi",
                    "",
                    CaseSeverity.High,
                    0.25,
                    Monday,
                    0.31,
                    LastSeenOn: Monday.AddDays(7),
                    LastValue: 0.55
                )
            );
        Cases(Watch(second, Psi(0.55), Monday.AddDays(7))).ShouldBe(Cases(second));
        Cases(Watch(second, Psi(0.4), Monday)).ShouldBe(Cases(second), "an older watch says nothing new");
        Cases(Watch(second, Psi(0.01), Monday.AddDays(14))).ShouldBe(Cases(second), "someone must close it");
    }

    [Fact]
    public void A_closed_case_is_history_and_the_next_crossing_a_new_case()
    {
        CaseClosing closing = new("a new channel", "li.wei", Monday);
        ModelInventory closed = Served.WithWatch(Card, [Psi(0.31)], Monday).WithClosed(1, closing).Value;

        ModelInventory after = Watch(closed, Psi(0.4), Monday.AddDays(7));

        closed.OpenCases().ShouldBeEmpty();
        Cases(after).Select(held => held.Number).ShouldBe([1, 2]);
        Cases(after)[0].Closing.ShouldBe(closing);
        after.OpenCases().Select(open => open.Case.Number).ShouldBe([2]);
    }

    [Fact]
    public void Numbers_are_the_inventory_s_own()
    {
        ModelInventory both = Served.WithWatch(Card, [Psi(0.31)], Monday);

        both = both.WithWatch(both.Find("other", "1")!, [Psi(0.5)], Monday);

        both.OpenCases().Select(open => (open.Entry.Name, open.Case.Number)).ShouldBe([("card", 1), ("other", 2)]);
    }

    [Fact]
    public void Closing_is_refused_by_name_and_said_twice_is_done_once()
    {
        CaseClosing closing = new("a new channel", "li.wei", Monday);
        ModelInventory open = Served.WithWatch(Card, [Psi(0.31)], Monday);
        ModelInventory closed = open.WithClosed(1, closing).Value;

        closed.WithClosed(1, closing with { On = Monday.AddDays(1) }).Value.ShouldBeSameAs(closed);
        closed.WithClosed(1, closing with { By = "wang" }).Refusal!.Code.ShouldBe("inventory-case-closed");
        open.WithClosed(2, closing).Refusal!.Code.ShouldBe("inventory-case-unknown");
        open.WithClosed(1, closing with { Reason = " " }).Refusal!.Code.ShouldBe("inventory-closing-blank");
    }

    [Fact]
    public void Retiring_a_model_closes_what_is_open_on_it_and_nothing_else()
    {
        CaseClosing before = new("a new channel", "wang", Monday);
        ModelInventory known = Served.WithWatch(Card, [Psi(0.31), Csi("x", 0.6)], Monday).WithClosed(1, before).Value;
        known = known.WithWatch(known.Find("other", "1")!, [Psi(0.5)], Monday);
        DateOnly friday = Monday.AddDays(4);

        ModelInventory retired = known.WithRetired(known.Find("card", "1")!, friday).Value;

        ModelEntry card = retired.Find("card", "1")!;
        (card.Stage, card.RetiredOn).ShouldBe((ModelStage.Retired, friday));
        card.Cases.Select(held => held.Closing)
            .ShouldBe([before, new CaseClosing("The model was retired.", "li.wei", friday)]);
        retired.OpenCases().Select(open => open.Entry.Name).ShouldBe(["other"]);
        ModelEntry again = retired.WithRetired(card, friday.AddDays(9)).Value.Find("card", "1")!;
        (again.RetiredOn, again.Cases[1].Closing!.On).ShouldBe((friday, friday));
    }

    [Fact]
    public void A_model_that_nobody_answers_for_is_not_retired_while_a_case_is_open()
    {
        ModelEntry orphan = Card with { Owner = " " };
        ModelInventory open = Served.WithWatch(orphan, [Psi(0.31)], Monday);

        open.WithRetired(open.Find("card", "1")!, Monday).Refusal!.Code.ShouldBe("inventory-owner-missing");
        Served.WithRetired(orphan, Monday).IsOk.ShouldBeTrue();
    }

    [Theory]
    [InlineData("card", "1", "aa", null)]
    [InlineData("card", "2", "aa", "inventory-model-unknown")]
    [InlineData("card", "1", "bb", "inventory-file-differs")]
    [InlineData("old", "1", "aa", "inventory-model-retired")]
    public void Only_a_registered_file_that_serves_is_watched(string name, string version, string hash, string? code)
    {
        ModelInventory known = Served.With(Entry("old") with { Stage = ModelStage.Retired, RetiredOn = Monday });

        known.Watched(name, version, hash).Refusal?.Code.ShouldBe(code);
        known.Watched(name, version, hash).IsOk.ShouldBe(code is null);
    }

    private static IReadOnlyList<ModelCase> Cases(ModelInventory inventory) => inventory.Find("card", "1")!.Cases;

    private static ModelInventory Watch(ModelInventory known, WatchFinding finding, DateOnly on) =>
        known.WithWatch(known.Find("card", "1")!, [finding], on);

    private static ModelEntry Entry(string name) =>
        new(name, "1", "aa", ModelStage.Live, "li.wei", new DateOnly(2027, 1, 1));

    private static WatchFinding Psi(double value) => Csi("", value) with { Code = "score-psi" };

    private static WatchFinding Csi(string subject, double value)
    {
        CaseSeverity? severity =
            value >= 0.5 ? CaseSeverity.High
            : value >= 0.25 ? CaseSeverity.Medium
            : null;
        WatchLevel level = severity is null ? WatchLevel.Stable : WatchLevel.Act;
        return new WatchFinding("characteristic-csi", subject, value, 0.25, level, severity, Remark.Of("", ""));
    }
}
