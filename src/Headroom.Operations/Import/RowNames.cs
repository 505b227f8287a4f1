using Headroom.Dmn;
using Headroom.Operations.Yaml;

namespace Headroom.Operations.Import;

/// <summary>
/// The names that FEEL knows in a row, each with its slot: the columns, then <c>asOf</c> and <c>row</c> unless columns
/// are named so, then those that a repeated signal gives to its months.
/// </summary>
internal sealed class RowNames
{
    private const string AsOf = "asOf";
    private const string Row = "row";

    // FEEL cannot spell it, so a slot of this name is one that an expression does not see.
    private const string Unseen = "";

    private readonly string _file;
    private readonly IReadOnlyList<string> _columns;
    private readonly string[] _names;
    private readonly Reads _reads;

    /// <summary>The names outside of any month.</summary>
    /// <param name="file">The mapping file, for refusals.</param>
    /// <param name="columns">The CSV file's columns.</param>
    /// <param name="monthNames">How many names any signal gives to its months, at most.</param>
    public RowNames(string file, IReadOnlyList<string> columns, int monthNames)
        : this(
            file,
            columns,
            [.. columns, .. new[] { AsOf, Row }.Except(columns), .. Enumerable.Repeat(Unseen, monthNames)],
            new Reads()
        ) { }

    private RowNames(string file, IReadOnlyList<string> columns, string[] names, Reads reads) =>
        (_file, _columns, _names, _reads) = (file, columns, names, reads);

    /// <summary>These names and a signal's own. Refuses one that is taken, at <paramref name="at"/>.</summary>
    public RowNames With(IReadOnlyList<string> own, MappingExpression at)
    {
        if (own.Intersect(_names).FirstOrDefault() is { } taken)
        {
            throw Refused("mapping-name-taken", at, ("name", taken));
        }

        var names = (string[])_names.Clone();
        own.ToArray().CopyTo(names, Array.IndexOf(_names, Unseen));
        return new RowNames(_file, _columns, names, _reads);
    }

    public int SlotOf(string name) => Array.IndexOf(_names, name);

    /// <summary>Compiles an expression over these names. Refuses with <c>mapping-expression-malformed</c>.</summary>
    public RowExpression Compile(MappingExpression source)
    {
        var feel = FeelExpression.Compile(source.Text, _names);
        _reads.Row |= Names(source.Text, Row);
        return feel.Diagnostics.Count == 0
            ? new RowExpression(source, feel, ColumnsIn(source.Text))
            : throw Refused(
                "mapping-expression-malformed",
                source,
                ("cause", feel.Diagnostics[0].Message),
                ("columns", string.Join(", ", _columns))
            );
    }

    /// <summary>The values of a row's fields in their slots, with room for those of months.</summary>
    public FeelValue[] Values(IReadOnlyList<string> fields, DateOnly asOf)
    {
        var values = new FeelValue[_names.Length];
        for (var i = 0; i < fields.Count; i++)
        {
            values[i] = Cell.Read(fields[i]);
        }

        Set(values, AsOf, FeelValue.Date(asOf));
        if (_reads.Row)
        {
            Set(values, Row, FeelValue.Context(_columns.Select((name, i) => KeyValuePair.Create(name, values[i]))));
        }

        return values;
    }

    /// <summary>A refusal at the place of an expression.</summary>
    public YamlRefusedException Refused(string code, MappingExpression at, params (string, string)[] parameters) =>
        new(YamlRefusedException.At(code, _file, at.Line, at.Column, [("key", at.Field), .. parameters]));

    // Which columns an expression names, by its text: names in FEEL may have spaces, and one may be part of another's spelling.
    private string[] ColumnsIn(string text)
    {
        // The row's columns are named by strings; elsewhere a string is no name.
        var code = Names(text, Row) ? text : WithoutStrings(text);
        return [.. _columns.Where(column => Names(code, column))];
    }

    private static bool Names(string code, string column)
    {
        for (
            var at = code.IndexOf(column, StringComparison.Ordinal);
            at >= 0;
            at = code.IndexOf(column, at + 1, StringComparison.Ordinal)
        )
        {
            var end = at + column.Length;
            if ((at == 0 || !IsNamePart(code[at - 1])) && (end == code.Length || !IsNamePart(code[end])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsNamePart(char character) => char.IsLetterOrDigit(character) || character == '_';

    private static string WithoutStrings(string text) => string.Concat(text.Split('"').Where((_, i) => i % 2 == 0));

    // A column of the same name goes before.
    private void Set(FeelValue[] values, string name, FeelValue value)
    {
        var slot = SlotOf(name);
        if (slot >= _columns.Count)
        {
            values[slot] = value;
        }
    }

    // The row as a context costs more than all else in a row, and few mappings read it.
    private sealed class Reads
    {
        public bool Row { get; set; }
    }
}
