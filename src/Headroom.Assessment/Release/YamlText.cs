using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Headroom.Assessment;

/// <summary>Loads YAML that people write, so that whatever is wrong with it is one kind of exception with its place.</summary>
public static class YamlText
{
    /// <summary>How deep a document may nest.</summary>
    public const int DepthMax = 32;

    /// <summary>The documents of a text.</summary>
    /// <exception cref="YamlException">It is no YAML, ends in the middle of something, or nests too deep.</exception>
    public static YamlStream Load(string text)
    {
        try
        {
            RefuseDeep(text);
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream;
        }
        // On some texts that end too soon the scanner gives up with this exception and no place.
        catch (InvalidOperationException)
        {
            var end = new Mark(text.Length, text.AsSpan().Count('\n') + 1, 1);
            throw new YamlException(
                end,
                end,
                "The YAML ends in the middle of something; look for a bracket, brace or quote that is not closed."
            );
        }
    }

    // The tree is built by recursion, so that a file of nothing but brackets could exhaust the stack.
    private static void RefuseDeep(string text)
    {
        var parser = new Parser(new StringReader(text));
        var depth = 0;
        while (parser.MoveNext())
        {
            depth += parser.Current!.NestingIncrease;
            if (depth > DepthMax)
            {
                throw new YamlException(parser.Current.Start, parser.Current.End, $"Nested deeper than {DepthMax}.");
            }
        }
    }
}
