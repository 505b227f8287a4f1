using FsCheck;
using FsCheck.Fluent;
using Headroom.Primitives;
using static Headroom.Lending.Tests.Lines.LineScene;

namespace Headroom.Lending.Tests.Lines;

/// <summary>Laws that hold under any interleaving of commands, accepted or refused.</summary>
public class LineProperties
{
    private static readonly Gen<LineCommand> AnyCommand = Gen.OneOf(
        Amount()
            .SelectMany(_ => Number(), (amount, n) => (LineCommand)new LineCommand.ReserveDraw(DrawNumber(n), amount)),
        Amount()
            .SelectMany(_ => Number(), (amount, n) => (LineCommand)new LineCommand.ReserveDraw(DrawNumber(n), amount)),
        Number().Select(n => (LineCommand)new LineCommand.CommitDraw(DrawNumber(n))),
        Number().Select(n => (LineCommand)new LineCommand.ReleaseDraw(DrawNumber(n), "failed")),
        Amount()
            .SelectMany(_ => Number(), (a, n) => (LineCommand)new LineCommand.RecordPrincipalRepaid(DrawNumber(n), a)),
        Amount().Select(limit => (LineCommand)new LineCommand.SetApprovedLimit(limit, "review")),
        Amount().Select(cap => (LineCommand)new LineCommand.SetBorrowerCap(cap)),
        Amount().Select(cap => (LineCommand)new LineCommand.SetCaps(cap, null)),
        Gen.Constant((LineCommand)new LineCommand.RemoveBorrowerCap()),
        Amount()
            .SelectMany(
                _ => Number(),
                (a, n) =>
                    (LineCommand)new LineCommand.SetTemporaryLimit(a, Start.AddHours(n), Start.AddHours(4 * n), "x")
            ),
        Number().SelectMany(_ => Number(), (n, hours) => (LineCommand)Place(n, Start.AddHours(10 * hours))),
        Number().Select(n => (LineCommand)Place(n, null)),
        Number().Select(n => (LineCommand)new LineCommand.LiftHold(HoldNumber(n), "checked")),
        Gen.Constant((LineCommand)new LineCommand.Cancel(new DateOnly(2026, 3, 2), "wish")),
        Gen.Constant((LineCommand)new LineCommand.Apply("revolving", Currency.CNY)),
        Amount().Select(a => (LineCommand)new LineCommand.Activate(a, Price, null, null, null))
    );

    [Fact]
    public void Drawn_and_reserved_never_exceed_the_effective_limit_at_a_new_reservation() =>
        ForAnyHistory(
            (scene, command) =>
            {
                var accepted = scene.Try(command, LineScene.Staff).IsOk;
                var view = scene.View;
                return !accepted
                    || command is not LineCommand.ReserveDraw
                    || (
                        view.Drawn + view.Reserved <= view.EffectiveLimit
                        && view.Status == LineStatus.Active
                        && !view.Headroom.IsNegative
                    );
            }
        );

    [Fact]
    public void Headroom_is_never_negative_and_a_zero_always_has_a_cause() =>
        ForAnyHistory(
            (scene, command) =>
            {
                scene.Try(command, LineScene.Staff);
                var view = scene.View;
                return !view.Headroom.IsNegative && view.Headroom.IsZero == view.Causes.Count > 0;
            }
        );

    [Fact]
    public void A_hold_lifted_restores_exactly_what_the_others_and_the_limits_allow() =>
        ForAnyHistory(
            (scene, command) =>
            {
                var before = scene.Line;
                if (command is not LineCommand.LiftHold lift || !scene.Try(lift, LineScene.Staff).IsOk)
                {
                    return scene.Try(command, LineScene.Staff) is var _;
                }

                var never = before with { Holds = [.. before.Holds.Where(hold => hold.Id != lift.Id)] };
                return scene.Line == never
                    && scene.History[^1] == new LineEvent.HoldLifted(lift.Id, lift.Reason)
                    && scene.View.Headroom == never.HeadroomAt(scene.Now).Headroom;
            }
        );

    [Fact]
    public void Replaying_the_history_gives_the_same_line() =>
        ForAnyHistory(
            (scene, command) =>
            {
                scene.Try(command, LineScene.Staff);
                return LineFold.Apply(Line.None, scene.History) == scene.Line;
            }
        );

    [Fact]
    public void A_refused_command_changes_nothing() =>
        ForAnyHistory(
            (scene, command) =>
            {
                var (before, events) = (scene.Line, scene.History.Count);
                return scene.Try(command, LineScene.Staff).IsOk
                    || (scene.Line == before && scene.History.Count == events);
            }
        );

    private static Gen<Money> Amount() => Gen.Choose(0, 1500).Select(amount => Yuan(amount));

    private static Gen<int> Number() => Gen.Choose(1, 6);

    private static LineCommand.PlaceHold Place(int number, DateTimeOffset? until) =>
        new LineCommand.PlaceHold(
            HoldNumber(number),
            (HoldKind)number,
            number % 3 == 0 ? HoldScope.Increases : HoldScope.Draws,
            "test",
            until,
            null,
            HoldOverride.ReviewerMayLift,
            null
        );

    private static void ForAnyHistory(Func<LineScene, LineCommand, bool> holds)
    {
        var histories = AnyCommand.ListOf(60);
        Prop.ForAll(
                histories.ToArbitrary(),
                commands =>
                {
                    var scene = Active();
                    foreach (var command in commands)
                    {
                        scene.Now = scene.Now.AddMinutes(37);
                        if (!holds(scene, command))
                        {
                            return false;
                        }
                    }

                    return true;
                }
            )
            .QuickCheckThrowOnFailure();
    }
}
