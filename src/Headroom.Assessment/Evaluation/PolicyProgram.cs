using System.Text;
using Headroom.Dmn;
using Headroom.Scoring;

namespace Headroom.Assessment;

/// <summary>A checked pack, compiled: the decisions, the models, the texts and the caps.</summary>
internal sealed class PolicyProgram
{
    /// <summary>What a trace calls the model.</summary>
    public const string ScoreName = "score";

    private PolicyProgram(
        PackDefinition pack,
        TextTable texts,
        LegalCaps caps,
        DmnModel decisions,
        PmmlModel person,
        PmmlModel enterprise
    )
    {
        Pack = pack;
        Texts = texts;
        Caps = caps;
        Decisions = decisions;
        Person = person;
        Enterprise = enterprise;
        Reasons = new ReasonBook(texts, pack.Reasons);
        OwnCurrency = pack.Currencies[pack.Currency.Code];
    }

    public PackDefinition Pack { get; }

    public TextTable Texts { get; }

    public LegalCaps Caps { get; }

    public ReasonBook Reasons { get; }

    public CurrencyRule OwnCurrency { get; }

    public DmnModel Decisions { get; }

    public PmmlModel Person { get; }

    public PmmlModel Enterprise { get; }

    public PolicyWorkspace CreateWorkspace() => new(this);

    /// <summary>Reads, checks and compiles a pack; null after saying what is wrong.</summary>
    public static PolicyProgram? Compile(IReadOnlyDictionary<string, byte[]> files, PackDiagnostics diagnostics)
    {
        if (PackReader.Read(files, diagnostics) is not { } pack)
        {
            return null;
        }

        var texts = TextTable.Read(pack.Files, files, diagnostics);
        var caps = LegalCaps.Read(pack.Files.Caps, files, diagnostics);
        var decisions = CompileDecisions(pack, files, diagnostics);
        var person = CompileModel(pack.Score.PersonFile, files, diagnostics);
        var enterprise = CompileModel(pack.Score.EnterpriseFile, files, diagnostics);
        if (texts is null || caps is null || decisions is null || person is null || enterprise is null)
        {
            return null;
        }

        PackCheck(
            pack,
            texts,
            caps,
            files,
            [(pack.Score.PersonFile, person), (pack.Score.EnterpriseFile, enterprise)],
            diagnostics
        );
        return diagnostics.AnyError ? null : new PolicyProgram(pack, texts, caps, decisions, person, enterprise);
    }

    private static void PackCheck(
        PackDefinition pack,
        TextTable texts,
        LegalCaps caps,
        IReadOnlyDictionary<string, byte[]> files,
        (string File, PmmlModel Model)[] models,
        PackDiagnostics diagnostics
    )
    {
        var vocabulary = new VocabularyCheck(pack, texts, diagnostics);
        var written = pack.Files.Decisions.Select(file => TableReader.Read(file, files[file])).ToList();
        vocabulary.Roles([.. written.SelectMany(one => one.Decisions)]);
        vocabulary.Inputs([.. written.SelectMany(one => one.Inputs)]);
        vocabulary.Placeholders();
        foreach (var (file, model) in models)
        {
            vocabulary.Model(file, model, files[file]);
        }

        foreach (var code in ReasonCodes.All)
        {
            vocabulary.Text("reason." + code, PackReader.FileName, null, "the engine's reasons");
        }

        foreach (var action in Enum.GetValues<DecisionAction>())
        {
            vocabulary.Text("action." + action.Code(), PackReader.FileName, null, "the actions");
        }

        foreach (var (name, line) in caps.Names)
        {
            vocabulary.Text("cap." + name, pack.Files.Caps, line, name);
            vocabulary.Text("reason." + ReasonCodes.OfCap(name), pack.Files.Caps, line, name);
        }

        foreach (var lever in pack.Levers)
        {
            vocabulary.Text("remedy." + lever.Name, PackReader.FileName, lever.Line, lever.Name);
        }

        foreach (var (code, reason) in pack.Reasons)
        {
            vocabulary.Text("reason." + code, PackReader.FileName, reason.Line, code);
        }
    }

    private static DmnModel? CompileDecisions(
        PackDefinition pack,
        IReadOnlyDictionary<string, byte[]> files,
        PackDiagnostics diagnostics
    )
    {
        List<DmnSource> sources = [];
        foreach (var file in pack.Files.Decisions)
        {
            if (Bytes(file, files, diagnostics) is { } bytes)
            {
                sources.Add(new DmnSource(file, Encoding.UTF8.GetString(bytes)));
            }
        }

        if (sources.Count < pack.Files.Decisions.Count)
        {
            return null;
        }

        var compiled = DmnCompiler.Compile(sources, DmnOptions.Default);
        foreach (var found in compiled.Diagnostics.Where(found => found.Severity != DmnSeverity.Information))
        {
            var row = found.Row is { } rule ? $", rule {rule}" : "";
            var column = found.Column is { } name ? $", column {name}" : "";
            var example = found.Example is { } inputs ? $" For example: {inputs}." : "";
            var cure = found.Cure.Length > 0 ? found.Cure : "Correct it in the file.";
            diagnostics.Add(
                new PackDiagnostic(
                    found.Code,
                    found.File,
                    found.Line,
                    found.Decision + row + column,
                    found.Message + example,
                    cure
                )
                {
                    Severity = found.Severity == DmnSeverity.Error ? PackSeverity.Error : PackSeverity.Warning,
                }
            );
        }

        return compiled.Model;
    }

    private static PmmlModel? CompileModel(
        string file,
        IReadOnlyDictionary<string, byte[]> files,
        PackDiagnostics diagnostics
    )
    {
        if (Bytes(file, files, diagnostics) is not { } bytes)
        {
            return null;
        }

        try
        {
            return PmmlReader.Read(Encoding.UTF8.GetString(bytes), file);
        }
        catch (PmmlException error)
        {
            diagnostics.Add(error.Code, file, error.Line, "", error.Message, "Correct the model, or export it anew.");
            return null;
        }
    }

    private static byte[]? Bytes(string file, IReadOnlyDictionary<string, byte[]> files, PackDiagnostics diagnostics)
    {
        if (files.TryGetValue(file, out var bytes))
        {
            return bytes;
        }

        diagnostics.Add(
            "file-missing",
            file,
            null,
            "",
            "The file is not there.",
            "Add it, or take it out of pack.yaml."
        );
        return null;
    }
}
