using Headroom.Profiles;

namespace Headroom.Assessment.Tests;

/// <summary>The shipped pack on 30,000 real accounts of which only statements, age and education are known.</summary>
public class TaiwanTests(ITestOutputHelper output)
{
    [Fact]
    public void The_default_rate_rises_from_the_best_grade_to_the_worst_and_actions_differ()
    {
        var file = TaiwanPortfolio.Find();
        Assert.SkipUnless(file is not null, "The Taiwan credit-card set is not here (../shared/data).");

        var reviewed = TaiwanPortfolio
            .Read(file)
            .Select(account => (account.Defaulted, Outcome: Review(account)))
            .ToList();

        reviewed.Count.ShouldBe(30_000);
        reviewed.ShouldAllBe(one => one.Outcome.Failure == null);
        var grades = reviewed
            .GroupBy(one => one.Outcome.Grade)
            .OrderBy(group => group.Key)
            .Select(group =>
                (Grade: group.Key, Count: group.Count(), Rate: group.Average(one => one.Defaulted ? 1.0 : 0))
            )
            .ToList();
        foreach (var (grade, count, rate) in grades)
        {
            output.WriteLine($"{grade}: {count} accounts, {rate:P1} defaulted");
        }

        string.Concat(grades.Select(grade => grade.Grade)).ShouldBe("ABCDE");
        grades.Zip(grades.Skip(1)).ShouldAllBe(pair => pair.First.Rate < pair.Second.Rate);
        grades.ShouldAllBe(grade => grade.Count > 1000);
        foreach (var action in reviewed.GroupBy(one => one.Outcome.Action).OrderByDescending(group => group.Count()))
        {
            output.WriteLine(
                $"{action.Key}: {action.Count()}, {action.Average(one => one.Defaulted ? 1.0 : 0):P1} defaulted"
            );
        }

        // Of those who then defaulted many more are frozen or cut than of those who did not, and hardly any raised.
        Share(reviewed, defaulted: true, DecisionAction.Freeze, DecisionAction.Decrease, DecisionAction.Cancel)
            .ShouldBeGreaterThan(
                3
                    * Share(
                        reviewed,
                        defaulted: false,
                        DecisionAction.Freeze,
                        DecisionAction.Decrease,
                        DecisionAction.Cancel
                    )
            );
        Share(reviewed, defaulted: false, DecisionAction.Increase)
            .ShouldBeGreaterThan(2 * Share(reviewed, defaulted: true, DecisionAction.Increase));
    }

    private static Assessment Review(TaiwanAccount account)
    {
        var at = TaiwanPortfolio.ReviewedAt;
        var profile = ProfileBuilder.Build(account.Signals, at, at);
        var input = new AssessmentInput(
            BorrowerKind.Person,
            account.Line,
            profile,
            ReviewTrigger.Schedule,
            at,
            DateOnly.FromDateTime(at.DateTime),
            MovementDates.Never
        );
        return ShippedPack.Release.Assess(ShippedPack.Release.FactsOf(input));
    }

    private static double Share(
        List<(bool Defaulted, Assessment Outcome)> reviewed,
        bool defaulted,
        params DecisionAction[] actions
    ) =>
        reviewed
            .Where(one => one.Defaulted == defaulted)
            .Average(one => actions.Contains(one.Outcome.Action) ? 1.0 : 0);
}
