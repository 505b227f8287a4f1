using System.Net;
using System.Net.Sockets;
using Headroom.Product.Tests.Architecture;

namespace Headroom.Product.Tests.CommandLine;

/// <summary>Each wrong input gets one clear message with its place and cure, a stable code, an exit code, and no stack trace.</summary>
public sealed class WrongInputTests : IDisposable
{
    private readonly TestStore _store = TestStore.Sqlite();

    private static string Plain => Path.Combine(Repository.Root, "samples", "plain.csv");
    private static string Mapping => Path.Combine(Repository.Root, "samples", "plain.yaml");

    public void Dispose() => _store.Dispose();

    [Theory]
    [InlineData(2, "file-not-found", "import", "nowhere.csv", "--mapping", "MAPPING", "--store", "STORE")]
    [InlineData(2, "mapping-not-found", "import", "PLAIN", "--mapping", "nowhere.yaml", "--store", "STORE")]
    [InlineData(2, "mapping-", "import", "PLAIN", "--mapping", "PLAIN", "--store", "STORE")]
    [InlineData(2, "borrower-id-malformed", "explain", "not an id", "--store", "STORE")]
    [InlineData(2, "store-not-found", "explain", "P-1001", "--store", "STORE")]
    [InlineData(2, "store-not-found", "verify", "--store", "STORE")]
    [InlineData(2, "store-not-headroom", "verify", "--store", "PLAIN")]
    [InlineData(4, "store-unreachable", "review", "--store", "postgres://nobody@127.0.0.1:1/lines")]
    [InlineData(2, "store-not-found", "review", "--store", "STORE")]
    [InlineData(2, "pack-not-found", "serve", "--store", "STORE", "--pack", "nowhere", "--port", "0", "--no-browser")]
    [InlineData(2, "pack-empty", "serve", "--store", "STORE", "--pack", "SAMPLES", "--port", "0", "--no-browser")]
    [InlineData(2, "pack-empty", "policy", "check", "SAMPLES")]
    [InlineData(2, "dmn-decision-not-found", "dmn", "eval", "LIMIT", "--decision", "Nothing")]
    [InlineData(2, "json-malformed", "dmn", "eval", "LIMIT", "--decision", "Grade", "--input", "{")]
    [InlineData(2, "dmn-input-not-found", "dmn", "eval", "LIMIT", "--decision", "Grade", "--input", "{\"nothing\":1}")]
    [InlineData(2, "json-malformed", "dmn", "eval", "LIMIT", "--decision", "Grade", "--input", "[1]")]
    [InlineData(2, "json-malformed", "dmn", "eval", "LIMIT", "--decision", "Grade", "--input", "{\"a\":1,\"a\":2}")]
    [InlineData(2, "file-not-found", "dmn", "eval", "LIMIT", "--decision", "Grade", "--input", "@nowhere.json")]
    [InlineData(2, "file-not-found", "dmn", "check", "nowhere.dmn")]
    [InlineData(2, "dmn-model-invalid", "dmn", "eval", "PLAIN", "--decision", "Grade")]
    [InlineData(2, "folder-not-found", "dmn", "tck", "nowhere")]
    public async Task A_wrong_argument_is_named(int exit, string code, params string[] arguments)
    {
        var (actual, _, errors) = await HeadroomProcess.RunAsync([.. arguments.Select(Fill)]);
        Holds(errors, code);
        actual.ShouldBe(exit, errors);
    }

    [Theory]
    [InlineData("Required command was not provided")]
    [InlineData("'frobnicate'", "frobnicate")]
    [InlineData("'--nothing'", "review", "--nothing")]
    [InlineData("--mapping", "import", "a.csv")]
    [InlineData("'weather'", "review", "--trigger", "weather")]
    [InlineData("'fr'", "explain", "P-1", "--lang", "fr")]
    [InlineData("--port is 65536; it must be from 0 to 65535", "serve", "--port", "65536")]
    [InlineData("--port is -1;", "demo", "--port", "-1")]
    [InlineData("--host is nowhere; it must be an address", "serve", "--host", "nowhere")]
    [InlineData("--borrowers is 0; it must be from 1 to 1000000", "demo", "--borrowers", "0")]
    public async Task A_wrong_command_line_is_named_and_help_is_offered(string named, params string[] arguments)
    {
        var (exit, _, errors) = await HeadroomProcess.RunAsync(arguments);
        exit.ShouldBe(2);
        errors.ShouldContain(named);
        errors.ShouldContain("--help");
    }

    [Fact]
    public async Task An_unknown_borrower_is_named_in_the_readers_language()
    {
        await ImportPlain();
        var (exit, _, errors) = await HeadroomProcess.RunAsync(
            "explain",
            "NOBODY",
            "--store",
            _store.Text,
            "--lang",
            "zh"
        );
        exit.ShouldBe(2);
        errors.ShouldContain("没有借款人 NOBODY");
        Holds(errors, "borrower-not-found");
    }

    [Fact]
    public async Task A_file_without_the_columns_of_the_mapping_makes_no_store()
    {
        var csv = _store.File("other.csv");
        await File.WriteAllTextAsync(csv, "name,colour\nA,blue\n");
        var (exit, _, errors) = await HeadroomProcess.RunAsync(
            "import",
            csv,
            "--mapping",
            Mapping,
            "--store",
            _store.Text
        );
        exit.ShouldBe(2);
        Holds(errors, "mapping-expression-malformed");
        File.Exists(_store.Text).ShouldBeFalse();
    }

    [Fact]
    public async Task A_bad_row_is_named_by_line_and_column_and_nothing_is_imported()
    {
        var csv = _store.File("bad.csv");
        var lines = await File.ReadAllLinesAsync(Plain);
        lines[3] = lines[3].Replace("80000", "eighty thousand", StringComparison.Ordinal);
        await File.WriteAllLinesAsync(csv, lines);
        var (exit, output, errors) = await HeadroomProcess.RunAsync([
            "import",
            csv,
            "--mapping",
            Mapping,
            "--store",
            _store.Text,
        ]);
        exit.ShouldBe(2);
        errors.ShouldContain("4");
        errors.ShouldContain("limit");
        output.ShouldContain("stopped with 0 imported");

        var skipped = await HeadroomProcess.JsonAsync(
            "import",
            csv,
            "--mapping",
            Mapping,
            "--store",
            _store.Text,
            "--bad-rows",
            "skip"
        );
        skipped.GetProperty("imported").GetInt64().ShouldBe(lines.Length - 2);
        var problem = skipped.GetProperty("problems")[0];
        problem.GetProperty("code").GetString().ShouldBe("import-number-malformed");
        problem.GetProperty("parameters").GetProperty("value").GetString().ShouldBe("eighty thousand");
        problem.GetProperty("message").GetString().ShouldNotBeNull().ShouldStartWith("Line 4, column limit");
    }

    [Fact]
    public async Task A_locked_store_is_named_and_keeps_what_it_has()
    {
        await ImportPlain();
        await using var other = await _store.OpenFileAsync();
        await using var lockIt = other.CreateCommand();
        lockIt.CommandText = "begin exclusive";
        await lockIt.ExecuteNonQueryAsync();
        var (exit, _, errors) = await HeadroomProcess.RunAsync("review", "--store", _store.Text);
        exit.ShouldBe(4, errors);
        Holds(errors, "store-locked");
    }

    [Fact]
    public async Task A_damaged_store_is_named()
    {
        await ImportPlain();
        var bytes = await File.ReadAllBytesAsync(_store.Text);
        bytes.AsSpan(8192).Fill(0xa5);
        await File.WriteAllBytesAsync(_store.Text, bytes);
        var (exit, _, errors) = await HeadroomProcess.RunAsync("verify", "--store", _store.Text);
        exit.ShouldBe(4, errors);
        Holds(errors, "store-corrupt");
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var (exit, _, errors) = await HeadroomProcess.RunAsync(
            "serve",
            "--store",
            _store.Text,
            "--port",
            $"{port}",
            "--no-browser"
        );
        exit.ShouldBe(4, errors);
        Holds(errors, "port-taken");
        errors.ShouldContain($"{port}");
    }

    [Fact]
    public async Task A_pack_that_does_not_pass_its_own_check_does_not_go_live()
    {
        await ImportPlain();
        var pack = PackWith("limit.dmn", "<text>[650..700)</text>", "<text>[650..690)</text>");
        var (checkedExit, findings, _) = await HeadroomProcess.RunAsync("policy", "check", pack);
        checkedExit.ShouldBe(1, findings);
        var (exit, _, errors) = await HeadroomProcess.RunAsync("review", "--store", _store.Text, "--pack", pack);
        exit.ShouldBe(2);
        Holds(errors, "pack-invalid");
        errors.ShouldContain("case-failed");
        (await HeadroomProcess.RunAsync("review", "--store", _store.Text)).Exit.ShouldBe(0);
    }

    [Fact]
    public async Task A_pack_with_a_bad_cell_is_named_by_file_rule_and_column_and_decides_nothing()
    {
        await ImportPlain();
        var pack = PackWith("limit.dmn", "<text>[650..700)</text>", "<text>[650..700</text>");
        var (checkedExit, findings, _) = await HeadroomProcess.RunAsync("policy", "check", pack);
        checkedExit.ShouldBe(1);
        findings.ShouldContain("limit.dmn");
        findings.ShouldContain("rule");
        var (exit, _, errors) = await HeadroomProcess.RunAsync("review", "--store", _store.Text, "--pack", pack);
        exit.ShouldBe(2, errors);
        Holds(errors, "pack-invalid");
        var verified = await HeadroomProcess.JsonAsync("verify", "--store", _store.Text);
        verified.GetProperty("decisions").GetInt64().ShouldBe(0);
    }

    [Fact]
    public async Task An_error_can_be_read_by_a_machine()
    {
        var (exit, output, errors) = await HeadroomProcess.RunAsync("verify", "--store", _store.Text, "--json");
        exit.ShouldBe(2);
        output.ShouldBeEmpty();
        using var document = System.Text.Json.JsonDocument.Parse(errors);
        var error = document.RootElement.GetProperty("error");
        error.GetProperty("code").GetString().ShouldBe("store-not-found");
        error.GetProperty("message").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_wrong_command_line_can_be_read_by_a_machine()
    {
        var (exit, _, errors) = await HeadroomProcess.RunAsync("verify", "--stroe", _store.Text, "--json");
        exit.ShouldBe(2);
        using var document = System.Text.Json.JsonDocument.Parse(errors);
        var error = document.RootElement.GetProperty("error");
        error.GetProperty("code").GetString().ShouldBe("command-line-malformed");
        error.GetProperty("message").GetString()!.ShouldContain("'--stroe'");
    }

    private static void Holds(string errors, string code)
    {
        errors.ShouldContain("[" + code);
        errors.ShouldNotContain("   at ");
        errors.ShouldNotContain("internal-error");
    }

    private string Fill(string argument) =>
        argument switch
        {
            "STORE" => _store.Text,
            "PLAIN" => Plain,
            "MAPPING" => Mapping,
            "SAMPLES" => Path.GetDirectoryName(Plain)!,
            "LIMIT" => Path.Combine(Repository.Root, "policies", "cn-consumer", "limit.dmn"),
            _ => argument,
        };

    private Task<System.Text.Json.JsonElement> ImportPlain() =>
        HeadroomProcess.JsonAsync("import", Plain, "--mapping", Mapping, "--store", _store.Text);

    private string PackWith(string file, string text, string replacement)
    {
        var source = Path.Combine(Repository.Root, "policies", "cn-consumer");
        var target = _store.File("pack");
        foreach (var path in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(source, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }

        var changed = Path.Combine(target, file);
        var content = File.ReadAllText(changed);
        content.ShouldContain(text);
        File.WriteAllText(changed, content.Replace(text, replacement, StringComparison.Ordinal));
        return target;
    }
}
