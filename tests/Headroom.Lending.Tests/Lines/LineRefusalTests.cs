using Headroom.Primitives;
using static Headroom.Lending.Tests.Lines.LineScene;

namespace Headroom.Lending.Tests.Lines;

/// <summary>Of several things that are wrong the first in this order is named: lifecycle, input, what stands in the way.</summary>
public class LineRefusalTests
{
    private static readonly Money Dollar = new(100, Currency.USD);

    [Fact]
    public void A_draw_is_refused_in_a_fixed_order()
    {
        var scene = Active(100).Draw(1, 10).Hold(1);
        var known = DrawNumber(1);
        var fresh = DrawNumber(2);
        new LineScene().Answer(new LineCommand.ReserveDraw(known, Dollar)).ShouldBe("line-not-found");
        scene.Answer(new LineCommand.ReserveDraw(known, Dollar)).ShouldBe("currency-mismatch");
        scene.Answer(new LineCommand.ReserveDraw(known, Yuan(0))).ShouldBe("amount-not-positive");
        scene.Answer(new LineCommand.ReserveDraw(known, Yuan(500))).ShouldBe("draw-already-reserved");
        scene.Answer(new LineCommand.ReserveDraw(fresh, Yuan(500))).ShouldBe("draw-held");
        scene.Do(new LineCommand.LiftHold(HoldNumber(1), "checked"), LineScene.Staff);
        scene.Answer(new LineCommand.ReserveDraw(fresh, Yuan(90.01m))).ShouldBe("draw-exceeds-headroom");
        scene.Answer(new LineCommand.ReserveDraw(fresh, Yuan(90))).ShouldBe("ok");
    }

    [Fact]
    public void A_draw_goes_from_reserved_to_committed_or_back_and_nowhere_else()
    {
        var scene = Active(100).Do(new LineCommand.ReserveDraw(DrawNumber(1), Yuan(60)));
        scene.Answer(new LineCommand.RecordPrincipalRepaid(DrawNumber(1), Yuan(1))).ShouldBe("draw-not-committed");
        scene.Answer(new LineCommand.RecordPrincipalRestored(DrawNumber(1), Yuan(1))).ShouldBe("draw-not-committed");
        scene.Do(new LineCommand.CommitDraw(DrawNumber(1)));
        scene.Answer(new LineCommand.CommitDraw(DrawNumber(1))).ShouldBe("draw-already-committed");
        scene.Answer(new LineCommand.ReleaseDraw(DrawNumber(1), "x")).ShouldBe("draw-already-committed");
        scene
            .Answer(new LineCommand.RecordPrincipalRepaid(DrawNumber(1), Yuan(60.01m)))
            .ShouldBe("repaid-exceeds-drawn");
        scene.Do(new LineCommand.RecordPrincipalRepaid(DrawNumber(1), Yuan(60)));
        scene.Free.ShouldBe(100);
        scene.Do(new LineCommand.RecordPrincipalRestored(DrawNumber(1), Yuan(25)));
        scene.Free.ShouldBe(75);
        scene
            .Do(new LineCommand.ReserveDraw(DrawNumber(2), Yuan(75)))
            .Do(new LineCommand.ReleaseDraw(DrawNumber(2), "failed"));
        scene.Free.ShouldBe(75);
    }

    [Fact]
    public void Bad_input_is_refused_by_name()
    {
        var scene = Active();
        scene.Answer(new LineCommand.SetApprovedLimit(Yuan(-1), "r")).ShouldBe("limit-negative");
        scene.Answer(new LineCommand.SetApprovedLimit(Dollar, "r")).ShouldBe("currency-mismatch");
        scene.Answer(new LineCommand.SetApprovedLimit(Yuan(1), "")).ShouldBe("reason-missing");
        scene.Answer(new LineCommand.SetApprovedLimit(Yuan(1000), "r")).ShouldBe("limit-unchanged");
        scene.Answer(new LineCommand.SetTemporaryLimit(Yuan(2000), Start, Start, "r")).ShouldBe("window-empty");
        scene
            .Answer(new LineCommand.SetTemporaryLimit(Yuan(1000), Start, Start.AddDays(1), "r"))
            .ShouldBe("temporary-limit-not-above-approved");
        scene.Answer(new LineCommand.SetCaps(null, null)).ShouldBe("limit-unchanged");
        scene.Answer(new LineCommand.SetRate(Price, "r")).ShouldBe("rate-unchanged");
        scene.Answer(new LineCommand.SetRate(Rate.Daily(-0.1m), "r")).ShouldBe("rate-out-of-range");
        new LineScene().Answer(new LineCommand.Apply("", Currency.CNY)).ShouldBe("product-missing");
        new LineScene().Answer(new LineCommand.Apply("p", default)).ShouldBe("currency-missing");
    }

    [Fact]
    public void The_cooling_off_names_the_first_day_on_which_to_apply_again()
    {
        var scene = Active().Do(new LineCommand.Cancel(new DateOnly(2026, 4, 1), "wish"), LineScene.Borrower);
        var again = new LineCommand.Apply("revolving", Currency.CNY);
        scene.Now = new DateTimeOffset(2026, 3, 31, 12, 0, 0, TimeSpan.Zero);
        scene.Try(again).Refusal!.Parameters.ShouldBe([("until", "2026-04-01")]);
        scene.Now = scene.Now.AddDays(1);
        scene.Answer(again).ShouldBe("ok");
    }

    [Fact]
    public void Another_currency_waits_until_nothing_is_owed()
    {
        var scene = Active().Draw(1, 10).Do(new LineCommand.Cancel(new DateOnly(2026, 3, 2), "wish"));
        scene.Answer(new LineCommand.Apply("revolving", Currency.USD)).ShouldBe("currency-mismatch");
        scene.Do(new LineCommand.RecordPrincipalRepaid(DrawNumber(1), Yuan(10)));
        scene.Answer(new LineCommand.Apply("revolving", Currency.USD)).ShouldBe("ok");
        scene.Line.Limits.ShouldBe(new LineLimits(Money.Zero(Currency.USD)));
    }

    [Fact]
    public void An_imported_line_owes_what_it_owed()
    {
        var scene = new LineScene().Do(
            new LineCommand.ImportLine("revolving", Yuan(500), Price, null, null, null, DrawNumber(1), Yuan(700))
        );
        scene.Causes.ShouldBe("limit-below-drawn.approved");
        scene.Do(new LineCommand.RecordPrincipalRepaid(DrawNumber(1), Yuan(300)));
        scene.Free.ShouldBe(100);
    }
}
