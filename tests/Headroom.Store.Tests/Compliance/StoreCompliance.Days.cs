using Headroom.Primitives;
using static Headroom.Store.Tests.SmallCommands;

namespace Headroom.Store.Tests.Compliance;

public abstract partial class StoreCompliance
{
    [Fact]
    public async Task Who_is_due_is_listed_by_date_then_borrower_and_nobody_else()
    {
        // The small line's next date lies as many days after today as its limit says, and a day later for each draw.
        await SubmitAllAsync([.. Ids("a", "b", "c").Select(b => SetLimit(b, 2)), SetLimit(Borrower("B"), 1)]);
        await SubmitAllAsync([SetLimit(Borrower("later"), 9), SetLimit(Borrower("never"), 500)]);

        (await DueAsync(2, null, 10)).ShouldBe(["1 B", "2 a", "2 b", "2 c"]);
        (await DueAsync(2, (Day(2), Borrower("a")), 1)).ShouldBe(["2 b"]);
        (await DueAsync(2, (Day(2), Borrower("c")), 10)).ShouldBeEmpty();
        (await DueAsync(0, null, 10)).ShouldBeEmpty();
        (await Store.ListDueAsync(Day(1), null, 10)).ShouldBe([new DueBorrower(Day(1), Borrower("B"), 1)]);
    }

    [Fact]
    public async Task A_next_date_moves_with_the_state_that_it_follows_from()
    {
        await SubmitAllAsync([SetLimit(B1, 3), SetLimit(Borrower("B2"), 3)]);
        await Writer.SubmitAsync(Draw(B1, 1));
        (await DueAsync(9, null, 10)).ShouldBe(["3 B2", "4 B1"]);
        await Store.ShouldAgreeAsync(B1);

        await Writer.SubmitAsync(SetLimit(B1, 500));
        (await DueAsync(9, null, 10)).ShouldBe(["3 B2"]);
        await Writer.SubmitAsync(SetLimit(B1, 1));
        (await DueAsync(9, null, 10)).ShouldBe(["2 B1", "3 B2"]);
    }

    [Fact]
    public async Task A_command_that_leaves_the_next_date_alone_keeps_its_place()
    {
        await Writer.SubmitAsync(SetLimit(B1, 4));
        await Writer.SubmitAsync(SetLimit(B1, 4));

        (await DueAsync(9, null, 10)).ShouldBe(["4 B1"]);
        (await Store.ReadBorrowerAsync(B1))!.Row.NextDate.ShouldBe(Day(4));
    }

    [Fact]
    public async Task Next_dates_that_are_set_leave_alone_who_was_written_to_meanwhile()
    {
        await SubmitAllAsync([SetLimit(B1, 3), SetLimit(Borrower("B2"), 3), SetLimit(Borrower("B3"), 3)]);
        var read = await Store.ScanBorrowersAsync(null, 10);
        await Writer.SubmitAsync(SetLimit(Borrower("B2"), 8));
        DateOnly?[] dates = [Day(5), Day(6), null];
        await Store.SetNextDatesAsync([
            .. read.Select((stored, i) => stored with { Row = stored.Row with { NextDate = dates[i] } }),
        ]);

        (await DueAsync(9, null, 10)).ShouldBe(["5 B1", "8 B2"]);
        await Store.SetNextDatesAsync([]);
    }

    [Fact]
    public async Task What_many_commands_book_is_added_up_by_day_currency_and_accounts()
    {
        await SubmitAllAsync(
            Enumerable.Range(0, 100).SelectMany(i => new[] { Book(i, 1, "cash", 7), Book(i, 1, "cash", -2) })
        );
        await SubmitAllAsync([Book(1, 2, "loans", 5), Book(2, 2, "Loans", 5), Book(3, 3, "cash", 4)]);
        await SubmitAllAsync([Book(1, 4, "cash", 4), Book(2, 4, "cash", -4)]);

        (await LedgerAsync(1, 9)).ShouldBe(["1 cash 500", "2 Loans 5", "2 loans 5", "3 cash 4"]);
        (await LedgerAsync(2, 2)).ShouldBe(["2 Loans 5", "2 loans 5"]);
        (await LedgerAsync(5, 9)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_ledger_put_together_reads_the_same_and_goes_on()
    {
        foreach (var amount in Enumerable.Range(1, 4))
        {
            await Writer.SubmitAsync(Book(amount, 1, "cash", amount));
            await Writer.SubmitAsync(Book(amount, 2, "cash", amount));
        }

        var before = await LedgerAsync(1, 9);
        await Store.CompactLedgerAsync(Day(1));
        (await LedgerAsync(1, 9)).ShouldBe(before);
        await Writer.SubmitAsync(Book(1, 1, "cash", 5));
        await Store.CompactLedgerAsync(Day(2));
        await Store.CompactLedgerAsync(Day(2));
        (await LedgerAsync(1, 9)).ShouldBe(["1 cash 15", "2 cash 10"]);
    }

    [Fact]
    public async Task A_ledger_is_mended_by_what_it_lacks()
    {
        await Writer.SubmitAsync(Book(1, 1, "cash", 5));
        await Store.MendLedgerAsync([
            new LedgerRow(Day(1), "CNY", "cash", "income", -2),
            new LedgerRow(Day(2), "CNY", "cash", "income", 7),
        ]);
        await Store.MendLedgerAsync([]);

        (await LedgerAsync(1, 9)).ShouldBe(["1 cash 3", "2 cash 7"]);
    }

    [Fact]
    public async Task A_command_that_is_refused_or_repeated_books_nothing_more()
    {
        var once = Book(1, 1, "cash", 5);
        await Writer.SubmitAsync(once);
        await Writer.SubmitAsync(once);
        await Writer.SubmitAsync(Draw(B1, 101));

        (await LedgerAsync(1, 9)).ShouldBe(["1 cash 5"]);
    }

    private static IEnumerable<BorrowerId> Ids(params string[] ids) => ids.Select(Borrower);

    private static DateOnly Day(int day) => Times.Today.AddDays(day);

    private async Task<IEnumerable<string>> DueAsync(int upTo, (DateOnly, BorrowerId)? after, int count) =>
        (await Store.ListDueAsync(Day(upTo), after, count)).Select(due =>
            $"{due.On.DayNumber - Times.Today.DayNumber} {due.Borrower}"
        );

    private async Task<List<string>> LedgerAsync(int from, int to) =>
        [
            .. (await Store.ReadLedgerAsync(Day(from), Day(to))).Select(row =>
                $"{row.BookedOn.DayNumber - Times.Today.DayNumber} {row.Debit} {row.MinorUnits}"
            ),
        ];

    private static Command<SmallLine> Book(int borrower, int day, string debit, long amount)
    {
        var id = NextId();
        var posting = new LedgerRow(Day(day), "CNY", debit, "income", amount);
        return Make(
            id,
            Borrower($"B{borrower}"),
            null,
            "book",
            state => new CommandEffect<SmallLine>(
                SmallLineModel.Apply(state, "drawn", new SmallEvent(0, 0)),
                [Event("drawn", new SmallEvent(0, 0)) with { Postings = [posting] }],
                Bytes("booked"),
                []
            )
        );
    }
}
