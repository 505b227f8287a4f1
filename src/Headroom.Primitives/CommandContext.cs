namespace Headroom.Primitives;

/// <summary>
/// What a pure decider knows of the command besides its content: who asks, as of which instant, which date that is for
/// the lender, and the identifier that all it makes derives from.
/// </summary>
public sealed record CommandContext(CommandId Id, Actor Actor, DateTimeOffset At, DateOnly BusinessDate);
