using System.Reflection;
using System.Text.Json;
using Headroom.Assessment;
using Headroom.Lending;
using Headroom.Operations.Borrowers;
using Headroom.Primitives;
using Headroom.Profiles;

namespace Headroom.Operations.Texts;

/// <summary>What happened, ready to be said in any language: the key of the text and the values it names.</summary>
public sealed record EventPhrase(string TextKey, IReadOnlyList<(string Name, object Value)> Parameters)
{
    /// <summary>The phrase of an event that is stored under a type name.</summary>
    public static EventPhrase Of(string type, BorrowerEvent @event) =>
        new("event." + type + Case(@event.Content), [.. Values(Flat(@event.Content))]);

    /// <summary>The phrase of an entry on a loan.</summary>
    public static EventPhrase OfEntry(DrawId loan, LoanEntry entry)
    {
        var recorded = new BorrowerEvent.OnLoan(new LoanEvent.EntryRecorded(loan, entry));
        return Of(EventCodec.Encode(recorded).Type, recorded);
    }

    /// <summary>The sentence. Reason codes are said in the words that <paramref name="reason"/> knows for them.</summary>
    public string Say(Formats formats, Func<string, string?> reason) =>
        TextCatalog.Shipped.Get(
            TextKey,
            formats.Language,
            Parameters.Select(p =>
                (p.Name, p.Value is string code ? Reason(p.Name, code, reason) : formats.Value(p.Value))
            )
        );

    private static string Reason(string name, string code, Func<string, string?> reason) =>
        name is "reason" or "cure" ? reason(code) ?? code : code;

    // Entries on a loan are one type of event and many things to people.
    private static string Case(object content) =>
        content is LoanEvent.EntryRecorded recorded
            ? "." + JsonNamingPolicy.KebabCaseLower.ConvertName(recorded.Entry.GetType().Name)
            : "";

    // The part of an event that people are told about.
    private static object Flat(object content) =>
        content switch
        {
            LineEvent.HoldPlaced placed => placed.Hold,
            SignalRecorded recorded => recorded.Signal,
            DecisionMade decision => decision.Outcome,
            LoanEvent.Disbursed disbursed => disbursed.Contract.Terms,
            LoanEvent.EntryRecorded recorded => recorded.Entry,
            _ => content,
        };

    private static IEnumerable<(string Name, object Value)> Values(object content) =>
        from property in content.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where property.GetIndexParameters().Length == 0 && IsSayable(property.PropertyType)
        let value = property.GetValue(content)
        where value is not null
        select (JsonNamingPolicy.CamelCase.ConvertName(property.Name), value);

    private static bool IsSayable(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain.IsEnum
            || plain == typeof(string)
            || plain == typeof(Money)
            || plain == typeof(Rate)
            || plain == typeof(DateOnly)
            || plain == typeof(DateTimeOffset)
            || plain == typeof(decimal)
            || plain == typeof(int);
    }
}
