using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Headroom.Primitives;

namespace Headroom.Lending;

/// <summary>The canonical JSON of a quote: amounts as decimal strings, rates as strings so that no digit is lost.</summary>
public static class QuoteJson
{
    /// <summary>The bytes that are hashed and may be kept beside the signature.</summary>
    public static byte[] Write(Quote quote)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var json = new Utf8JsonWriter(buffer))
        {
            var terms = quote.Schedule.Terms;
            json.WriteStartObject();
            json.WriteString("product", quote.Product);
            json.WriteString("purpose", quote.Purpose);
            json.WriteString("currency", terms.Principal.Currency.Code);
            json.WriteString("principal", terms.Principal.ToAmountString());
            json.WriteString("drawnOn", Text(terms.DrawnOn));
            json.WriteString("method", terms.Method.Code());
            json.WriteString("rate", Text(terms.Rate.Fraction));
            json.WriteString("dayCount", terms.Rate.DayCount.Code());
            json.WriteString("feeAtDraw", quote.FeeAtDraw.ToAmountString());
            json.WriteString("instalmentFee", quote.InstalmentFee.ToAmountString());
            Instalments(json, quote.Schedule);
            Items(json, quote);
            Servicing(json, quote);
            Rate(json, "nominal", quote.Cost.Nominal);
            Rate(json, "effective", quote.Cost.Effective);
            Rate(json, "dated", quote.Cost.Dated);
            Rate(json, "simple", quote.Cost.Simple);
            json.WriteEndObject();
        }

        return CanonicalJson.Canonicalize(buffer.WrittenMemory);
    }

    private static void Instalments(Utf8JsonWriter json, Schedule schedule)
    {
        json.WriteStartArray("instalments");
        foreach (var row in schedule.Instalments)
        {
            json.WriteStartObject();
            json.WriteNumber("number", row.Number);
            json.WriteString("dueDate", Text(row.DueOn));
            json.WriteNumber("days", row.Days);
            json.WriteString("principal", row.Principal.ToAmountString());
            json.WriteString("interest", row.Interest.ToAmountString());
            json.WriteString("due", row.Due.ToAmountString());
            json.WriteString("balance", row.Balance.ToAmountString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Items(Utf8JsonWriter json, Quote quote)
    {
        json.WriteStartArray("items");
        foreach (var item in quote.Items)
        {
            json.WriteStartObject();
            json.WriteString("code", item.Code);
            json.WriteString("payee", item.Payee);
            json.WriteString("amount", item.Amount.ToAmountString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Servicing(Utf8JsonWriter json, Quote quote)
    {
        var terms = quote.Servicing;
        json.WriteString("penaltyPerDay", Text(quote.PenaltyPerDay));
        json.WriteBoolean("penaltyOnInterest", terms.PenaltyOnInterest);
        json.WriteNumber("graceDays", terms.GraceDays);
        json.WriteString("prepaymentFeeShare", Text(terms.PrepaymentFeeShare));
        json.WriteString("allocation", terms.Allocation.Code());
    }

    private static void Rate(Utf8JsonWriter json, string name, decimal? rate)
    {
        if (rate is { } value)
        {
            json.WriteString(name, Text(value));
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static string Text(decimal value) =>
        value.ToString("0.##########################", CultureInfo.InvariantCulture);

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
