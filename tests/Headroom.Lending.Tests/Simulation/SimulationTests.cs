using Headroom.Lending.Simulation;

namespace Headroom.Lending.Tests.Simulation;

public class SimulationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(20260801)]
    public void No_cent_differs_from_the_auditors_reckoning(ulong seed)
    {
        var report = Simulator.Run(new SimulationOptions(seed, Borrowers: 15, Days: 730));
        report.Failure.ShouldBeNull();
        report.Audits.ShouldBeGreaterThan(500);
        report.Crashes.ShouldBeGreaterThan(30);
        report.Loans.ShouldBeGreaterThan(30);
        report.DaysEnded.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void A_seed_gives_the_same_days_again()
    {
        var options = new SimulationOptions(7, Borrowers: 5, Days: 200);
        var first = Simulator.Run(options);
        var second = Simulator.Run(options);
        (second.Commands, second.Events, second.Crashes).ShouldBe((first.Commands, first.Events, first.Crashes));
        second.Refused.ShouldBe(first.Refused);
    }
}
