namespace Headroom.Primitives;

/// <summary>The languages that every text exists in.</summary>
public enum Language
{
    /// <summary>English, <c>en</c>.</summary>
    En,

    /// <summary>Chinese, <c>zh</c>.</summary>
    Zh,
}
