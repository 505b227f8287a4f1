namespace Headroom.Dmn;

/// <summary>The kinds of value that FEEL knows (DMN 1.5, section 10.3.2).</summary>
public enum FeelKind : byte
{
    /// <summary>No value: missing data, or the result of a failed expression (see <see cref="FeelValue.Error"/>).</summary>
    Null,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A decimal number of 28 to 29 significant digits.</summary>
    Number,

    /// <summary>Unicode text; positions and lengths count code points.</summary>
    String,

    /// <summary>A calendar date of the proleptic Gregorian calendar.</summary>
    Date,

    /// <summary>A time of day, with or without an offset or a named zone.</summary>
    Time,

    /// <summary>A date and time, with or without an offset or a named zone.</summary>
    DateTime,

    /// <summary>A duration in days, hours, minutes and seconds.</summary>
    DaysDuration,

    /// <summary>A duration in years and months.</summary>
    MonthsDuration,

    /// <summary>An ordered list of values.</summary>
    List,

    /// <summary>An ordered set of named values.</summary>
    Context,

    /// <summary>An interval between two end points.</summary>
    Range,

    /// <summary>A function: built in, defined in FEEL, or a model's own.</summary>
    Function,
}
