using System.Globalization;
using System.Text;
using Headroom.Assessment;
using Headroom.Primitives;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Headroom.Operations.Yaml;

/// <summary>Reads a YAML file that people write, so that the first thing wrong is refused with its place and cure.</summary>
internal static class YamlFile
{
    /// <summary>The text of a file. Refuses with <c>…-not-found</c> and <c>…-unreadable</c>.</summary>
    public static Result<string> Read(string path, string codes)
    {
        if (!File.Exists(path))
        {
            return Refusal.NotFound(codes + "-not-found", ("file", path));
        }

        try
        {
            return File.ReadAllText(path, new UTF8Encoding(false, throwOnInvalidBytes: true));
        }
        catch (Exception failure)
            when (failure is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            return Refusal.Unavailable(codes + "-unreadable", ("file", path), ("cause", failure.Message));
        }
    }

    /// <summary>
    /// What a text says. Refuses with file, line and column: <c>…-yaml-malformed</c>, <c>…-key-unknown</c>,
    /// <c>…-key-missing</c>, <c>…-value-malformed</c>, and what <paramref name="read"/> refuses.
    /// </summary>
    public static Result<T> Parse<T>(
        string yaml,
        YamlOrigin origin,
        Func<YamlSection, T> read,
        IReadOnlyCollection<string> keys
    )
    {
        try
        {
            return Result.Ok(read(new YamlSection(origin, "", Document(yaml, origin), keys)));
        }
        catch (YamlRefusedException refused)
        {
            return refused.Refusal;
        }
        catch (YamlException malformed)
        {
            return YamlRefusedException.At(
                origin.Codes + "-yaml-malformed",
                origin.File,
                malformed.Start.Line,
                malformed.Start.Column,
                ("cause", malformed.InnerException?.Message ?? malformed.Message)
            );
        }
    }

    private static YamlNode Document(string yaml, YamlOrigin origin)
    {
        var stream = YamlText.Load(yaml);
        return stream.Documents.Count == 1
            ? stream.Documents[0].RootNode
            : throw new YamlRefusedException(
                origin.Codes + "-value-malformed",
                origin.File,
                Mark.Empty,
                ("key", "the file"),
                ("value", stream.Documents.Count.ToString(CultureInfo.InvariantCulture) + " documents"),
                ("wanted", "one document")
            );
    }
}
