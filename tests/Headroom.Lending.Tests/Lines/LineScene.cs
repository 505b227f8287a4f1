using Headroom.Primitives;

namespace Headroom.Lending.Tests.Lines;

/// <summary>A line under test and the words that the tests speak about it in.</summary>
internal sealed class LineScene
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    public static readonly Rate Price = Rate.Daily(0.0005m);
    public static readonly Actor Policy = Actor.System("policy");
    public static readonly Actor Staff = new(ActorKind.Staff, "li.wei");
    public static readonly Actor Borrower = new(ActorKind.Borrower, "B1");
    private int _commands;

    public Line Line { get; private set; } = Line.None;

    public DateTimeOffset Now { get; set; } = Start;

    public List<LineEvent> History { get; } = [];

    public static Money Yuan(decimal amount) => Money.FromAmount(amount, Currency.CNY, Rounding.HalfUp);

    public static HoldId HoldNumber(int number) => new(Id(1000 + number));

    public static DrawId DrawNumber(int number) => new(Id(2000 + number));

    public static SortableId Id(int number) => SortableId.Of(Start, [0, 0, 0, 0, 0, 0, 0, 0, 0, 1]).Derive(number);

    public static LineScene Active(decimal limit = 1000, decimal? productCap = null, decimal? jurisdictionCap = null)
    {
        var scene = new LineScene();
        scene.Do(new LineCommand.Apply("revolving", Currency.CNY));
        scene.Do(
            new LineCommand.Activate(
                Yuan(limit),
                Price,
                productCap is { } product ? Yuan(product) : null,
                jurisdictionCap is { } jurisdiction ? Yuan(jurisdiction) : null,
                null
            )
        );
        return scene;
    }

    public Result<IReadOnlyList<LineEvent>> Try(LineCommand command, Actor? actor = null)
    {
        var date = DateOnly.FromDateTime(Now.UtcDateTime);
        var context = new CommandContext(new CommandId(Id(_commands++)), actor ?? Policy, Now, date);
        var outcome = LineDecider.Decide(Line, command, context);
        if (outcome.IsOk)
        {
            History.AddRange(outcome.Value);
            Line = LineFold.Apply(Line, outcome.Value);
        }

        return outcome;
    }

    public LineScene Do(LineCommand command, Actor? actor = null)
    {
        Try(command, actor).Refusal.ShouldBeNull();
        return this;
    }

    public string Answer(LineCommand command, Actor? actor = null) => Try(command, actor).Refusal?.Code ?? "ok";

    public LineScene Draw(int number, decimal amount) =>
        Do(new LineCommand.ReserveDraw(DrawNumber(number), Yuan(amount)))
            .Do(new LineCommand.CommitDraw(DrawNumber(number)));

    public LineScene Hold(
        int number,
        HoldKind kind = HoldKind.Risk,
        HoldScope scope = HoldScope.Draws,
        DateTimeOffset? until = null,
        HoldOverride release = HoldOverride.ReviewerMayLift,
        DateTimeOffset? notBefore = null
    ) => Do(new LineCommand.PlaceHold(HoldNumber(number), kind, scope, "test", until, "cure", release, notBefore));

    public HeadroomView View => Line.HeadroomAt(Now);

    public string Causes => string.Join(" ", View.Causes.Select(cause => cause.Code));

    public decimal Free => View.Headroom.Amount;
}
