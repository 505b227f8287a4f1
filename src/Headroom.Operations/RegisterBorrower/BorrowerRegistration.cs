using Headroom.Lending;
using Headroom.Operations.Borrowers;
using Headroom.Operations.PostSignals;
using Headroom.Primitives;
using Headroom.Store;

namespace Headroom.Operations.RegisterBorrower;

/// <summary>What a registration did: whether the borrower, the line and how many signals are new.</summary>
/// <param name="Registered">Whether the borrower is new.</param>
/// <param name="LineImported">Whether the line is new.</param>
/// <param name="SignalsRecorded">How many signals are new.</param>
/// <param name="LineKept">
/// What was told of a line that is kept here already, differs from it and was not taken over: <c>product</c>, <c>limit</c>,
/// <c>drawn</c>. Null where there is nothing.
/// </param>
public sealed record RegistrationAnswer(
    bool Registered,
    bool LineImported,
    int SignalsRecorded,
    IReadOnlyList<string>? LineKept = null
);

/// <summary>Takes over all that comes in about one borrower at once: who it is, the line kept elsewhere, and signals.</summary>
public static class BorrowerRegistration
{
    /// <summary>
    /// Records a draft, all or nothing. A borrower or a line that is known already stays as it is, and a signal that was
    /// recorded before is not recorded again. Refuses with <c>borrower-kind-differs</c>, <c>currency-mismatch</c>, as
    /// <see cref="LineDraft.CheckOpenedOn"/>, as <see cref="Profiles.SignalCatalog.Check"/>, and as the line refuses an import.
    /// </summary>
    public static ValueTask<CommandOutcome> RegisterBorrowerAsync(
        this HeadroomSystem system,
        BorrowerDraft draft,
        RequestEnvelope request,
        CancellationToken ct = default
    ) => system.SubmitAsync(draft.Id, request, "register-borrower", draft, turn => Decide(turn, draft), ct);

    private static Result<CommandEffect<BorrowerState>> Decide(BorrowerTurn turn, BorrowerDraft draft)
    {
        var isNew = turn.State.Kind is null;
        if (isNew)
        {
            turn.Add(new BorrowerEvent.Registered(draft.Kind, draft.Currency));
        }
        else if (turn.State.Kind != draft.Kind)
        {
            return Refusal.Conflict(
                "borrower-kind-differs",
                ("borrower", draft.Id.Value),
                ("registered", turn.State.Kind.ToString()!.ToLowerInvariant()),
                ("given", draft.Kind.ToString().ToLowerInvariant())
            );
        }
        else if (turn.State.Currency != draft.Currency)
        {
            return Refusal.Invalid(
                "currency-mismatch",
                ("currency", draft.Currency.Code),
                ("expected", turn.State.Currency.Code)
            );
        }

        if ((draft.Line?.CheckOpenedOn(turn.Context.BusinessDate) ?? SignalPosting.Check(draft.Signals)) is { } unsound)
        {
            return unsound;
        }

        var takesLine = draft.Line is not null && turn.State.Line.Lifecycle is LineLifecycle.None;
        if (takesLine && turn.Ask(Import(turn, draft.Line!)) is { } refusal)
        {
            return refusal;
        }

        var kept = takesLine || draft.Line is null ? null : Differences(turn.State.Line, draft.Line);
        var recorded = SignalPosting.Record(turn, draft.Signals);
        return turn.End(new RegistrationAnswer(isNew, takesLine, recorded.Count, kept));
    }

    private static List<string>? Differences(Line here, LineDraft told)
    {
        List<string> differing = [];
        Note("product", here.Product == told.Product);
        Note("limit", here.Limits.Approved == told.Limit);
        Note("drawn", here.Drawn == told.Drawn);
        return differing.Count > 0 ? differing : null;

        void Note(string name, bool isSame)
        {
            if (!isSame)
            {
                differing.Add(name);
            }
        }
    }

    private static LineCommand.ImportLine Import(BorrowerTurn turn, LineDraft line) =>
        new(
            line.Product,
            line.Limit,
            Rate: null,
            ProductCap: null,
            JurisdictionCap: null,
            ExpiresAt: null,
            OpeningDraw: new DrawId(turn.NextId()),
            Drawn: line.Drawn
        );
}
