using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Headroom.Assessment;
using Headroom.Primitives;
using Headroom.Profiles;

namespace Headroom.Operations.Borrowers;

/// <summary>
/// The content of a draft as bytes, and what is made of them: the same content is the same import and the same
/// signals, whichever file, mapping or day it came from.
/// </summary>
public static class DraftContent
{
    /// <summary>The SHA-256 of <see cref="ToJson"/>.</summary>
    public static ContentHash Hash(BorrowerDraft draft) => ContentHash.Of(ToJson(draft));

    /// <summary>
    /// The draft as JSON: the same bytes for the same content. Members and values stand in ordinal order, signals in the
    /// draft's; instants carry seven digits of a second.
    /// </summary>
    public static byte[] ToJson(BorrowerDraft draft)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("currency", draft.Currency.Code);
        json.WriteString("id", draft.Id.Value);
        json.WriteString("kind", draft.Kind == BorrowerKind.Enterprise ? "enterprise" : "person");
        WriteLine(json, draft.Line);
        json.WriteStartArray("signals");
        foreach (var signal in draft.Signals)
        {
            WriteSignal(json, signal);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>
    /// The draft with an identifier for each signal that has none, made of the borrower and the signal's content: a signal
    /// that comes in again, in whatever file, is the same signal.
    /// </summary>
    public static BorrowerDraft Identify(BorrowerDraft draft)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var json = new Utf8JsonWriter(buffer);
        var signals = new SignalDraft[draft.Signals.Count];
        for (var i = 0; i < signals.Length; i++)
        {
            var signal = draft.Signals[i];
            if (signal.Id is null)
            {
                buffer.ResetWrittenCount();
                json.Reset();
                json.WriteStartArray();
                json.WriteStringValue(draft.Id.Value);
                WriteSignal(json, signal);
                json.WriteEndArray();
                json.Flush();
                signal = signal with { Id = IdOf(signal.OccurredAt, ContentHash.Of(buffer.WrittenSpan)) };
            }

            signals[i] = signal;
        }

        return draft with
        {
            Signals = signals,
        };
    }

    // An identifier's time begins in 1970; what happened earlier sorts with that day.
    private static SignalId IdOf(DateTimeOffset occurredAt, ContentHash content)
    {
        var at = occurredAt < DateTimeOffset.UnixEpoch ? DateTimeOffset.UnixEpoch : occurredAt;
        return new SignalId(SortableId.Of(at, content.ToBytes().AsSpan(0, 10)));
    }

    private static void WriteLine(Utf8JsonWriter json, LineDraft? line)
    {
        if (line is null)
        {
            return;
        }

        json.WriteStartObject("line");
        json.WriteNumber("drawn", line.Drawn.MinorUnits);
        json.WriteNumber("limit", line.Limit.MinorUnits);
        json.WriteString("openedOn", line.OpenedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteString("product", line.Product);
        json.WriteEndObject();
    }

    private static void WriteSignal(Utf8JsonWriter json, SignalDraft signal)
    {
        json.WriteStartObject();
        if (signal.Id is { } id)
        {
            json.WriteString("id", id.ToString());
        }

        json.WriteString("kind", signal.Kind);
        json.WriteString("occurredAt", signal.OccurredAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        json.WriteString("source", signal.Source);
        json.WriteStartObject("values");
        foreach (var (name, value) in signal.Values.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            WriteValue(json, name, value);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, string name, SignalValue value)
    {
        switch (value.Kind)
        {
            case SignalValueKind.Number:
                json.WriteNumber(name, value.AsNumber);
                break;
            case SignalValueKind.Text:
                json.WriteString(name, value.AsText);
                break;
            case SignalValueKind.Flag:
                json.WriteBoolean(name, value.AsFlag);
                break;
            default:
                json.WriteNull(name);
                break;
        }
    }
}
