using System.Text.Json;
using Headroom.Product.Tests.Architecture;

namespace Headroom.Product.Tests.CommandLine;

/// <summary>A store with the plain sample, reviewed, whose P-1001 can draw; the business date is 2024-06-30.</summary>
internal sealed class LoanScene : IDisposable
{
    public const string Borrower = "P-1001";
    private readonly TestStore _store = TestStore.Sqlite();

    public string Store => _store.Text;

    public static async Task<LoanScene> OpenAsync()
    {
        var scene = new LoanScene();
        var samples = Path.Combine(Repository.Root, "samples");
        await scene.JsonAsync(
            "import",
            Path.Combine(samples, "plain.csv"),
            "--mapping",
            Path.Combine(samples, "plain.yaml")
        );
        await scene.JsonAsync("review");
        return scene;
    }

    public string File(string name, string content)
    {
        var path = _store.File(name);
        System.IO.File.WriteAllText(path, content);
        return path;
    }

    /// <summary>Draws 6,000 over six equal instalments; gives the loan.</summary>
    public async Task<string> DrawAsync()
    {
        string[] plan = ["--amount", "6000", "--purpose", "travel", "--instalments", "6"];
        var quote = await JsonAsync(["loan", "quote", Borrower, .. plan]);
        var hash = quote.GetProperty("hash").GetString()!;
        var drawn = await JsonAsync(["loan", "draw", Borrower, .. plan, "--sign", hash]);
        return drawn.GetProperty("loan").GetString()!;
    }

    public Task<JsonElement> JsonAsync(params string[] arguments) =>
        HeadroomProcess.JsonAsync([.. arguments, "--store", Store]);

    public Task<(int Exit, string Output, string Errors)> RunAsync(params string[] arguments) =>
        HeadroomProcess.RunAsync([.. arguments, "--store", Store]);

    public void Dispose() => _store.Dispose();
}
