using System.Globalization;
using Headroom.Primitives;
using YamlDotNet.Core;

namespace Headroom.Operations.Yaml;

#pragma warning disable CA1032, CA1064 // Thrown and caught only while one file is read, always with its refusal.

/// <summary>Ends the reading of a YAML file at the first thing that is wrong, with file, line and column.</summary>
internal sealed class YamlRefusedException(Refusal refusal) : Exception(refusal.ToString())
{
    public YamlRefusedException(string code, string file, Mark at, params (string, string)[] parameters)
        : this(At(code, file, at.Line, at.Column, parameters)) { }

    public Refusal Refusal { get; } = refusal;

    /// <summary>A refusal whose first parameters are the place.</summary>
    public static Refusal At(string code, string file, long line, long column, params (string, string)[] parameters) =>
        Refusal.Invalid(
            code,
            [
                ("file", file),
                ("line", line.ToString(CultureInfo.InvariantCulture)),
                ("column", column.ToString(CultureInfo.InvariantCulture)),
                .. parameters,
            ]
        );
}
