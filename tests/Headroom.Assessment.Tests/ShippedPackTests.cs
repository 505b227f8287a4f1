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
}
