using Headroom.Dmn;
using Headroom.Profiles;
using Headroom.Scoring;

namespace Headroom.Assessment;

/// <summary>What a decision answered.</summary>
/// <param name="Value">The value.</param>
/// <param name="Rules">The rules that fired, from 1; of the last table where there are several.</param>
/// <param name="Error">What failed; null where nothing did. A value beside an error must not be used.</param>
internal readonly record struct Answer(FeelValue Value, IReadOnlyList<int> Rules, string? Error);

/// <summary>What the model answered.</summary>
/// <param name="Score">The score; null where there is none.</param>
/// <param name="Attributes">Which attribute of each characteristic held, from 1.</param>
/// <param name="Reasons">The principal reasons for its being no better.</param>
internal readonly record struct ScoreAnswer(
    double? Score,
    IReadOnlyList<int> Attributes,
    IReadOnlyList<ScoreReason> Reasons
);

/// <summary>The working memory of one thread for one policy: filled, evaluated and filled again.</summary>
internal sealed class PolicyWorkspace
{
    private readonly PolicyProgram _program;
    private readonly DmnFrame _frame;
    private readonly PmmlRow _person;
    private readonly PmmlRow _enterprise;
    private readonly int[] _personPlaces;
    private readonly int[] _enterprisePlaces;
    private readonly RolePlan[] _roles;

    public PolicyWorkspace(PolicyProgram program)
    {
        _program = program;
        _frame = program.Decisions.CreateFrame();
        _person = program.Person.CreateRow();
        _enterprise = program.Enterprise.CreateRow();
        _personPlaces = Places(program.Person);
        _enterprisePlaces = Places(program.Enterprise);
        _roles = [.. Enum.GetValues<PolicyRole>().Select(role => Plan(program.Pack.Roles[role].Decision))];
    }

    public FactSheet Sheet { get; } = new();

    /// <summary>Evaluates the decision of a role on the sheet's facts as they are now.</summary>
    public Answer Ask(PolicyRole role)
    {
        var plan = _roles[(int)role];
        _frame.Reset();
        foreach (var (slot, place) in plan.Inputs)
        {
            _frame.Set(slot, Feel(Sheet[place]));
        }

        var trace = _program.Decisions.EvaluateWithTrace(plan.Decision, _frame);
        var table = trace.Steps.Count > 0 && trace.Steps[^1].Tables is { Count: > 0 } tables ? tables[^1] : null;

        // A cell that failed counts as not matched, which could let a borrower pass; so any error at all is a failure.
        var error = _frame.Errors.Count > 0 ? _frame.Errors[0].ToString() : null;
        return new Answer(trace.Output, table is null ? [] : [.. table.Matched], error);
    }

    /// <summary>Scores the sheet's facts.</summary>
    public ScoreAnswer Score(BorrowerKind kind)
    {
        var (row, places, model) =
            kind == BorrowerKind.Person
                ? (_person, _personPlaces, _program.Person)
                : (_enterprise, _enterprisePlaces, _program.Enterprise);
        for (var slot = 0; slot < places.Length; slot++)
        {
            Set(row, slot, Sheet[places[slot]]);
        }

        var result = model.Score(row);
        return result.IsMissing
            ? new ScoreAnswer(null, [], [])
            : new ScoreAnswer(
                result.Score,
                [.. result.PartialScores.Select(partial => partial.AttributeIndex + 1)],
                result.Reasons()
            );
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

    private RolePlan Plan(string decision)
    {
        var found = _program.Decisions.Decision(decision);
        return new RolePlan(found, [.. found.RequiredInputs.Select(input => (input.Slot, PlaceOf(input.Name)))]);
    }

    private int PlaceOf(string name) =>
        FactCatalog.Find(name) ?? FactCatalog.PlaceOf(_program.Pack.Inputs.First(input => input.Name == name).Feature);

    private sealed record RolePlan(DmnDecision Decision, (int Slot, int Place)[] Inputs);
}
