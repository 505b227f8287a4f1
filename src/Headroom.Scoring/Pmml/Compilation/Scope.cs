using Headroom.Scoring.Pmml.Definition;

namespace Headroom.Scoring.Pmml.Compilation;

/// <summary>Where a field's value stands in a row, and how it is held.</summary>
internal readonly record struct FieldSlot(int Slot, DataType DataType, OpType OpType);

/// <summary>
/// The fields that a model sees. A derived field is compiled when something first refers to it, so the steps come out in the
/// order of dependence and fields that nothing uses cost nothing.
/// </summary>
internal sealed class Scope(CompilationContext context, Scope? outer)
{
    private readonly Dictionary<string, FieldSlot> _fields = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DerivedField> _pending = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);

    public CompilationContext Context => context;

    /// <summary>What must run, in this order, before the model itself.</summary>
    public List<Step> Steps { get; } = [];

    public void Define(string name, FieldSlot slot, int line)
    {
        if (!_fields.TryAdd(name, slot))
            throw context.Error(PmmlException.DuplicateField, line, $"field '{name}' is defined twice; rename one.");
        context.FieldNames.TryAdd(slot.Slot, name);
    }

    public void Define(DerivedField field)
    {
        if (_fields.ContainsKey(field.Name) || !_pending.TryAdd(field.Name, field))
        {
            throw context.Error(
                PmmlException.DuplicateField,
                field.Line,
                $"field '{field.Name}' is defined twice; rename one."
            );
        }
    }

    public FieldSlot Resolve(string name, int line) =>
        Find(name)
        ?? throw context.Error(
            PmmlException.UnknownField,
            line,
            $"field '{name}' is not in the MiningSchema or the transformations that are visible here; add it or correct the name."
        );

    public FieldSlot? Find(string name)
    {
        if (_fields.TryGetValue(name, out FieldSlot slot))
            return slot;
        return _pending.TryGetValue(name, out DerivedField? field) ? CompileDerived(field) : outer?.Find(name);
    }

    private FieldSlot CompileDerived(DerivedField field)
    {
        if (!_open.Add(field.Name))
            throw context.Error(PmmlException.Value, field.Line, $"derived field '{field.Name}' depends on itself.");
        Calculation calculation = CalculationCompiler.Compile(field.Expression, field.DataType, this);
        CalculationCompiler.RequireType(this, calculation, field.DataType, field.Line);
        FieldSlot slot = new(context.AllocateSlot(), field.DataType, field.OpType);
        Steps.Add(new DerivationStep(slot, calculation));
        _fields.Add(field.Name, slot);
        context.FieldNames.TryAdd(slot.Slot, field.Name);
        return slot;
    }
}
