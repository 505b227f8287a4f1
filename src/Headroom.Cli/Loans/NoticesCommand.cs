using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Headroom.Cli.Output;
using Headroom.Lending;
using Headroom.Operations.Notices;
using Headroom.Operations.Texts;
using Spectre.Console;

namespace Headroom.Cli.Loans;

/// <summary><c>headroom notices</c>: whom to tell what about their loans on a date, and from which permitted time on.</summary>
internal static class NoticesCommand
{
    public static Command Create()
    {
        var date = new Option<string?>("--date") { Description = "The date, yyyy-MM-dd. Default: today." };
        var at = new Option<string>("--at")
        {
            Description = "The time of the borrowers' day to go out at, HH:mm; what may not be then is deferred.",
            DefaultValueFactory = _ => "09:00",
        };
        var store = CommonOptions.Store();
        var lang = CommonOptions.Lang();
        var json = CommonOptions.Json();
        var command = new Command(
            "notices",
            "Plan reminders and calls of a date: none at night, at most three contacts a day, nothing lost."
        )
        {
            date,
            at,
            store,
            lang,
            json,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                DateOnly? day = parsed.GetValue(date) is { } text ? OptionValues.Date("--date", text) : null;
                var time = OptionValues.Time("--at", parsed.GetValue(at)!);
                await using var system = await SystemOpener.OpenExistingAsync(parsed.GetValue(store)!, ct);
                var on = day ?? system.Calendar.DateAt(system.Now);
                var planned = await system.PlanNoticesAsync(on, time, ct: ct);
                if (parsed.GetValue(json))
                {
                    JsonOutput.Print(new { Date = on, Notices = planned });
                }
                else
                {
                    var language = CommonOptions.LanguageOf(parsed);
                    Print(on, planned, new Words(language), new Formats(language, system.Calendar));
                }

                return ExitCodes.Ok;
            }
        );
        return command;
    }

    private static void Print(DateOnly on, IReadOnlyList<PlannedNotice> planned, Words words, Formats formats)
    {
        if (planned.Count == 0)
        {
            Console.Out.WriteLine(words.Get("cli.notices.none", ("date", Text(on))));
            return;
        }

        var table = Tables.New(
            words["cli.notices.borrower"],
            words["cli.notices.channel"],
            words["cli.notices.at"],
            words["cli.notices.zone"],
            words["cli.notices.about"],
            words["cli.notices.deferred"]
        );
        foreach (var notice in planned)
        {
            table.AddRow(
                notice.Borrower.Value,
                words["notice.channel." + Code(notice.Channel)],
                notice.LocalTime,
                notice.TimeZone,
                Markup.Escape(string.Join(" ", notice.About.Select(one => Say(one, words, formats)))),
                notice.Deferred ?? ""
            );
        }

        Tables.Write(table);
        Console.Out.WriteLine(
            words.Get(
                "cli.notices.done",
                ("date", Text(on)),
                ("messages", Count(planned, notice => notice.Channel == ContactChannel.Message)),
                ("calls", Count(planned, notice => notice.Channel == ContactChannel.Call)),
                ("deferred", Count(planned, notice => notice.Deferred is not null))
            )
        );
    }

    private static string Say(LoanNotice notice, Words words, Formats formats) =>
        words.Get(
            "notice." + Code(notice.Kind),
            ("amount", formats.Amount(notice.Amount)),
            ("date", formats.Date(notice.DueOn)),
            ("days", notice.DaysPastDue.ToString(CultureInfo.InvariantCulture))
        );

    private static string Count(IReadOnlyList<PlannedNotice> planned, Func<PlannedNotice, bool> which) =>
        planned.Count(which).ToString("N0", CultureInfo.InvariantCulture);

    private static string Code(Enum value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
