using Spectre.Console;

namespace Headroom.Cli.Output;

/// <summary>Tables on the standard output: boxed for a person at a terminal, plain where the output goes to a file.</summary>
internal static class Tables
{
    /// <summary>A table; a column whose title begins with <c>#</c> is one of numbers.</summary>
    public static Table New(params string[] titles)
    {
        var table = new Table { Border = Console.IsOutputRedirected ? TableBorder.Simple : TableBorder.Rounded };
        foreach (var title in titles)
        {
            table.AddColumn(title.StartsWith('#') ? Right(title[1..]) : new TableColumn(Markup.Escape(title)));
        }

        return table;
    }

    /// <summary>A column of numbers.</summary>
    public static TableColumn Right(string title) => new TableColumn(Markup.Escape(title)).RightAligned().NoWrap();

    /// <summary>Writes a table; to a file in its full width.</summary>
    public static void Write(Table table)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = 160;
        }

        console.Write(table);
    }
}
