using Headroom.Dmn;
using Headroom.Primitives;
using Headroom.Profiles;
using Headroom.Scoring;

namespace Headroom.Assessment;

/// <summary>What a decision answered.</summary>
/// <param name="Value">The value.</param>
/// <param name="Rules">The rules that fired, from 1; of the last table where there are several.</param>
/// <param name="Error">What failed; null where nothing did. A value beside an error must not be used.</param>
internal readonly record struct Answer(FeelValue Value, IReadOnlyList<int> Rules, string? Error);

/// <summary>The working memory of one thread for one policy: filled, evaluated and filled again.</summary>
internal sealed class PolicyWorkspace
{
    private readonly PolicyProgram _program;
    private readonly DmnFrame _frame;
    private readonly PmmlRow _person;
    private readonly PmmlRow _enterprise;
    private readonly int[] _personPlaces;
    private readonly int[] _enterprisePlaces;
    private readonly DmnDecision[] _roles;
    private readonly int[][] _slots;
    private readonly List<int> _fired = [];

    public PolicyWorkspace(PolicyProgram program)
    {
        _program = program;
        _frame = program.Decisions.CreateFrame();
        _person = program.Person.CreateRow();
        _enterprise = program.Enterprise.CreateRow();
        _personPlaces = Places(program.Person);
        _enterprisePlaces = Places(program.Enterprise);
        _roles = [.. Enum.GetValues<PolicyRole>().Select(role => Decision(program.Pack.Roles[role]))];
        var byPlace = program.Decisions.Inputs.ToLookup(input => PlaceOf(input.Name), input => input.Slot);
        _slots = [.. Enumerable.Range(0, FactCatalog.Count).Select(place => byPlace[place].ToArray())];
    }

    public FactSheet Sheet { get; } = new();

    /// <summary>Gathers how each decision came about, cell by cell; null where nobody asks.</summary>
    public List<Dmn.DecisionTrace>? Steps { get; set; }

    /// <summary>Starts an assessment: the sheet is filled, and every decision sees it.</summary>
    public void Begin(DecisionFacts facts, CurrencyRule currency)
    {
        Sheet.Load(facts, currency);
        _frame.Reset();
        for (var place = 0; place < _slots.Length; place++)
        {
            // What is unknown is null, which is what a reset frame holds everywhere.
            if (Sheet[place].IsKnown)
            {
                Show(place);
            }
        }
    }

    /// <summary>Makes a fact known that an earlier step found.</summary>
    public void Tell(int place, SignalValue value)
    {
        Sheet.Set(place, value);
        Show(place);
    }

    /// <summary>Makes an amount known that an earlier step found.</summary>
    public void Tell(int place, Money amount)
    {
        Sheet.SetMoney(place, amount);
        Show(place);
    }

    /// <summary>Evaluates the decision of a role on the facts as they are now.</summary>
    public Answer Ask(PolicyRole role)
    {
        var value = _program.Decisions.Evaluate(_roles[(int)role], _frame, _fired);
        Steps?.Add(_program.Decisions.EvaluateWithTrace(_roles[(int)role], _frame));

        // A cell that failed counts as not matched, which could let a borrower pass; so any error at all is a failure.
        var error = _frame.Errors.Count > 0 ? _frame.Errors[0].ToString() : null;
        return new Answer(value, [.. _fired], error);
    }

    /// <summary>Scores the sheet's facts.</summary>
    public ScoreResult Score(BorrowerKind kind)
    {
        var (row, places, model) =
            kind == BorrowerKind.Person
                ? (_person, _personPlaces, _program.Person)
                : (_enterprise, _enterprisePlaces, _program.Enterprise);
        for (var slot = 0; slot < places.Length; slot++)
        {
            Set(row, slot, Sheet[places[slot]]);
        }

        return model.Score(row);
    }

    private void Show(int place)
    {
        foreach (var slot in _slots[place])
        {
            _frame.Set(slot, Feel(Sheet[place]));
        }
    }

    private static void Set(PmmlRow row, int slot, SignalValue value)
    {
        switch (value.Kind)
        {
            case SignalValueKind.Number:
                row.Set(slot, (double)value.AsNumber);
                break;
            case SignalValueKind.Text:
                row.Set(slot, value.AsText);
                break;
            case SignalValueKind.Flag:
                row.Set(slot, value.AsFlag ? "true" : "false");
                break;
            default:
                row.SetMissing(slot);
                break;
        }
    }

    private static FeelValue Feel(SignalValue value) =>
        value.Kind switch
        {
            SignalValueKind.Number => FeelValue.Number(value.AsNumber),
            SignalValueKind.Text => FeelValue.String(value.AsText),
            SignalValueKind.Flag => FeelValue.Boolean(value.AsFlag),
            _ => FeelValue.Null,
        };

    private int[] Places(PmmlModel model) => [.. model.Inputs.Select(input => PlaceOf(input.Name))];

    private DmnDecision Decision(RoleBinding binding) => _program.Decisions.Decision(binding.Decision);

    private int PlaceOf(string name) =>
        FactCatalog.Find(name) ?? FactCatalog.PlaceOf(_program.Pack.Inputs.First(input => input.Name == name).Feature);
}
