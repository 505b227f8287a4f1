using Headroom.Primitives;
using static Headroom.Store.Tests.SmallCommands;

namespace Headroom.Store.Tests.Failures;

public sealed class SqliteOpeningTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("headroom.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_that_is_not_there_is_made_or_refused_as_asked()
    {
        (await FailureAsync(Path, new StoreOptions { Create = false })).ShouldBe(
            Refusal.NotFound("store-not-found", ("store", Path))
        );
        await (await StoreOpener.OpenAsync(Path)).DisposeAsync();

        File.Exists(Path).ShouldBeTrue();
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_refused() =>
        (await FailureAsync(_folder.File("missing/headroom.db"))).Code.ShouldBe("store-cannot-open");

    [Fact]
    public async Task A_folder_is_no_store() => (await FailureAsync(_folder.Path)).Code.ShouldBe("store-cannot-open");

    [Fact]
    public async Task A_text_file_is_no_store()
    {
        await File.WriteAllTextAsync(Path, new string('x', 10_000));

        (await FailureAsync(Path)).ShouldBe(Refusal.Invalid("store-not-headroom", ("store", Path)));
    }

    [Fact]
    public async Task A_database_of_something_else_is_no_store_and_is_left_as_it_was()
    {
        using (var other = Connect())
        {
            other.Execute("CREATE TABLE recipes (name TEXT)");
        }

        (await FailureAsync(Path)).Code.ShouldBe("store-not-headroom");
        using var after = Connect();
        after.Number("SELECT count(*) FROM sqlite_master").ShouldBe(1);
    }

    [Fact]
    public async Task A_store_of_a_newer_headroom_is_refused_and_left_as_it_was()
    {
        await (await StoreOpener.OpenAsync(Path)).DisposeAsync();
        using (var connection = Connect())
        {
            connection.Execute("INSERT INTO headroom_schema VALUES (99, 0)");
        }

        (await FailureAsync(Path)).ShouldBe(Refusal.Conflict("store-newer-schema", ("found", "99"), ("known", "5")));
    }

    [Fact]
    public async Task A_copy_of_a_store_can_be_written_to()
    {
        await (await StoreOpener.OpenAsync(Path)).DisposeAsync();
        var copy = _folder.File("copy.db");
        using (var connection = Connect())
        {
            connection.Execute($"VACUUM INTO '{copy}'");
        }

        await using var store = await StoreOpener.OpenAsync(copy);
        await using var writer = await CommandWriter.StartAsync(store, new SmallLineModel(), TimeProvider.System);
        (await writer.SubmitAsync(SetLimit(Borrower("B1"), 1))).Text().ShouldBe("limit is 1");
    }

    [Fact]
    public async Task An_answer_that_cannot_be_read_is_the_failure_of_its_command_alone()
    {
        await using var store = await StoreOpener.OpenAsync(Path);
        await using var writer = await CommandWriter.StartAsync(
            store,
            new SmallLineModel(),
            TimeProvider.System,
            new WriterOptions { BatchCommandsMax = 1 }
        );
        var first = SetLimit(Borrower("B1"), 1);
        await writer.SubmitAsync(first);
        using (var connection = Connect())
        {
            connection.Execute("UPDATE answers SET input_hash = x'00'");
        }

        await Should.ThrowAsync<Exception>(async () => await writer.SubmitAsync(first));
        (await writer.SubmitAsync(SetLimit(Borrower("B2"), 2))).Text().ShouldBe("limit is 2");
    }

    [Fact]
    public async Task A_damaged_store_says_so()
    {
        await using (var store = await StoreOpener.OpenAsync(Path))
        {
            await using var writer = await CommandWriter.StartAsync(store, new SmallLineModel(), TimeProvider.System);
            await writer.SubmitAsync(SetLimit(Borrower("B1"), 1));
        }

        await using (var file = File.OpenWrite(Path))
        {
            var rubbish = new byte[file.Length - 4096];
            Array.Fill(rubbish, (byte)0xA5);
            file.Position = 4096;
            await file.WriteAsync(rubbish);
        }

        (await FailureAsync(Path)).ShouldBe(Refusal.Unavailable("store-corrupt", ("store", Path)));
    }

    [Fact]
    public async Task A_store_that_another_process_holds_is_locked_and_writes_again_when_it_lets_go()
    {
        await using var store = await StoreOpener.OpenAsync(
            Path,
            new StoreOptions { LockWait = TimeSpan.FromMilliseconds(10) }
        );
        await using var writer = await CommandWriter.StartAsync(store, new SmallLineModel(), TimeProvider.System);
        var command = SetLimit(Borrower("B1"), 1);
        using (var other = Connect())
        {
            other.Execute("BEGIN IMMEDIATE");
            (await writer.SubmitAsync(command)).Answer.Refusal.ShouldBe(
                Refusal.Unavailable("store-locked", ("store", Path))
            );
            (await store.ReadBorrowerAsync(Borrower("B1"))).ShouldBeNull();
        }

        (await writer.SubmitAsync(command)).ShouldSatisfyAllConditions(
            outcome => outcome.Answer.IsOk.ShouldBeTrue(),
            outcome => outcome.Repeated.ShouldBeFalse()
        );
    }

    [Fact]
    public async Task A_store_on_a_disk_that_can_only_be_read_is_refused()
    {
        using var disk = SmallDisk.Mount(8);
        var path = System.IO.Path.Combine(disk.Path, "headroom.db");
        await (await StoreOpener.OpenAsync(path)).DisposeAsync();
        disk.MakeReadOnly();

        (await FailureAsync(path)).ShouldBe(Refusal.Unavailable("store-read-only", ("store", path)));
    }

    [Fact]
    public async Task A_file_that_its_user_may_only_read_is_refused()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "Root may write to any file.");
        await File.WriteAllBytesAsync(Path, []);
        File.SetAttributes(Path, FileAttributes.ReadOnly);

        (await FailureAsync(Path)).Code.ShouldBe("store-read-only");
    }

    [Fact]
    public async Task An_empty_text_names_no_store() => (await FailureAsync("")).Code.ShouldBe("store-text-malformed");

    private SqliteConnection Connect() => SqliteConnection.Open(Path, create: true, TimeSpan.Zero);

    private static async Task<Refusal> FailureAsync(string store, StoreOptions? options = null) =>
        (await Should.ThrowAsync<StoreException>(() => StoreOpener.OpenAsync(store, options))).Refusal;
}
