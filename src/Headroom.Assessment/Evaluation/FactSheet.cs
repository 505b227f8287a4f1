using Headroom.Primitives;
using Headroom.Profiles;

namespace Headroom.Assessment;

/// <summary>
/// The facts of one assessment by place: as policies see them, in the pack's currency, and as borrowers are shown them, in
/// the line's. Reused from one assessment to the next.
/// </summary>
internal sealed class FactSheet
{
    private readonly SignalValue[] _seen = new SignalValue[FactCatalog.Count];
    private readonly SignalValue[] _shown = new SignalValue[FactCatalog.Count];
    private decimal _perUnit = 1;

    public SignalValue this[int place] => _seen[place];

    public SignalValue Shown(int place) => _shown[place];

    /// <summary>Starts anew with the facts of an assessment.</summary>
    public void Load(DecisionFacts facts, CurrencyRule currency)
    {
        Array.Clear(_seen);
        Array.Clear(_shown);
        _perUnit = currency.PerUnit;
        foreach (var used in facts.Features)
        {
            if (FeatureCatalog.Find(used.Name) is { } feature && used.Value.Kind == feature.Kind)
            {
                var place = FactCatalog.PlaceOf(feature);
                _shown[place] = used.Value;
                _seen[place] =
                    feature.Unit == FeatureUnit.Money && _perUnit != 1
                        ? SignalValue.Number(used.Value.AsNumber / _perUnit)
                        : used.Value;
            }
        }

        Set(FactCatalog.Kind, SignalValue.Text(facts.Kind.Code()));
        Set(FactCatalog.Trigger, SignalValue.Text(facts.Trigger.Code()));
        SetMoney(FactCatalog.LimitBefore, facts.Line.Limit);
        SetMoney(FactCatalog.Drawn, facts.Line.Drawn);
        if (facts.Requested is { } requested)
        {
            SetMoney(FactCatalog.Requested, requested);
        }

        if (facts.Line.Rate is { } rate)
        {
            Set(FactCatalog.RateBefore, SignalValue.Number(rate.To(RateBasis.Daily).Fraction));
        }

        SetDays(FactCatalog.DaysSinceIncrease, facts.Movements.IncreasedOn, facts.BusinessDate);
        SetDays(FactCatalog.DaysSinceDecrease, facts.Movements.DecreasedOn, facts.BusinessDate);
    }

    public void Set(int place, SignalValue value)
    {
        _seen[place] = value;
        _shown[place] = value;
    }

    public void SetMoney(int place, Money amount)
    {
        _shown[place] = SignalValue.Number(amount.Amount);
        _seen[place] = _perUnit == 1 ? _shown[place] : SignalValue.Number(amount.Amount / _perUnit);
    }

    private void SetDays(int place, DateOnly? since, DateOnly today)
    {
        if (since is { } date)
        {
            Set(place, SignalValue.Number(today.DayNumber - date.DayNumber));
        }
    }
}
