namespace Headroom.Scoring.Data;

/// <summary>
/// Data, or a request to develop on it, that cannot give a sound model. The message says where, why, and what to do.
/// </summary>
public sealed class DataException : Exception
{
    internal DataException(string code, Remark remark)
        : base(remark.Message) => (Code, Remark) = (code, remark);

    /// <summary>A stable code such as <c>data-cell-count</c>.</summary>
    public string Code { get; }

    /// <summary>The message by its parts, so that it can be said in other languages too.</summary>
    public Remark Remark { get; }
}
