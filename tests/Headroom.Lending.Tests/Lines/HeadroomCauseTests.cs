using Headroom.Primitives;
using static Headroom.Lending.Tests.Lines.LineScene;

namespace Headroom.Lending.Tests.Lines;

/// <summary>Every zero has a name, and the names behind it.</summary>
public class HeadroomCauseTests
{
    [Fact]
    public void A_line_that_was_never_applied_for_has_none()
    {
        var view = Line.None.HeadroomAt(Start);
        view.Status.ShouldBe(LineStatus.None);
        view.Causes.Select(cause => cause.Code).ShouldBe(["line.none"]);
    }

    [Fact]
    public void Headroom_above_zero_has_no_cause_and_names_the_binding_limit_first()
    {
        var scene = Active(1000, productCap: 900, jurisdictionCap: 2000).Draw(1, 100);
        scene.Free.ShouldBe(800);
        scene.Causes.ShouldBe("");
        scene
            .View.Limits.Select(bound => bound.Source)
            .ShouldBe([LimitSource.ProductCap, LimitSource.Approved, LimitSource.JurisdictionCap]);
    }

    [Fact]
    public void The_gravest_hold_binds_and_the_others_and_used_limits_stand_behind_it()
    {
        var scene = Active().Draw(1, 1000).Hold(1, HoldKind.Risk).Hold(2, HoldKind.AccountSecurity);
        scene.Do(new LineCommand.SetBorrowerCap(Yuan(500)), LineScene.Borrower);
        scene.View.Status.ShouldBe(LineStatus.Frozen);
        scene.Causes.ShouldBe("hold.account-security hold.risk limit-below-drawn.borrower-cap limit-used.approved");
    }

    [Theory]
    [InlineData(400, "limit-below-drawn.approved")]
    [InlineData(600, "limit-used.approved")]
    [InlineData(700, "draws-under-way.approved")]
    [InlineData(0, "limit-zero.approved")]
    public void A_limit_that_is_used_says_how(decimal lowered, string cause)
    {
        var scene = Active().Draw(1, 600).Do(new LineCommand.ReserveDraw(DrawNumber(2), Yuan(100)));
        scene.Do(new LineCommand.SetApprovedLimit(Yuan(lowered), "review"));
        scene.Free.ShouldBe(0);
        scene.Causes.ShouldBe(cause);
    }

    [Fact]
    public void The_jurisdictions_cap_can_bind()
    {
        var scene = Active(1000, jurisdictionCap: 200).Draw(1, 200);
        scene.Causes.ShouldBe("limit-used.jurisdiction-cap");
    }

    [Fact]
    public void A_temporary_limit_gives_headroom_within_its_window_only()
    {
        var scene = Active().Draw(1, 1000);
        scene.Do(new LineCommand.SetTemporaryLimit(Yuan(1500), Start.AddDays(1), Start.AddDays(3), "festival"));
        scene.Causes.ShouldBe("limit-used.approved temporary-window-closed");
        scene.Line.HeadroomAt(Start.AddDays(1)).Headroom.ShouldBe(Yuan(500));
        scene.Line.HeadroomAt(Start.AddDays(3).AddTicks(-1)).Headroom.ShouldBe(Yuan(500));
        scene.Line.HeadroomAt(Start.AddDays(3)).Headroom.ShouldBe(Yuan(0));
    }

    [Fact]
    public void A_decrease_ends_the_temporary_limit_too()
    {
        var scene = Active();
        scene.Do(new LineCommand.SetTemporaryLimit(Yuan(1500), Start, Start.AddDays(3), "festival"));
        scene.Do(new LineCommand.SetApprovedLimit(Yuan(800), "score"));
        scene.Free.ShouldBe(800);
    }

    [Fact]
    public void A_hold_that_ran_out_no_longer_binds_though_nothing_was_written()
    {
        var scene = Active().Hold(1, until: Start.AddDays(2));
        scene.Line.HeadroomAt(Start.AddDays(2).AddTicks(-1)).Causes[0].Code.ShouldBe("hold.risk");
        scene.Line.HeadroomAt(Start.AddDays(2)).Headroom.ShouldBe(Yuan(1000));
        scene.Line.StatusAt(Start.AddDays(2)).ShouldBe(LineStatus.Active);
    }

    [Fact]
    public void A_hold_on_increases_leaves_draws_alone()
    {
        var scene = Active().Hold(1, HoldKind.StaleInformation, HoldScope.Increases);
        scene.Free.ShouldBe(1000);
        scene.Answer(new LineCommand.SetApprovedLimit(Yuan(1100), "review")).ShouldBe("increase-held");
        scene
            .Answer(new LineCommand.SetTemporaryLimit(Yuan(1100), Start, Start.AddDays(1), "x"))
            .ShouldBe("increase-held");
        scene.Answer(new LineCommand.SetApprovedLimit(Yuan(900), "review")).ShouldBe("ok");
    }

    [Fact]
    public void An_agreement_that_ran_out_is_expired_before_any_event_says_so()
    {
        var scene = new LineScene().Do(new LineCommand.Apply("p", Currency.CNY));
        scene.Do(new LineCommand.Activate(Yuan(100), Price, null, null, Start.AddDays(30)));
        scene.Now = Start.AddDays(30);
        scene.View.Status.ShouldBe(LineStatus.Expired);
        scene.Causes.ShouldBe("line.expired");
        scene.Answer(new LineCommand.ReserveDraw(DrawNumber(1), Yuan(1))).ShouldBe("line-expired");
        scene.Answer(new LineCommand.Expire()).ShouldBe("ok");
        scene.View.Status.ShouldBe(LineStatus.Expired);
    }

    [Fact]
    public void Cancelling_keeps_what_is_drawn_and_gives_nothing_more()
    {
        var scene = Active().Draw(1, 400).Do(new LineCommand.ReserveDraw(DrawNumber(2), Yuan(100)));
        scene.Do(new LineCommand.Cancel(DateOnly.MaxValue, "wish"), LineScene.Borrower);
        scene.Do(new LineCommand.CommitDraw(DrawNumber(2)));
        scene.View.Drawn.ShouldBe(Yuan(500));
        scene.Causes.ShouldBe("line.cancelled");
        scene.Line.Lifecycle.ShouldBe(new LineLifecycle.CancelledUntil(DateOnly.MaxValue, "wish", ByBorrower: true));
        scene.Answer(new LineCommand.Close("gone")).ShouldBe("line-still-owed");
    }
}
