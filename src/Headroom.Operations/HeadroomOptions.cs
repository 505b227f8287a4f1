using Headroom.Operations.Loans;
using Headroom.Primitives;

namespace Headroom.Operations;

/// <summary>What a running Headroom is made of.</summary>
public sealed record HeadroomOptions
{
    /// <summary>A SQLite path, a PostgreSQL connection, or <c>memory:</c>.</summary>
    public required string Store { get; init; }

    /// <summary>The folder of the policy pack to work by; null takes the live release of the store, or the shipped pack.</summary>
    public string? PackFolder { get; init; }

    /// <summary>Whether a store that is not there yet is made. Commands that only read say no.</summary>
    public bool CreateStore { get; init; } = true;

    /// <summary>The clock. Nothing else in the product asks what time it is.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The products that loans are made of.</summary>
    public ProductBook Products { get; init; } = ProductBook.Shipped;

    /// <summary>The lender's time zone and days off.</summary>
    public BusinessCalendar Calendar { get; init; } = BusinessCalendar.Default;

    /// <summary>Makes identifiers; null takes the operating system's secure source.</summary>
    public IdGenerator? Ids { get; init; }
}
