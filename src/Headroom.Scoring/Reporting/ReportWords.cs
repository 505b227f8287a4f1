using Headroom.Scoring.Data;
using Headroom.Scoring.Watching;

namespace Headroom.Scoring.Reporting;

/// <summary>The words of reports, of development and of watches, in one language, by their keys; a text names its values in braces.</summary>
/// <param name="language">The language's tag as HTML has it, such as <c>en</c> or <c>zh</c>.</param>
/// <param name="texts">Every key of the report. One that is missing throws when it is asked for.</param>
public sealed class ReportWords(string language, IReadOnlyDictionary<string, string> texts)
{
    /// <summary>The language's tag.</summary>
    public string Language => language;

    /// <summary>The text of a key.</summary>
    public string this[string key] => texts[key];

    /// <summary>The texts of several keys, as the head of a table.</summary>
    public string[] All(params ReadOnlySpan<string> keys)
    {
        string[] all = new string[keys.Length];
        for (int i = 0; i < all.Length; i++)
            all[i] = texts[keys[i]];
        return all;
    }

    /// <summary>The text of a key with its values filled in.</summary>
    public string Get(string key, params ReadOnlySpan<(string Name, string Value)> values) =>
        Remark.Of(key, texts[key], values).Message;

    /// <summary>What was noticed.</summary>
    public string Say(DataNotice notice) => Remark.Fill(texts["notice-" + notice.Code], notice.Values);

    /// <summary>What a watch found.</summary>
    public string Say(WatchFinding finding) =>
        Remark.Fill(texts["watch-" + finding.Remark.Code], finding.Remark.Values);

    /// <summary>Why a column is not used; empty where it is.</summary>
    internal string Why(Remark? remark) =>
        remark is null ? "" : Remark.Fill(texts["why-" + remark.Code], remark.Values);

    /// <summary>A bin's name: words where it is made of words, else as the data have it.</summary>
    internal string Name(Development.BinReport bin) =>
        bin.Naming is { } naming ? Remark.Fill(texts["bin-" + naming.Code], naming.Values) : bin.Label;

    /// <summary>A part of the data: train, test, or out of time.</summary>
    public string Part(string part) => texts["part-" + part];
}
