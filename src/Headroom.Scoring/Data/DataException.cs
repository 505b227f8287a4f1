namespace Headroom.Scoring.Data;

/// <summary>
/// Data, or a request to develop on it, that cannot give a sound model. The message says where, why, and what to do.
/// </summary>
public sealed class DataException : Exception
{
    internal DataException(string code, string message)
        : base(message) => Code = code;

    /// <summary>A stable code such as <c>data-cell-count</c>.</summary>
    public string Code { get; }
}
