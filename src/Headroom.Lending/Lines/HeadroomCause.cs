using Headroom.Primitives;

namespace Headroom.Lending;

/// <summary>One reason, sufficient by itself, why nothing can be drawn.</summary>
public abstract record HeadroomCause
{
    private HeadroomCause() { }

    /// <summary>A stable code with its detail, such as <c>hold.account-security</c> or <c>limit-below-drawn.borrower-cap</c>.</summary>
    public abstract string Code { get; }

    /// <summary>The line is not active.</summary>
    public sealed record NotActive(LineStatus Status) : HeadroomCause
    {
        /// <inheritdoc />
        public override string Code => "line." + Status.Code();
    }

    /// <summary>A hold blocks draws.</summary>
    public sealed record Held(Hold Hold) : HeadroomCause
    {
        /// <inheritdoc />
        public override string Code => "hold." + Hold.Kind.Code();
    }

    /// <summary>A limit in force is used up by what is drawn and reserved, or lies below it.</summary>
    public sealed record LimitReached(LimitSource Source, Money Limit, Money Drawn, Money Reserved) : HeadroomCause
    {
        /// <inheritdoc />
        public override string Code =>
            (
                Limit.IsZero ? "limit-zero."
                : Limit < Drawn ? "limit-below-drawn."
                : Limit == Drawn ? "limit-used."
                : "draws-under-way."
            ) + Source.Code();
    }

    /// <summary>A temporary limit that would have left headroom is outside its window.</summary>
    public sealed record WindowClosed(TemporaryLimit Temporary) : HeadroomCause
    {
        /// <inheritdoc />
        public override string Code => "temporary-window-closed";
    }
}
