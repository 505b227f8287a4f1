using Headroom.Operations.Texts;
using Headroom.Primitives;

namespace Headroom.Cli.Output;

/// <summary>The product's texts in the reader's language, for the command line.</summary>
internal sealed class Words(Language language)
{
    /// <summary>The text of a key.</summary>
    public string this[string key] => TextCatalog.Shipped.Get(key, language);

    /// <summary>The text of a key with its parameters.</summary>
    public string Get(string key, params (string, string)[] parameters) =>
        TextCatalog.Shipped.Get(key, language, parameters);
}
