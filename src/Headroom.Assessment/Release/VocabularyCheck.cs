using Headroom.Primitives;
using Headroom.Scoring;

namespace Headroom.Assessment;

/// <summary>
/// Checks that whatever a pack's decisions and models can say is understood: each role has the columns that the engine
/// reads, each word in them is known, and each code has its texts.
/// </summary>
internal sealed class VocabularyCheck(PackDefinition pack, TextTable texts, PackDiagnostics diagnostics)
{
    private static readonly Dictionary<PolicyRole, string[]> Columns = new()
    {
        [PolicyRole.KnockOuts] = ["reason", "effect", "days"],
        [PolicyRole.Freeze] = ["reason", "kind", "scope", "override", "cure", "days", "lockedDays"],
        [PolicyRole.Cancel] = ["reason", "days"],
        [PolicyRole.Grade] = ["grade", "pd"],
        [PolicyRole.Caps] = ["name", "amount", "hard"],
        [PolicyRole.Movement] =
        [
            "increaseAllowed",
            "increaseReason",
            "increaseMost",
            "increaseLeast",
            "increaseCooldownDays",
            "decreaseMost",
            "decreaseLeast",
            "decreaseCooldownDays",
        ],
    };

    private static readonly PolicyRole[] Collecting =
    [
        PolicyRole.KnockOuts,
        PolicyRole.Freeze,
        PolicyRole.Lift,
        PolicyRole.Cancel,
        PolicyRole.Caps,
        PolicyRole.Referral,
    ];

    public void Roles(IReadOnlyList<DecisionText> decisions)
    {
        foreach (var (role, binding) in pack.Roles)
        {
            if (decisions.FirstOrDefault(decision => decision.Name == binding.Decision) is not { } decision)
            {
                var known = string.Join(", ", decisions.Select(one => one.Name));
                var message = $"No decision is called '{binding.Decision}'.";
                diagnostics.Add(
                    "decision-unknown",
                    PackReader.FileName,
                    binding.Line,
                    role.ToString(),
                    message,
                    $"There are: {known}."
                );
                continue;
            }

            Shape(role, decision);
            foreach (var cell in decision.Cells)
            {
                Cell(role, cell);
            }
        }
    }

    public void Inputs(IReadOnlyList<InputText> inputs)
    {
        foreach (var input in inputs)
        {
            if (!FactCatalog.IsEngineFact(input.Name) && !pack.Inputs.Any(known => known.Name == input.Name))
            {
                diagnostics.Add(
                    "input-unknown",
                    input.File,
                    input.Line,
                    input.Name,
                    $"Nothing fills the input '{input.Name}'.",
                    "Name its feature under inputs in pack.yaml, or use a fact of the engine."
                );
            }
        }
    }

    /// <summary>Checks that the pack fills what a model reads, and that each of its reason codes has its texts.</summary>
    public void Model(string file, PmmlModel model, byte[] bytes)
    {
        foreach (var input in model.Inputs)
        {
            if (!pack.Inputs.Any(known => known.Name == input.Name))
            {
                var message = $"Nothing fills the model's field '{input.Name}'.";
                diagnostics.Add(
                    "input-unknown",
                    file,
                    null,
                    input.Name,
                    message,
                    "Name its feature under inputs in pack.yaml."
                );
            }
        }

        foreach (var (code, line) in TableReader.ReasonCodes(bytes))
        {
            Text("reason." + code, file, line, code);
        }
    }

    /// <summary>Checks that a text exists in both languages.</summary>
    public void Text(string key, string file, int? line, string place)
    {
        foreach (
            var (language, textFile) in new[] { (Language.En, pack.Files.English), (Language.Zh, pack.Files.Chinese) }
        )
        {
            if (texts.Find(key, language) is null)
            {
                diagnostics.Add(
                    "text-missing",
                    file,
                    line,
                    place,
                    $"There is no text '{key}' in {textFile}.",
                    "Write it."
                );
            }
        }
    }

    /// <summary>Checks that every value that a reason's text shows is one that the engine can fill.</summary>
    public void Placeholders()
    {
        foreach (var key in texts.Keys.Where(ReasonBook.IsReason))
        {
            foreach (
                var name in texts.Find(key, Language.En)!.Names.Where(name => !ReasonBook.IsShowable(name, pack.Inputs))
            )
            {
                diagnostics.Add(
                    "text-value-unknown",
                    pack.Files.English,
                    null,
                    key,
                    $"'{{{name}}}' is neither a fact of the engine nor a feature that the pack uses.",
                    "Correct the name, or add the feature to inputs."
                );
            }
        }
    }

    private void Shape(PolicyRole role, DecisionText decision)
    {
        if (Columns.TryGetValue(role, out var columns) && decision.HitPolicy is not null)
        {
            foreach (var missing in columns.Except(decision.Columns))
            {
                Fault(
                    decision,
                    "column-missing",
                    $"The table has no output '{missing}', which {role} needs.",
                    "Add the column."
                );
            }

            foreach (var extra in decision.Columns.Except(columns))
            {
                Fault(
                    decision,
                    "column-unknown",
                    $"The output '{extra}' leads nowhere: {role} does not read it.",
                    "Remove it."
                );
            }
        }

        var collects = decision.HitPolicy is "COLLECT" or "RULE ORDER" or "OUTPUT ORDER";
        if (decision.HitPolicy is not null && collects != Collecting.Contains(role))
        {
            var wanted = collects ? "one answer (UNIQUE, FIRST, ANY or PRIORITY)" : "all that fire (COLLECT)";
            Fault(
                decision,
                "hit-policy-unfit",
                $"{role} needs {wanted}, not {decision.HitPolicy}.",
                "Change the hit policy."
            );
        }
    }

    private void Fault(DecisionText decision, string code, string message, string cure) =>
        diagnostics.Add(code, decision.File, decision.Line, decision.Name, message, cure);

    private void Cell(PolicyRole role, OutputCell cell)
    {
        if (cell.Literal is not { } word)
        {
            return;
        }

        switch (role, cell.Column)
        {
            case (PolicyRole.KnockOuts or PolicyRole.Freeze or PolicyRole.Cancel, "reason"):
            case (PolicyRole.Movement, "increaseReason"):
            case (PolicyRole.Referral, _):
                Text("reason." + word, cell.File, cell.Line, cell.Place);
                break;
            case (PolicyRole.Lift, _):
                Text("lifted." + word, cell.File, cell.Line, cell.Place);
                break;
            case (PolicyRole.Caps, "name"):
                Text("cap." + word, cell.File, cell.Line, cell.Place);
                Text("reason." + ReasonCodes.OfCap(word), cell.File, cell.Line, cell.Place);
                break;
            case (PolicyRole.Freeze, "cure"):
                Text("cure." + word, cell.File, cell.Line, cell.Place);
                break;
            case (PolicyRole.KnockOuts, "effect"):
                Known(cell, word, word is "decline" or "refer", "decline or refer");
                break;
            case (PolicyRole.Freeze, "kind"):
                Known(
                    cell,
                    word,
                    WordCodes.HoldKindOf(word) is not null,
                    "a kind of hold, such as risk or delinquency"
                );
                break;
            case (PolicyRole.Freeze, "scope"):
                Known(cell, word, WordCodes.HoldScopeOf(word) is not null, "draws, increases or draws-and-increases");
                break;
            case (PolicyRole.Freeze, "override"):
                Known(
                    cell,
                    word,
                    WordCodes.HoldOverrideOf(word) is not null,
                    "an override class, such as clears-itself"
                );
                break;
        }
    }

    private void Known(OutputCell cell, string word, bool known, string wanted)
    {
        if (!known)
        {
            diagnostics.Add(
                "word-unknown",
                cell.File,
                cell.Line,
                cell.Place,
                $"\"{word}\" leads nowhere.",
                $"Write {wanted}."
            );
        }
    }
}
