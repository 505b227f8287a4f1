using Headroom.Primitives;
using static Headroom.Store.Tests.SmallCommands;

namespace Headroom.Store.Tests.Compliance;

public abstract partial class StoreCompliance
{
    protected static readonly BorrowerId B1 = Borrower("B1");

    [Fact]
    public async Task A_command_appends_its_events_with_every_field()
    {
        var command = SetLimit(B1, 500);
        var outcome = await Writer.SubmitAsync(command);

        outcome.Text().ShouldBe("limit is 500");
        (outcome.Version, outcome.Repeated).ShouldBe((1, false));
        var stored = (await Store.ReadEventsAsync(B1, 0, 10)).ShouldHaveSingleItem();
        stored.Borrower.ShouldBe(B1);
        stored.Version.ShouldBe(1);
        (stored.Type, stored.SchemaVersion).ShouldBe(("limit-set", 1));
        stored.BusinessTime.ShouldBe(Times.Noon);
        stored.RecordedTime.ShouldBeGreaterThan(Times.Noon.AddYears(-10));
        stored.Actor.ShouldBe(Actor.System("test"));
        stored.Cause.ShouldBe(command.Id);
        stored.Id.ShouldBe(new EventId(command.Id.Value.Derive(-1)));
        stored.Release.ShouldBe(Release);
        stored.Data.ShouldBe("""{"Limit":500,"Drawn":0}"""u8.ToArray());
        await Store.ShouldAgreeAsync(B1);
    }

    [Fact]
    public async Task A_refused_command_writes_nothing_but_its_answer_under_its_key()
    {
        await Writer.SubmitAsync(SetLimit(B1, 100));
        var draw = Draw(B1, 101);
        var refused = await Writer.SubmitAsync(draw);
        var again = await Writer.SubmitAsync(draw);

        refused.Answer.Refusal.ShouldBe(Refusal.Rule("over-limit", ("headroom", "100")));
        (refused.Version, refused.Repeated).ShouldBe((1, false));
        again.Answer.Refusal.ShouldBe(refused.Answer.Refusal);
        (again.Version, again.Repeated).ShouldBe((1, true));
        (await Store.ReadEventsAsync(B1, 0, 10)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_refused_command_on_a_borrower_without_events_leaves_no_borrower()
    {
        var draw = Draw(B1, 1);
        (await Writer.SubmitAsync(draw)).Answer.IsOk.ShouldBeFalse();
        (await Writer.SubmitAsync(draw)).Repeated.ShouldBeTrue();

        (await Store.ReadBorrowerAsync(B1)).ShouldBeNull();
        (await Store.ScanBorrowersAsync(null, 10)).ShouldBeEmpty();
        (await Store.QueryPortfolioAsync(new PortfolioQuery())).Rows.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_key_with_the_same_input_gives_the_first_answer()
    {
        await Writer.SubmitAsync(SetLimit(B1, 100));
        await Writer.SubmitAsync(Draw(B1, 10, "key"));
        await Writer.SubmitAsync(Draw(B1, 20));
        var repeated = await Writer.SubmitAsync(Draw(B1, 10, "key"));

        repeated.Text().ShouldBe("drawn 10");
        (repeated.Version, repeated.Repeated).ShouldBe((2, true));
        (await Store.ReadEventsAsync(B1, 0, 10)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task The_same_key_with_another_input_is_refused()
    {
        await Writer.SubmitAsync(SetLimit(B1, 100, "key"));
        var reused = await Writer.SubmitAsync(SetLimit(B1, 200, "key"));

        reused.Answer.Refusal.ShouldBe(Refusal.Conflict("idempotency-key-reused", ("key", "key")));
        (await Store.ReadBorrowerAsync(B1))!.Row.ApprovedMinorUnits.ShouldBe(100);
    }

    [Fact]
    public async Task The_same_key_names_another_command_of_another_borrower()
    {
        await Writer.SubmitAsync(SetLimit(B1, 100, "key"));
        var other = await Writer.SubmitAsync(SetLimit(Borrower("B2"), 200, "key"));

        other.Text().ShouldBe("limit is 200");
    }

    [Fact]
    public async Task The_same_key_many_times_at_once_is_done_once()
    {
        await Writer.SubmitAsync(SetLimit(B1, 1000));
        var outcomes = await SubmitAllAsync(Enumerable.Range(0, 200).Select(_ => Draw(B1, 10, "key")));

        outcomes.Count(outcome => !outcome.Repeated).ShouldBe(1);
        outcomes.Select(outcome => outcome.Text()).Distinct().ShouldBe(["drawn 10"]);
        (await Store.ReadBorrowerAsync(B1))!.Row.DrawnMinorUnits.ShouldBe(10);
    }

    [Fact]
    public async Task A_version_that_is_not_the_expected_one_is_refused_and_can_be_tried_again_under_the_same_key()
    {
        await Writer.SubmitAsync(SetLimit(B1, 100));
        var draw = Draw(B1, 10, "key");
        var stale = await Writer.SubmitAsync(draw with { ExpectedVersion = 7 });
        var met = await Writer.SubmitAsync(draw with { ExpectedVersion = 1 });
        var repeated = await Writer.SubmitAsync(draw with { ExpectedVersion = 1 });

        stale.Answer.Refusal.ShouldBe(Refusal.Stale("version-stale", ("expected", "7"), ("actual", "1")));
        met.Text().ShouldBe("drawn 10");
        repeated.Repeated.ShouldBeTrue();
    }

    [Fact]
    public async Task Of_many_that_expect_the_same_version_one_wins()
    {
        await Writer.SubmitAsync(SetLimit(B1, 1000));
        var outcomes = await SubmitAllAsync(
            Enumerable.Range(0, 50).Select(_ => Draw(B1, 10) with { ExpectedVersion = 1 })
        );

        outcomes.Count(outcome => outcome.Answer.IsOk).ShouldBe(1);
        outcomes.Count(outcome => outcome.Answer.Refusal?.Code == "version-stale").ShouldBe(49);
        await Store.ShouldAgreeAsync(B1);
    }

    [Fact]
    public async Task Racing_draws_on_one_borrower_never_overspend()
    {
        await Writer.SubmitAsync(SetLimit(B1, 1000));
        var outcomes = await SubmitAllAsync(Enumerable.Range(0, 300).Select(_ => Draw(B1, 10)));

        outcomes.Count(outcome => outcome.Answer.IsOk).ShouldBe(100);
        outcomes.Where(outcome => outcome.Answer.IsOk).Select(outcome => outcome.Version).ShouldBeUnique();
        (await Store.ReadBorrowerAsync(B1))!.Row.HeadroomMinorUnits.ShouldBe(0);
        await Store.ShouldAgreeAsync(B1);
    }

    [Fact]
    public async Task Commands_of_one_borrower_are_decided_in_the_order_they_were_submitted()
    {
        await Writer.SubmitAsync(SetLimit(B1, 1000));
        var outcomes = await SubmitAllAsync(Enumerable.Range(1, 40).Select(i => Draw(B1, i)));

        outcomes.Select(outcome => outcome.Version).ShouldBe(Enumerable.Range(2, 40).Select(i => (long)i));
    }

    [Fact]
    public async Task In_a_batch_of_many_borrowers_the_refused_and_the_failing_touch_nobody_else()
    {
        var borrowers = Enumerable.Range(0, 100).Select(i => Borrower($"B{i:000}")).ToArray();
        await SubmitAllAsync(borrowers.Select(b => SetLimit(b, 100)));
        var tasks = borrowers
            .Select(
                (b, i) =>
                    Writer
                        .SubmitAsync(
                            i == 50 ? Draw(b, 101)
                            : i == 70 ? Make(NextId(), b, null, "fails", _ => throw new DivideByZeroException())
                            : Draw(b, 10)
                        )
                        .AsTask()
            )
            .ToArray();

        await Should.ThrowAsync<DivideByZeroException>(() => tasks[70]);
        for (var i = 0; i < borrowers.Length; i++)
        {
            if (i != 70)
            {
                (await tasks[i]).Answer.IsOk.ShouldBe(i != 50);
            }

            (await Store.ReadBorrowerAsync(borrowers[i]))!.Row.DrawnMinorUnits.ShouldBe(i is 50 or 70 ? 0 : 10);
        }
    }

    [Fact]
    public async Task An_event_of_ten_megabytes_is_refused_and_nothing_is_written()
    {
        await Writer.SubmitAsync(SetLimit(B1, 100));
        var large = Make(
            NextId(),
            B1,
            "key",
            "large",
            state => new CommandEffect<SmallLine>(
                state with
                {
                    Drawn = 5,
                },
                [Event("drawn", new SmallEvent(0, 5)), new EventToAppend("note", 1, new byte[10_000_000])],
                [],
                [new OutboxDraft("notes", [])]
            )
        );
        var messages = (await Store.ReadOutboxAsync(10)).Count;
        var outcomes = await SubmitAllAsync([large, Draw(B1, 10)]);

        outcomes[0]
            .Answer.Refusal.ShouldBe(
                Refusal.TooLarge("event-too-large", ("type", "note"), ("bytes", "10000000"), ("most", "1048576"))
            );
        outcomes[1].Text().ShouldBe("drawn 10");
        (await Store.ReadOutboxAsync(10)).Count.ShouldBe(messages);
        await Store.ShouldAgreeAsync(B1);
    }

    [Fact]
    public async Task An_event_at_the_limit_of_size_and_an_empty_answer_are_kept()
    {
        var data = new byte[1 << 20];
        Array.Fill(data, (byte)' ');
        """{"Limit":0,"Drawn":0}"""u8.CopyTo(data);
        var command = Make(
            NextId(),
            B1,
            "key",
            "note",
            state => new CommandEffect<SmallLine>(
                state with
                {
                    Draws = 1,
                },
                [new EventToAppend("note", 2, data)],
                [],
                []
            )
        );
        (await Writer.SubmitAsync(command)).Answer.Value.ShouldBeEmpty();
        (await Writer.SubmitAsync(command)).Answer.Value.ShouldBeEmpty();

        var stored = (await Store.ReadEventsAsync(B1, 0, 10)).ShouldHaveSingleItem();
        stored.Data.ShouldBe(data);
        stored.Release.ShouldBeNull();
        await Store.ShouldAgreeAsync(B1);
    }

    [Fact]
    public async Task A_command_without_events_keeps_its_answer_and_sends_its_messages()
    {
        var command = Make(
            NextId(),
            B1,
            "key",
            "ask",
            state => new CommandEffect<SmallLine>(state, [], Bytes("told"), [new OutboxDraft("notes", Bytes("hello"))])
        );
        (await Writer.SubmitAsync(command)).ShouldSatisfyAllConditions(
            outcome => outcome.Text().ShouldBe("told"),
            outcome => outcome.Version.ShouldBe(0)
        );
        (await Writer.SubmitAsync(command)).Repeated.ShouldBeTrue();

        (await Store.ReadOutboxAsync(10)).ShouldHaveSingleItem().Body.ShouldBe(Bytes("hello"));
        (await Store.ReadBorrowerAsync(B1)).ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("with space")]
    [InlineData("键")]
    public async Task A_key_that_is_empty_or_not_visible_ascii_is_refused(string key)
    {
        var outcome = await Writer.SubmitAsync(SetLimit(B1, 1, key));

        outcome.Answer.Refusal!.Code.ShouldBe("idempotency-key-malformed");
    }

    [Fact]
    public async Task A_command_given_up_before_it_began_is_not_done()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() =>
            Writer.SubmitAsync(SetLimit(B1, 1), cancelled.Token).AsTask()
        );
        (await Writer.SubmitAsync(SetLimit(B1, 2))).Version.ShouldBe(1);
    }

    [Fact]
    public async Task A_stopped_writer_finishes_what_it_took_and_refuses_the_rest()
    {
        var taken = Enumerable
            .Range(0, 50)
            .Select(i => Writer.SubmitAsync(SetLimit(Borrower($"B{i}"), 1)).AsTask())
            .ToArray();
        await Writer.DisposeAsync();

        (await Task.WhenAll(taken)).ShouldAllBe(outcome => outcome.Answer.IsOk);
        (await Writer.SubmitAsync(SetLimit(B1, 2))).Answer.Refusal!.Code.ShouldBe("store-writer-stopped");
        Writer = await StartWriterAsync();
    }

    [Fact]
    public async Task What_was_written_is_read_by_a_writer_that_knows_no_states()
    {
        await Writer.SubmitAsync(SetLimit(B1, 100));
        await Writer.SubmitAsync(Draw(B1, 10));
        await using var other = await StartWriterAsync();

        (await other.SubmitAsync(Draw(B1, 5))).Text().ShouldBe("drawn 15");
        (await Writer.SubmitAsync(Draw(B1, 1))).Text().ShouldBe("drawn 16");
    }

    [Fact]
    public async Task A_refusal_is_decided_on_what_another_writer_has_written_meanwhile()
    {
        await Writer.SubmitAsync(SetLimit(B1, 100));
        await using var other = await StartWriterAsync();
        await other.SubmitAsync(SetLimit(B1, 1000));

        (await Writer.SubmitAsync(Draw(B1, 500))).Text().ShouldBe("drawn 500");
        (await other.SubmitAsync(Draw(B1, 600))).Answer.Refusal.ShouldBe(
            Refusal.Rule("over-limit", ("headroom", "500"))
        );
        await Store.ShouldAgreeAsync(B1);
    }

    [Fact]
    public async Task A_version_that_was_taken_for_granted_is_read_again_before_it_is_called_stale()
    {
        await Writer.SubmitAsync(SetLimit(B1, 100));
        await using var other = await StartWriterAsync();
        await other.SubmitAsync(Draw(B1, 10));

        var met = await Writer.SubmitAsync(Draw(B1, 10) with { ExpectedVersion = 2 });
        met.Text().ShouldBe("drawn 20");
    }

    [Fact]
    public async Task A_command_that_was_refused_is_repeated_even_where_its_version_is_stale_by_now()
    {
        await Writer.SubmitAsync(SetLimit(B1, 100));
        var draw = Draw(B1, 10) with { ExpectedVersion = 1 };
        await Writer.SubmitAsync(draw);
        await Writer.SubmitAsync(Draw(B1, 20));

        var repeated = await Writer.SubmitAsync(draw);
        (repeated.Repeated, repeated.Text()).ShouldBe((true, "drawn 10"));
    }
}
