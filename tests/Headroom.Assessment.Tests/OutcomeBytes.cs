using System.Buffers;
using System.Text.Json;
using Headroom.Lending;
using Headroom.Primitives;
using Headroom.Profiles;

namespace Headroom.Assessment.Tests;

/// <summary>An outcome in canonical JSON (RFC 8785), to compare and to hash: every member, in one spelling.</summary>
internal static class OutcomeBytes
{
    /// <summary>The canonical bytes.</summary>
    public static byte[] Of(Assessment outcome)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var json = new Utf8JsonWriter(buffer))
        {
            Write(json, outcome);
        }

        return CanonicalJson.Canonicalize(buffer.WrittenMemory);
    }

    /// <summary>Whether a release makes a decision again from its facts, byte for byte.</summary>
    public static bool Repeats(this PolicyRelease release, DecisionMade decision) =>
        release.Hash == decision.Release
        && Of(release.Assess(decision.Facts)).AsSpan().SequenceEqual(Of(decision.Outcome));

    private static void Write(Utf8JsonWriter json, Assessment outcome)
    {
        json.WriteStartObject();
        json.WriteString("action", outcome.Action.Code());
        json.WriteString("currency", outcome.LimitBefore.Currency.Code);
        json.WriteNumber("limitBefore", outcome.LimitBefore.MinorUnits);
        json.WriteNumber("limitAfter", outcome.LimitAfter.MinorUnits);
        json.WriteString("bindingCap", outcome.BindingCap);
        json.WriteString("rateBefore", outcome.RateBefore?.ToString());
        json.WriteString("rateAfter", outcome.RateAfter?.ToString());
        json.WriteString("score", Invariant(outcome.Score));
        json.WriteString("probabilityOfDefault", Invariant(outcome.ProbabilityOfDefault));
        json.WriteString("grade", outcome.Grade);
        json.WriteString("reapplyOn", Invariant(outcome.ReapplyOn));
        json.WriteString("nextReview", Invariant(outcome.NextReview));
        json.WriteString("referral", outcome.Referral);
        json.WriteString("failure", outcome.Failure is { } f ? $"{f.Code}|{f.Decision}|{f.Message}" : null);
        Array(json, "caps", outcome.Caps, WriteCap);
        Array(json, "reasons", outcome.Reasons, WriteReason);
        Array(json, "holdsToPlace", outcome.HoldsToPlace, WriteHold);
        Array(json, "holdsToCure", outcome.HoldsToCure, (cure) => json.WriteStringValue($"{cure.Id}|{cure.Reason}"));
        Array(json, "trace", outcome.Trace, WriteTrace);
        json.WriteEndObject();

        void WriteCap(CapAmount cap)
        {
            json.WriteStartArray();
            json.WriteStringValue(cap.Name);
            json.WriteStringValue(cap.Kind.ToString());
            json.WriteStringValue(Invariant(cap.Amount?.MinorUnits));
            json.WriteEndArray();
        }

        void WriteReason(Reason reason)
        {
            json.WriteStartArray();
            json.WriteStringValue(reason.TextKey);
            json.WriteStringValue(reason.Kind.ToString());
            foreach (var (name, value) in reason.Parameters)
            {
                json.WriteStringValue($"{name}|{value.Kind}|{Normal(value)}");
            }

            json.WriteEndArray();
        }

        void WriteHold(HoldOrder order)
        {
            json.WriteStartArray();
            json.WriteStringValue(order.Reason);
            json.WriteStringValue(order.Kind.Code());
            json.WriteStringValue(order.Scope.Code());
            json.WriteStringValue(order.Override.Code());
            json.WriteStringValue(order.Cure);
            json.WriteStringValue(Invariant(order.Until));
            json.WriteStringValue(Invariant(order.NotBefore));
            json.WriteEndArray();
        }

        void WriteTrace(DecisionTrace trace)
        {
            json.WriteStartArray();
            json.WriteStringValue(trace.Decision);
            json.WriteStringValue(trace.Output);
            foreach (var rule in trace.Rules)
            {
                json.WriteNumberValue(rule);
            }

            json.WriteEndArray();
        }
    }

    private static void Array<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            write(item);
        }

        json.WriteEndArray();
    }

    // A store may give a number back with another count of trailing zeros; that is no difference.
    private static string Normal(SignalValue value) =>
        value.Kind == SignalValueKind.Number ? SignalValue.Number(value.AsNumber).ToString() : value.ToString();

    private static string? Invariant<T>(T? value)
        where T : struct, IFormattable =>
        value switch
        {
            null => null,
            decimal number => SignalValue.Number(number).ToString(),
            DateTimeOffset instant => instant
                .ToUniversalTime()
                .ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            DateOnly date => date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            { } other => other.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        };
}
