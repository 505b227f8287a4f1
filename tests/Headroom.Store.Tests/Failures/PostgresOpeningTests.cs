using Headroom.Primitives;
using Headroom.Testing;
using Npgsql;
using static Headroom.Store.Tests.SmallCommands;

namespace Headroom.Store.Tests.Failures;

public sealed class PostgresOpeningTests(PostgresFixture postgres)
{
    [Theory]
    [InlineData("postgres://ann:se%3Acret@db.example:5433/lines?sslmode=disable", "db.example:5433/lines")]
    [InlineData("postgresql://ann@db.example/lines", "db.example:5432/lines")]
    [InlineData("postgres://ann@/lines?host=/run/postgresql", "/run/postgresql:5432/lines")]
    [InlineData("Host=db.example;Username=ann;Password=se:cret;Database=lines", "db.example:5432/lines")]
    [InlineData("Database=lines;Host=db.example;Username=ann", "db.example:5432/lines")]
    public void An_address_or_a_connection_string_names_a_server(string text, string place)
    {
        PostgresAddress.Names(text).ShouldBeTrue();
        var address = PostgresAddress.Parse(text, TimeSpan.FromSeconds(5));

        address.Place.ShouldBe(place);
        var builder = new NpgsqlConnectionStringBuilder(address.ConnectionString);
        builder.Username.ShouldBe("ann");
        builder.Password.ShouldBe(text.Contains("cret", StringComparison.Ordinal) ? "se:cret" : null);
    }

    [Theory]
    [InlineData("headroom.db")]
    [InlineData("/var/lib/host.db")]
    [InlineData("C:\\data\\headroom.db")]
    public void A_path_names_no_server(string text) => PostgresAddress.Names(text).ShouldBeFalse();

    [Theory]
    [InlineData("postgres://ann:secret@db.example:notaport/lines")]
    [InlineData("postgres://ann:secret@db.example/lines?colour=red")]
    [InlineData("Host=db.example;Password=secret;Colour=red")]
    [InlineData("postgres://")]
    [InlineData("Host=;Password=secret")]
    public async Task A_malformed_address_is_refused_without_repeating_its_secrets(string text)
    {
        var failure = await Should.ThrowAsync<StoreException>(() => StoreOpener.OpenAsync(text));

        failure.Refusal.Code.ShouldBe("store-text-malformed");
        failure.ToString().ShouldNotContain("secret");
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_unreachable() =>
        (await FailureAsync("Host=/nowhere;Username=ann;Password=secret;Database=lines")).ShouldBe(
            Refusal.Unavailable("store-unreachable", ("store", "/nowhere:5432/lines"))
        );

    [Fact]
    public async Task A_wrong_password_is_denied_and_not_repeated()
    {
        var failure = await Should.ThrowAsync<StoreException>(() =>
            StoreOpener.OpenAsync(postgres.Server.ConnectionString("postgres", "not-the-password"))
        );

        failure.Refusal.Code.ShouldBe("store-access-denied");
        failure.ToString().ShouldNotContain("not-the-password");
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_named() =>
        (await FailureAsync(postgres.Server.ConnectionString("nobody_made_it"))).ShouldSatisfyAllConditions(
            refusal => refusal.Code.ShouldBe("store-database-missing"),
            refusal => refusal.Parameters[0].Value.ShouldEndWith("/nobody_made_it")
        );

    [Fact]
    public async Task A_store_of_a_newer_headroom_is_refused()
    {
        var database = await postgres.CreateDatabaseAsync();
        await (await StoreOpener.OpenAsync(database)).DisposeAsync();
        await ExecuteAsync(database, "INSERT INTO headroom_schema VALUES (99, now())");

        (await FailureAsync(database)).ShouldBe(
            Refusal.Conflict("store-newer-schema", ("found", "99"), ("known", "5"))
        );
    }

    [Fact]
    public async Task A_database_whose_tables_are_something_elses_is_refused()
    {
        var database = await postgres.CreateDatabaseAsync();
        await ExecuteAsync(database, "CREATE TABLE events (title text)");

        (await FailureAsync(database)).ShouldSatisfyAllConditions(
            refusal => refusal.Code.ShouldBe("store-not-headroom"),
            refusal => refusal.Kind.ShouldBe(RefusalKind.Invalid)
        );
    }

    [Fact]
    public async Task A_database_that_may_only_be_read_is_refused()
    {
        var database = await postgres.CreateDatabaseAsync();

        (await FailureAsync(database + ";Options=-c default_transaction_read_only=on")).Code.ShouldBe(
            "store-read-only"
        );
    }

    [Fact]
    public async Task A_row_that_another_process_holds_is_locked_and_is_written_when_it_lets_go()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var store = await StoreOpener.OpenAsync(
            database,
            new StoreOptions { LockWait = TimeSpan.FromMilliseconds(10) }
        );
        await using var writer = await CommandWriter.StartAsync(store, new SmallLineModel(), TimeProvider.System);
        var borrower = Borrower("B1");
        await writer.SubmitAsync(SetLimit(borrower, 1));
        await using var source = NpgsqlDataSource.Create(database);
        await using var other = await source.OpenConnectionAsync();
        await using var held = await other.BeginTransactionAsync();
        await using (var command = new NpgsqlCommand("SELECT 1 FROM borrowers FOR UPDATE", other))
        {
            await command.ExecuteScalarAsync();
        }

        (await writer.SubmitAsync(SetLimit(borrower, 2))).Answer.Refusal!.Code.ShouldBe("store-locked");
        await held.RollbackAsync();
        (await writer.SubmitAsync(SetLimit(borrower, 3))).Version.ShouldBe(2);
    }

    [Fact]
    public async Task A_row_that_is_held_refuses_nobody_else()
    {
        var database = await postgres.CreateDatabaseAsync();
        var options = new StoreOptions { LockWait = TimeSpan.FromMilliseconds(10), PostgresSessions = 1 };
        await using var store = await StoreOpener.OpenAsync(database, options);
        await using var writer = await CommandWriter.StartAsync(store, new SmallLineModel(), TimeProvider.System);
        var borrowers = Enumerable.Range(0, 9).Select(i => Borrower($"B{i}")).ToArray();
        await Task.WhenAll(borrowers.Select(b => writer.SubmitAsync(SetLimit(b, 1)).AsTask()));
        await using var source = NpgsqlDataSource.Create(database);
        await using var other = await source.OpenConnectionAsync();
        await using var held = await other.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand("SELECT 1 FROM borrowers WHERE borrower = 'B3' FOR UPDATE", other))
        {
            await hold.ExecuteScalarAsync();
        }

        var outcomes = await Task.WhenAll(borrowers.Select(b => writer.SubmitAsync(SetLimit(b, 2)).AsTask()));
        outcomes[3].Answer.Refusal!.Code.ShouldBe("store-locked");
        outcomes.Where((_, i) => i != 3).ShouldAllBe(outcome => outcome.Answer.IsOk);
    }

    [Fact]
    public async Task A_server_that_is_behind_what_is_known_gets_no_history_with_a_hole()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var store = await StoreOpener.OpenAsync(database);
        await using var writer = await CommandWriter.StartAsync(store, new SmallLineModel(), TimeProvider.System);
        var borrower = Borrower("B1");
        await writer.SubmitAsync(SetLimit(borrower, 10));
        await ExecuteAsync(database, "CREATE TABLE earlier AS SELECT * FROM borrowers");
        await writer.SubmitAsync(Draw(borrower, 7));

        // As after a standby took over that had not got the last commit.
        await ExecuteAsync(
            database,
            "DELETE FROM events WHERE version = 2; DELETE FROM answers WHERE version = 2; "
                + "UPDATE borrowers SET version = e.version, state = e.state FROM earlier e"
        );
        (await writer.SubmitAsync(Draw(borrower, 4))).Text().ShouldBe("drawn 4");
        (await store.ReadEventsAsync(borrower, 0, 9)).Select(stored => stored.Version).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task A_server_that_crashes_loses_nothing_and_the_writer_connects_again()
    {
        Assert.SkipWhen(PostgresServer.Binaries is null, "PostgreSQL is not installed.");
        await using var server = await PostgresServer.StartAsync();
        await using var store = await StoreOpener.OpenAsync(server.Administration);
        await using var writer = await CommandWriter.StartAsync(store, new SmallLineModel(), TimeProvider.System);
        var borrower = Borrower("B1");
        await writer.SubmitAsync(SetLimit(borrower, 100));
        var draws = Enumerable.Range(0, 40).Select(i => Draw(Borrower("B1"), 1, $"key-{i}")).ToArray();
        await writer.SubmitAsync(draws[0]);
        await server.StopAsync("immediate");

        var refused = await Task.WhenAll(draws.Select(draw => writer.SubmitAsync(draw).AsTask()));
        refused.ShouldAllBe(outcome => outcome.Answer.Refusal!.Code == "store-unreachable");
        (await Should.ThrowAsync<StoreException>(() => store.CheckHealthAsync().AsTask())).Refusal.Code.ShouldBe(
            "store-unreachable"
        );

        await server.StartAgainAsync();
        var answered = await Task.WhenAll(draws.Select(draw => writer.SubmitAsync(draw).AsTask()));
        answered.Count(outcome => outcome.Repeated).ShouldBe(1);
        (await store.ReadBorrowerAsync(borrower))!.Row.DrawnMinorUnits.ShouldBe(40);
    }

    private static async Task ExecuteAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<Refusal> FailureAsync(string store) =>
        (await Should.ThrowAsync<StoreException>(() => StoreOpener.OpenAsync(store))).Refusal;
}
