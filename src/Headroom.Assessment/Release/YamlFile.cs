using System.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Headroom.Assessment;

/// <summary>Reads a YAML file of a pack into <see cref="YamlMap"/>s that know their lines.</summary>
internal static class YamlFile
{
    /// <summary>The file's outermost mapping, or null after saying what is wrong with it.</summary>
    public static YamlMap? Read(string path, IReadOnlyDictionary<string, byte[]> files, PackDiagnostics diagnostics)
    {
        if (!files.TryGetValue(path, out var bytes))
        {
            diagnostics.Add(
                "file-missing",
                path,
                null,
                "",
                "The file is not there.",
                "Add it, or take it out of pack.yaml."
            );
            return null;
        }

        try
        {
            var text = Encoding.UTF8.GetString(bytes);
            var stream = YamlText.Load(text);
            if (stream.Documents is [{ RootNode: YamlMappingNode root }])
            {
                return new YamlMap(path, "", root, diagnostics);
            }

            diagnostics.Add("yaml-shape", path, 1, "", "The file is not one mapping.", "Write it as key: value lines.");
        }
        catch (YamlException error)
        {
            var line = (int)error.Start.Line;
            diagnostics.Add("yaml-malformed", path, line, "", error.Message, "Correct the YAML at this line.");
        }

        return null;
    }
}
