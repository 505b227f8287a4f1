namespace Headroom.Scoring;

/// <summary>PMML's operational type of a field.</summary>
public enum PmmlOpType
{
    /// <summary>A number with order and distance.</summary>
    Continuous,

    /// <summary>A value that is only equal to another or not.</summary>
    Categorical,

    /// <summary>Values with an order.</summary>
    Ordinal,
}

/// <summary>How the values of a field are written.</summary>
public enum PmmlDataType
{
    /// <summary>A string.</summary>
    Text,

    /// <summary>A 64-bit floating-point number.</summary>
    Double,

    /// <summary>A 32-bit floating-point number; inputs are rounded to it first, as the model's maker did.</summary>
    Single,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>True or false; as a number 1 or 0.</summary>
    Boolean,
}

/// <summary>A field that a model reads.</summary>
/// <param name="Name">The field's name in the file.</param>
/// <param name="OpType">Its operational type.</param>
/// <param name="DataType">Its data type.</param>
/// <param name="Slot">Its position in <see cref="PmmlModel.Inputs"/> and in every <see cref="PmmlRow"/>.</param>
public sealed record PmmlInput(string Name, PmmlOpType OpType, PmmlDataType DataType, int Slot)
{
    /// <summary>The values that the data dictionary lists as valid; empty where it lists none.</summary>
    public IReadOnlyList<string> ValidValues { get; init; } = [];
}
