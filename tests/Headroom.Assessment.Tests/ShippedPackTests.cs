namespace Headroom.Assessment.Tests;

public class ShippedPackTests
{
    [Fact]
    public void The_shipped_pack_checks_and_every_case_comes_out_as_expected()
    {
        var check = PackChecker.Check(ShippedPack.Files());

        check
            .Diagnostics.Where(found => found.Severity == PackSeverity.Error)
            .Select(found => found.ToString())
            .ShouldBeEmpty();
        check.Passed.ShouldBeTrue();
        check.Cases.Count.ShouldBeGreaterThanOrEqualTo(25);
    }

    [Theory]
    [InlineData("Knock-outs")]
    [InlineData("Freeze triggers")]
    [InlineData("Lifting triggers")]
    [InlineData("Cancel triggers")]
    [InlineData("Referral")]
    [InlineData("Grade")]
    [InlineData("Caps")]
    [InlineData("Movement")]
    [InlineData("Next review")]
    public void Every_rule_fires_in_some_case(string decision)
    {
        var files = ShippedPack.Files();
        var rules = ShippedPack
            .Release.Pack.Files.Decisions.SelectMany(file => TableReader.Read(file, files[file]).Decisions)
            .Single(written => written.Name == decision)
            .Cells.Select(cell => cell.Rule)
            .Distinct();

        var fired = Cases()
            .SelectMany(one => ShippedPack.Release.Assess(one.Facts).Trace)
            .Where(step => step.Decision == decision)
            .SelectMany(step => step.Rules);

        rules.Except(fired).ShouldBeEmpty();
    }

    [Fact]
    public void Every_action_is_ordered_in_some_case() =>
        Cases()
            .Select(one => ShippedPack.Release.Assess(one.Facts).Action)
            .Distinct()
            .Order()
            .ShouldBe(Enum.GetValues<DecisionAction>());

    private static IReadOnlyList<PackCase> Cases() =>
        CaseReader.Read(ShippedPack.Release.Pack, ShippedPack.Files(), new PackDiagnostics());
}
