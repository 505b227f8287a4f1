using System.Collections.Frozen;
using System.Reflection;
using Headroom.Primitives;

namespace Headroom.Server.Assets;

/// <summary>
/// The bundled style and behaviour of the pages, embedded in the assembly. An address carries the hash of its content,
/// so that a browser keeps it for ever and a new build is seen at once.
/// </summary>
public sealed class AssetCatalog
{
    private const string Folder = "assets/";
    private const string Compressed = ".br";

    private readonly FrozenDictionary<string, Asset> _byFileName;
    private readonly FrozenDictionary<string, string> _addressOf;

    private AssetCatalog(IReadOnlyList<Asset> assets)
    {
        _byFileName = assets.ToFrozenDictionary(asset => asset.FileName, StringComparer.Ordinal);
        _addressOf = assets.ToFrozenDictionary(
            asset => asset.Name,
            asset => "/" + Folder + asset.FileName,
            StringComparer.Ordinal
        );
    }

    /// <summary>What was built into this assembly.</summary>
    public static AssetCatalog Embedded { get; } = new(Load());

    /// <summary>Every asset.</summary>
    public IEnumerable<Asset> All => _byFileName.Values;

    /// <summary>The address of an asset, such as <c>/assets/app.3f2a9c0d11e7.css</c> for <c>app.css</c>.</summary>
    /// <exception cref="KeyNotFoundException">Nothing of that name was bundled.</exception>
    public string AddressOf(string name) => _addressOf[name];

    /// <summary>The asset of a file name with its hash, or null.</summary>
    public Asset? Find(string fileName) => _byFileName.GetValueOrDefault(fileName);

    private static List<Asset> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return
        [
            .. assembly
                .GetManifestResourceNames()
                .Where(name =>
                    name.StartsWith(Folder, StringComparison.Ordinal)
                    && !name.EndsWith(Compressed, StringComparison.Ordinal)
                )
                .Select(name =>
                    Asset.Of(name[Folder.Length..], Read(assembly, name), Read(assembly, name + Compressed))
                ),
        ];
    }

    private static byte[] Read(Assembly assembly, string name)
    {
        using var stream =
            assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not embedded.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}

/// <summary>One file that browsers fetch.</summary>
/// <param name="Name">What pages call it: <c>app.css</c>.</param>
/// <param name="FileName">Its name with the hash of its content.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="Brotli">Its bytes, compressed (RFC 7932).</param>
public sealed record Asset(
    string Name,
    string FileName,
    string ContentType,
    ReadOnlyMemory<byte> Content,
    ReadOnlyMemory<byte> Brotli
)
{
    internal static Asset Of(string name, byte[] content, byte[] brotli)
    {
        var extension = Path.GetExtension(name);
        var fileName = $"{Path.GetFileNameWithoutExtension(name)}.{ContentHash.Of(content).ToShortString()}{extension}";
        var contentType = extension switch
        {
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".svg" => "image/svg+xml",
            _ => throw new InvalidOperationException($"{name} is of no kind that pages use."),
        };
        return new Asset(name, fileName, contentType, content, brotli);
    }
}
