using Microsoft.AspNetCore.Builder;

namespace Headroom.Server.Access;

/// <summary>Who may call an endpoint.</summary>
public enum Caller
{
    /// <summary>Anyone who reaches the server: health, style, the API's description.</summary>
    Anyone,

    /// <summary>Another system of the lender, with a key that has the endpoint's scope; on the same machine without one while no key is set.</summary>
    System,

    /// <summary>A member of staff. Until staff can sign in: only from the same machine.</summary>
    Staff,
}

/// <summary>What a system may do with its key.</summary>
public enum Scope
{
    /// <summary>Read borrowers, lines, decisions and events.</summary>
    Read,

    /// <summary>Register borrowers, apply for a line and ask for reviews.</summary>
    Decide,

    /// <summary>Post signals.</summary>
    Signal,

    /// <summary>Place and lift holds.</summary>
    Hold,

    /// <summary>Reserve, commit and release draws; disburse loans and record repayments.</summary>
    Draw,

    /// <summary>Service loans: fees, refunds, pauses, new plans, write-offs, and taking entries back.</summary>
    Service,

    /// <summary>Act for a member of staff or a borrower whom the system has identified itself.</summary>
    Act,
}

/// <summary>The access that an endpoint names in its metadata. An endpoint without one is never served.</summary>
/// <param name="Caller">Who may call.</param>
/// <param name="Scope">For <see cref="Caller.System"/>: the scope that its key needs.</param>
public sealed record AccessPolicy(Caller Caller, Scope? Scope);

/// <summary>Names who may call, where an endpoint is mapped.</summary>
public static class AccessConventions
{
    /// <summary>Lets a caller in who needs no scope.</summary>
    public static TBuilder MayBeCalledBy<TBuilder>(this TBuilder builder, Caller caller)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new AccessPolicy(caller, null));

    /// <summary>Lets systems in whose key has the scope.</summary>
    public static TBuilder NeedsScope<TBuilder>(this TBuilder builder, Scope scope)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new AccessPolicy(Caller.System, scope));
}
