using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Headroom.Primitives;
using Headroom.Profiles;

namespace Headroom.Assessment;

/// <summary>What came of loading a pack: a release, or what is wrong with the pack.</summary>
/// <param name="Release">The release; null where any finding is an error.</param>
/// <param name="Diagnostics">What was found; beside a release only warnings.</param>
public sealed record PackLoad(PolicyRelease? Release, IReadOnlyList<PackDiagnostic> Diagnostics);

/// <summary>
/// An immutable, content-hashed policy pack, checked and compiled. It assesses lines; the same facts give the same outcome
/// to the last byte on any machine. It may serve many threads at once, each with a workspace of its own.
/// </summary>
public sealed class PolicyRelease
{
    private readonly PolicyProgram _program;
    private readonly ConcurrentBag<PolicyWorkspace> _workspaces = [];

    private PolicyRelease(PolicyProgram program, byte[] content, IReadOnlyList<ModelHash> models)
    {
        _program = program;
        Content = content;
        Hash = ContentHash.Of(content);
        Models = models;
    }

    /// <summary>The pack's name.</summary>
    public string Name => _program.Pack.Name;

    /// <summary>The pack's version.</summary>
    public string Version => _program.Pack.Version;

    /// <summary>All files of the pack as canonical JSON, path to text: what is stored, and what the hash is of.</summary>
    public ReadOnlyMemory<byte> Content { get; }

    /// <summary>The hash of <see cref="Content"/>.</summary>
    public ContentHash Hash { get; }

    /// <summary>The hashes of the files that hold models and decisions.</summary>
    public IReadOnlyList<ModelHash> Models { get; }

    internal PackDefinition Pack => _program.Pack;

    /// <summary>Checks and compiles a pack of files by their paths relative to the pack, with <c>/</c> between folders.</summary>
    public static PackLoad Load(IReadOnlyDictionary<string, byte[]> files)
    {
        var diagnostics = new PackDiagnostics();
        var program = PolicyProgram.Compile(files, diagnostics);
        if (program is null || diagnostics.AnyError)
        {
            return new PackLoad(null, diagnostics.Found);
        }

        string[] models =
        [
            .. program.Pack.Files.Decisions,
            program.Pack.Score.PersonFile,
            program.Pack.Score.EnterpriseFile,
        ];
        var hashes = models
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Select(file => new ModelHash(file, ContentHash.Of(files[file])));
        return new PackLoad(new PolicyRelease(program, ContentOf(files), [.. hashes]), diagnostics.Found);
    }

    /// <summary>The files that a stored <see cref="Content"/> was made of.</summary>
    /// <exception cref="JsonException">The bytes are no content of a release.</exception>
    public static IReadOnlyDictionary<string, byte[]> FilesOf(ReadOnlyMemory<byte> content)
    {
        var texts =
            JsonSerializer.Deserialize<Dictionary<string, string>>(content.Span)
            ?? throw new JsonException("No files.");
        return texts.ToDictionary(file => file.Key, file => Encoding.UTF8.GetBytes(file.Value), StringComparer.Ordinal);
    }

    /// <summary>Makes a decision.</summary>
    public DecisionMade Decide(DecisionId id, AssessmentInput input)
    {
        var facts = FactsOf(input);
        return new DecisionMade(id, Hash, Models, facts, Assess(facts));
    }

    /// <summary>The facts that this release looks at.</summary>
    public DecisionFacts FactsOf(AssessmentInput input)
    {
        var features = new List<FeatureUsed>(_program.Pack.Inputs.Count);
        foreach (var (_, feature) in _program.Pack.Inputs)
        {
            var value = input.Profile[feature];
            if (value.IsKnown)
            {
                features.Add(new FeatureUsed(feature.Name, value.Value, value.Source, value.AgeDays));
            }
        }

        return new DecisionFacts(
            input.Kind,
            input.Trigger,
            input.At,
            input.BusinessDate,
            LineFacts.Of(input.Line, input.At),
            input.Movements,
            input.Requested,
            features
        )
        {
            Overruled =
            [
                .. input.Overruled.Where(lifted => Stands(lifted, input.Profile)).Select(lifted => lifted.Reason),
            ],
        };
    }

    /// <summary>What the policy says of some facts. Pure: nothing is remembered between calls.</summary>
    public Assessment Assess(DecisionFacts facts)
    {
        // Each thread of a bag has its own list, so that threads at work do not wait for each other.
        var workspace = _workspaces.TryTake(out var free) ? free : _program.CreateWorkspace();
        var outcome = AssessmentRun.Of(_program, workspace, facts);
        _workspaces.Add(workspace);
        return outcome;
    }

    /// <summary>
    /// How the policy comes to its outcome for some facts, decision by decision and cell by cell. It is derived again when
    /// asked for; a stored decision keeps only which rules fired.
    /// </summary>
    public IReadOnlyList<Dmn.DecisionTrace> Trace(DecisionFacts facts)
    {
        var workspace = _program.CreateWorkspace();
        workspace.Steps = [];
        AssessmentRun.Of(_program, workspace, facts);
        return workspace.Steps;
    }

    /// <summary>
    /// A decision as it was once stored: with all rules that matched, also those that were passed over for the one that fired.
    /// </summary>
    public DecisionMade WithRulesPassedOver(DecisionMade decision)
    {
        var steps = new Queue<Dmn.DecisionTrace>(Trace(decision.Facts));
        return decision with
        {
            Outcome = decision.Outcome with
            {
                Trace =
                [
                    .. decision.Outcome.Trace.Select(step =>
                        steps.TryPeek(out var whole) && whole.Decision == step.Decision
                            ? step with
                            {
                                Rules = MatchedBy(steps.Dequeue()),
                            }
                            : step
                    ),
                ],
            },
        };
    }

    /// <summary>Whether the pack has a text of this key.</summary>
    public bool HasText(string key) => _program.Texts.Find(key, Language.En) is not null;

    /// <summary>A text of the pack with values in it.</summary>
    /// <exception cref="KeyNotFoundException">The pack has no such text; ask <see cref="HasText"/> where that may be.</exception>
    public string Text(string key, Language language, IReadOnlyList<TextParameter> parameters) =>
        _program.Texts.Say(key, language, parameters);

    private static int[] MatchedBy(Dmn.DecisionTrace trace) =>
        [.. trace.Steps.SelectMany(step => step.Tables).LastOrDefault()?.Matched ?? []];

    // A person who lifted a hold has judged what was known then; only a newer signal brings the hold back.
    private bool Stands(OverruledHold lifted, Profile profile) =>
        _program.Pack.Reasons.TryGetValue(lifted.Reason, out var definition)
        && definition.Rests.All(rest => profile[rest.Feature].OccurredAt <= lifted.At);

    private static byte[] ContentOf(IReadOnlyDictionary<string, byte[]> files) =>
        CanonicalJson.Canonicalize(
            JsonSerializer.SerializeToElement(
                files.ToDictionary(file => file.Key, file => Encoding.UTF8.GetString(file.Value))
            )
        );
}
