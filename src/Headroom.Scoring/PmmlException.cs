using System.Globalization;

namespace Headroom.Scoring;

/// <summary>
/// A PMML file that cannot be served: malformed, inconsistent, or using a feature that is not supported. The message names
/// the place, what is wrong there and what to do about it.
/// </summary>
public sealed class PmmlException : Exception
{
    /// <summary>The file is not well-formed XML, is too deep, or carries a document type.</summary>
    public const string Malformed = "pmml-malformed";

    /// <summary>The root is not PMML 4.0 to 4.4.</summary>
    public const string Version = "pmml-version";

    /// <summary>An element, attribute value or function that is valid PMML but not supported here.</summary>
    public const string Unsupported = "pmml-unsupported";

    /// <summary>A required attribute or child is absent.</summary>
    public const string Absent = "pmml-absent";

    /// <summary>An attribute or text has a value that PMML does not allow.</summary>
    public const string Value = "pmml-value";

    /// <summary>A name refers to a field that is not defined there.</summary>
    public const string UnknownField = "pmml-unknown-field";

    /// <summary>Two fields of one scope have the same name.</summary>
    public const string DuplicateField = "pmml-duplicate-field";

    internal PmmlException(string code, string file, int line, string message, Exception? inner = null)
        : base(string.Create(CultureInfo.InvariantCulture, $"{file}({line}): {message}"), inner)
    {
        Code = code;
        File = file;
        Line = line;
    }

    /// <summary>The stable code: one of this class's constants.</summary>
    public string Code { get; }

    /// <summary>The file name that was given to <see cref="PmmlReader"/>.</summary>
    public string File { get; }

    /// <summary>The 1-based line, or 0 where the model was not read from a text.</summary>
    public int Line { get; }
}
