namespace Headroom.Primitives.Tests;

public class ResultTests
{
    private static readonly Refusal No = Refusal.Rule("too-much", ("asked", "5"), ("left", "3"));

    [Fact]
    public void A_refusal_travels_in_the_place_of_the_value()
    {
        Result<int> refused = No;
        refused.IsOk.ShouldBeFalse();
        refused.Then<int>(value => value + 1).Refusal.ShouldBe(No);
        refused.Match(value => "ok", refusal => refusal.Code).ShouldBe("too-much");
        Should.Throw<InvalidOperationException>(() => refused.Value);
    }

    [Fact]
    public void A_value_goes_on()
    {
        Result<int> value = 1;
        value.Then<int>(v => v + 1).Value.ShouldBe(2);
        value.TryGet(out var got, out var refusal).ShouldBeTrue();
        (got, refusal).ShouldBe((1, null));
    }

    [Fact]
    public void A_result_that_was_never_made_is_neither() =>
        Should.Throw<InvalidOperationException>(() => default(Result<int>).IsOk);

    [Fact]
    public void A_refusal_names_its_text_and_parameters()
    {
        No.TextKey.ShouldBe("refusal.too-much");
        No.ToString().ShouldBe("too-much (asked=5, left=3)");
        No.ShouldBe(Refusal.Stored(RefusalKind.Rule, "too-much", ("asked", "5"), ("left", "3")));
        No.ShouldNotBe(Refusal.Rule("too-much", ("asked", "5"), ("left", "4")));
    }
}
