using System.Diagnostics;
using Headroom.Primitives;
using Outcome = Headroom.Primitives.Result<System.Collections.Generic.IReadOnlyList<Headroom.Lending.LineEvent>>;

namespace Headroom.Lending;

/// <summary>
/// Decides what a command brings about on a line: events, or a refusal. Each rule asks first for the lifecycle, then for
/// well-formed input, then for what stands in the way; the first that fails is the answer.
/// </summary>
public static partial class LineDecider
{
    /// <summary>The events of a command, or why not. Nothing is changed: fold the events to see their effect.</summary>
    public static Outcome Decide(Line line, LineCommand command, CommandContext context) =>
        command switch
        {
            LineCommand.Invite c => Invite(line, c, context),
            LineCommand.Apply c => Apply(line, c, context),
            LineCommand.Decline c => Decline(line, c),
            LineCommand.Activate c => Activate(line, c, context),
            LineCommand.Cancel c => Cancel(line, c, context),
            LineCommand.Close c => Close(line, c),
            LineCommand.Expire => Expire(line, context),
            LineCommand.Lapse => Lapse(line, context),
            LineCommand.ImportLine c => ImportLine(line, c),
            LineCommand.SetApprovedLimit c => SetApprovedLimit(line, c, context),
            LineCommand.SetTemporaryLimit c => SetTemporaryLimit(line, c, context),
            LineCommand.EndTemporaryLimit c => EndTemporaryLimit(line, c, context),
            LineCommand.SetBorrowerCap c => SetBorrowerCap(line, c, context),
            LineCommand.RemoveBorrowerCap => RemoveBorrowerCap(line, context),
            LineCommand.SetCaps c => SetCaps(line, c, context),
            LineCommand.SetRate c => SetRate(line, c, context),
            LineCommand.PlaceHold c => PlaceHold(line, c, context),
            LineCommand.LiftHold c => LiftHold(line, c, context),
            LineCommand.CureHold c => CureHold(line, c, context),
            LineCommand.ReserveDraw c => ReserveDraw(line, c, context),
            LineCommand.CommitDraw c => CommitDraw(line, c),
            LineCommand.ReleaseDraw c => ReleaseDraw(line, c),
            LineCommand.RecordPrincipalRepaid c => RecordPrincipalRepaid(line, c),
            LineCommand.RecordPrincipalRestored c => RecordPrincipalRestored(line, c),
            _ => throw new UnreachableException($"Unknown command {command}."),
        };

    private static Outcome Unless(Refusal? refusal, params LineEvent[] events) =>
        refusal is null ? Result.Ok<IReadOnlyList<LineEvent>>(events) : refusal;

    // Rules that several commands share, each null where it is kept.

    private static Refusal? NotActive(Line line, DateTimeOffset at) =>
        line.Lifecycle switch
        {
            LineLifecycle.Active when line.IsExpiredAt(at) => Refusal.Conflict("line-expired"),
            LineLifecycle.Active => null,
            LineLifecycle.None => Refusal.NotFound("line-not-found"),
            LineLifecycle.Closed => Refusal.Conflict("line-closed"),
            _ => Refusal.Conflict("line-not-active", ("status", line.StatusAt(at).Code())),
        };

    private static Refusal? NotThere(Line line) =>
        line.Lifecycle is LineLifecycle.None ? Refusal.NotFound("line-not-found") : null;

    private static Refusal? NotThereOrClosed(Line line) =>
        NotThere(line) ?? (line.Lifecycle is LineLifecycle.Closed ? Refusal.Conflict("line-closed") : null);

    private static Refusal? Missing(string value, string code) =>
        string.IsNullOrWhiteSpace(value) ? Refusal.Invalid(code) : null;

    private static Refusal? OtherCurrency(Line line, Money? amount) =>
        amount is { } money && money.Currency != line.Currency
            ? Refusal.Invalid("currency-mismatch", ("currency", money.Currency.Code), ("expected", line.Currency.Code))
            : null;

    private static Refusal? NotALimit(Line line, Money? limit) =>
        OtherCurrency(line, limit)
        ?? (
            limit is { IsNegative: true } money ? Refusal.Invalid("limit-negative", ("limit", money.ToString())) : null
        );

    private static Refusal? NotAnAmount(Line line, Money amount) =>
        OtherCurrency(line, amount)
        ?? (amount.IsPositive ? null : Refusal.Invalid("amount-not-positive", ("amount", amount.ToString())));

    private static Refusal? NotARate(Rate? rate) =>
        rate?.Fraction is < 0 or > 10 ? Refusal.Invalid("rate-out-of-range", ("rate", rate.Value.ToString())) : null;

    private static Refusal? PastExpiry(DateTimeOffset? expiresAt, DateTimeOffset at) =>
        expiresAt <= at ? Refusal.Invalid("expiry-not-in-future", ("expiresAt", Text(expiresAt.Value))) : null;

    private static string Text(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static string Text(DateOnly date) =>
        date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
