namespace Headroom.Dmn;

/// <summary>
/// A decision service as a function (DMN 1.5, section 10.4): its input data and input decisions are the parameters, and its decisions are
/// decided afresh for each call.
/// </summary>
internal sealed class ServiceFunction : FeelFunction
{
    private readonly string name;
    private readonly DrgElement[] inputs;
    private readonly DecisionElement[] outputs;
    private readonly int slots;
    private readonly FeelType resultType;

    private ServiceFunction(string name, DrgElement[] inputs, DecisionElement[] outputs, int slots, FeelType resultType)
    {
        this.name = name;
        this.inputs = inputs;
        this.outputs = outputs;
        this.slots = slots;
        this.resultType = resultType;
        Parameters = [.. inputs.Select(input => input.Name)];
        var known = ReferenceEquals(resultType, FeelType.Any) && outputs.Length == 1 ? outputs[0].Type : resultType;
        Type = new FeelType.FunctionOf(
            [.. inputs.Select(input => input.Type)],
            ReferenceEquals(known, FeelType.Any) ? FeelType.Unknown : known
        );
    }

    public override string Name => name;

    public override IReadOnlyList<string> Parameters { get; }

    public override FeelType Type { get; }

    public static ServiceFunction Read(FunctionElement service, ModelBuilder model, int slots)
    {
        DrgElement[] Referenced(string kind) =>
            [.. service.Xml.Children(kind).Select(xml => model.Find(xml, service)).OfType<DrgElement>()];
        var result = service.Type.Unconstrained is FeelType.FunctionOf function ? function.Result : service.Type;
        return new ServiceFunction(
            service.Name,
            [.. Referenced("inputData"), .. Referenced("inputDecision")],
            [.. Referenced("outputDecision").OfType<DecisionElement>()],
            slots,
            result
        );
    }

    public override FeelValue Invoke(FeelValue[] arguments, Evaluation evaluation)
    {
        if (arguments.Length != inputs.Length)
        {
            return evaluation.Fail(
                "feel.call",
                $"The service '{name}' wants {inputs.Length} arguments, not {arguments.Length}."
            );
        }
        var values = new FeelValue[slots];
        var states = new SlotState[slots];
        for (var i = 0; i < inputs.Length; i++)
        {
            if (!inputs[i].Type.TryCoerce(arguments[i], out var value))
            {
                return evaluation.Fail(
                    "feel.type",
                    $"Argument '{inputs[i].Name}' of '{name}' is not of type {inputs[i].Type}."
                );
            }
            var slot = inputs[i] is InputElement input ? input.Slot : ((DecisionElement)inputs[i]).Slot;
            values[slot] = value;
            states[slot] = SlotState.Ready;
        }
        evaluation.Enter();
        var outer = (evaluation.Slots, evaluation.States);
        (evaluation.Slots, evaluation.States) = (values, states);
        try
        {
            return evaluation.Coerce(Outputs(evaluation), resultType);
        }
        finally
        {
            (evaluation.Slots, evaluation.States) = outer;
            evaluation.Leave();
        }
    }

    private FeelValue Outputs(Evaluation evaluation)
    {
        if (outputs.Length == 1)
        {
            return DecisionCalls.Decide(outputs[0], evaluation);
        }
        var values = new FeelValue[outputs.Length];
        for (var i = 0; i < outputs.Length; i++)
        {
            values[i] = DecisionCalls.Decide(outputs[i], evaluation);
        }
        return FeelValue.Context(new FeelContext([.. outputs.Select(output => output.Name)], values));
    }
}
