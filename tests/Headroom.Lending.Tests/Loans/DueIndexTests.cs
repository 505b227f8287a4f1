using Headroom.Primitives;

namespace Headroom.Lending.Tests.Loans;

public class DueIndexTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    [Fact]
    public void What_is_due_is_found_with_the_days_that_were_missed_and_until_it_is_done()
    {
        var index = new DueIndex();
        index.Set(Loan(1), Monday.AddDays(2));
        index.Set(Loan(2), Monday);
        index.Set(Loan(3), Monday.AddDays(5));
        index.UpTo(Monday.AddDays(2)).ShouldBe([Loan(2), Loan(1)]);
        index.Set(Loan(2), Monday.AddDays(30));
        index.UpTo(Monday.AddDays(2)).ShouldBe([Loan(1)]);
        index.Set(Loan(1), null);
        index.UpTo(Monday.AddDays(2)).ShouldBeEmpty();
        index.Count.ShouldBe(2);
    }

    [Fact]
    public void Going_from_date_to_date_closes_a_loan_that_nobody_pays_on_every_day_that_matters()
    {
        var scene = new LoanScene();
        var id = scene.Loan.Id;
        var index = new DueIndex();
        index.Set(id, scene.At("2026-01-15").NextOn);
        var postings = new List<Posting>();
        var looked = LoanScene.DrawnOn;
        for (var date = looked; date <= new DateOnly(2027, 2, 1); date = date.AddDays(1))
        {
            foreach (var loan in index.UpTo(date))
            {
                var outcome = DayEnd.Close(scene.Loan, looked, date);
                postings.AddRange(outcome.Postings);
                index.Set(loan, outcome.Position.NextOn);
                looked = date;
            }
        }

        // All that fell due since the draw, each once.
        postings.ShouldBe(Journal.Of(scene.Loan, new DateOnly(2027, 2, 1)).Skip(1));
    }

    private static DrawId Loan(int number) => new(LoanScene.Id(number));
}
