using Headroom.Primitives;
using static Headroom.Lending.Tests.Lines.LineScene;

namespace Headroom.Lending.Tests.Lines;

/// <summary>Every command in every lifecycle: the table is the specification. `cooling` stands for `cooling-off`.</summary>
public class LifecycleTableTests
{
    // csharpier-ignore
    private const string Table = """
        command                  | none                | invited             | applied              | declined         | active                 | cancelled        | closed         | expired
        invite                   | ok                  | line-already-invited| line-already-applied | cooling-off      | line-already-active    | cooling-off      | line-closed    | ok
        invite by staff          | ok                  | line-already-invited| line-already-applied | ok               | line-already-active    | ok               | line-closed    | ok
        apply                    | ok                  | ok                  | line-already-applied | cooling-off      | line-already-active    | cooling-off      | line-closed    | ok
        apply after cooling-off  | ok                  | ok                  | line-already-applied | ok               | line-already-active    | ok               | line-closed    | ok
        decline                  | line-not-found      | line-not-applied    | ok                   | line-not-applied | line-already-active    | line-not-applied | line-closed    | line-not-applied
        activate                 | line-not-found      | line-not-applied    | ok                   | line-not-applied | line-already-active    | line-not-applied | line-closed    | line-not-applied
        cancel                   | line-not-found      | ok                  | ok                   | line-not-active  | ok                     | line-not-active  | line-closed    | line-not-active
        close                    | line-not-found      | ok                  | ok                   | ok               | ok                     | ok               | line-closed    | ok
        expire                   | line-not-found      | ok                  | ok                   | line-not-active  | line-not-yet-expired   | line-not-active  | line-closed    | line-not-active
        lapse                    | ok                  | ok                  | ok                   | ok               | ok                     | ok               | ok             | ok
        import                   | ok                  | line-already-exists | line-already-exists  | line-already-exists | line-already-exists | line-already-exists | line-already-exists | line-already-exists
        set approved limit       | line-not-found      | line-not-active     | line-not-active      | line-not-active  | ok                     | line-not-active  | line-closed    | line-not-active
        set temporary limit      | line-not-found      | line-not-active     | line-not-active      | line-not-active  | ok                     | line-not-active  | line-closed    | line-not-active
        end temporary limit      | line-not-found      | line-not-active     | line-not-active      | line-not-active  | temporary-limit-not-set| line-not-active  | line-closed    | line-not-active
        set borrower cap         | line-not-found      | line-not-active     | line-not-active      | line-not-active  | ok                     | line-not-active  | line-closed    | line-not-active
        remove borrower cap      | line-not-found      | line-not-active     | line-not-active      | line-not-active  | borrower-cap-not-set   | line-not-active  | line-closed    | line-not-active
        set caps                 | line-not-found      | line-not-active     | line-not-active      | line-not-active  | ok                     | line-not-active  | line-closed    | line-not-active
        set rate                 | line-not-found      | line-not-active     | line-not-active      | line-not-active  | ok                     | line-not-active  | line-closed    | line-not-active
        place hold               | line-not-found      | ok                  | ok                   | ok               | ok                     | ok               | line-closed    | ok
        lift hold                | line-not-found      | hold-not-found      | hold-not-found       | hold-not-found   | hold-not-found         | hold-not-found   | line-closed    | hold-not-found
        cure hold                | line-not-found      | hold-not-found      | hold-not-found       | hold-not-found   | hold-not-found         | hold-not-found   | line-closed    | hold-not-found
        reserve draw             | line-not-found      | line-not-active     | line-not-active      | line-not-active  | ok                     | line-not-active  | line-closed    | line-not-active
        commit draw              | line-not-found      | draw-not-found      | draw-not-found       | draw-not-found   | draw-not-found         | draw-not-found   | draw-not-found | draw-not-found
        release draw             | line-not-found      | draw-not-found      | draw-not-found       | draw-not-found   | draw-not-found         | draw-not-found   | draw-not-found | draw-not-found
        record principal repaid  | line-not-found      | draw-not-found      | draw-not-found       | draw-not-found   | draw-not-found         | draw-not-found   | draw-not-found | draw-not-found
        record principal restored| line-not-found      | ok                  | ok                   | ok               | ok                     | ok               | ok             | ok
        """;

    private static readonly DateOnly Later = new(2026, 6, 1);

    private static readonly Dictionary<string, LineCommand> Commands = new()
    {
        ["invite"] = new LineCommand.Invite("revolving", Currency.CNY),
        ["apply"] = new LineCommand.Apply("revolving", Currency.CNY),
        ["decline"] = new LineCommand.Decline(Later, "score"),
        ["activate"] = new LineCommand.Activate(Yuan(1000), Price, null, null, null),
        ["cancel"] = new LineCommand.Cancel(Later, "wish"),
        ["close"] = new LineCommand.Close("wish"),
        ["expire"] = new LineCommand.Expire(),
        ["lapse"] = new LineCommand.Lapse(),
        ["import"] = new LineCommand.ImportLine("p", Yuan(1), Price, null, null, null, DrawNumber(1), Yuan(0)),
        ["set approved limit"] = new LineCommand.SetApprovedLimit(Yuan(2000), "review"),
        ["set temporary limit"] = new LineCommand.SetTemporaryLimit(Yuan(2000), Start, Start.AddDays(9), "holiday"),
        ["end temporary limit"] = new LineCommand.EndTemporaryLimit("over"),
        ["set borrower cap"] = new LineCommand.SetBorrowerCap(Yuan(10)),
        ["remove borrower cap"] = new LineCommand.RemoveBorrowerCap(),
        ["set caps"] = new LineCommand.SetCaps(Yuan(10), null),
        ["set rate"] = new LineCommand.SetRate(Rate.Daily(0.0004m), "review"),
        ["place hold"] = new LineCommand.PlaceHold(
            HoldNumber(1),
            HoldKind.Risk,
            HoldScope.Draws,
            "score",
            null,
            null,
            HoldOverride.ReviewerMayLift,
            null
        ),
        ["lift hold"] = new LineCommand.LiftHold(HoldNumber(1), "checked"),
        ["cure hold"] = new LineCommand.CureHold(HoldNumber(1)),
        ["reserve draw"] = new LineCommand.ReserveDraw(DrawNumber(1), Yuan(10)),
        ["commit draw"] = new LineCommand.CommitDraw(DrawNumber(1)),
        ["release draw"] = new LineCommand.ReleaseDraw(DrawNumber(1), "failed"),
        ["record principal repaid"] = new LineCommand.RecordPrincipalRepaid(DrawNumber(1), Yuan(1)),
        ["record principal restored"] = new LineCommand.RecordPrincipalRestored(DrawNumber(1), Yuan(1)),
    };

    public static TheoryData<string, string, string> Cells()
    {
        var cells = new TheoryData<string, string, string>();
        var rows = Table.Split('\n').Select(row => row.Split('|', StringSplitOptions.TrimEntries)).ToArray();
        foreach (var row in rows[1..])
        {
            for (var column = 1; column < row.Length; column++)
            {
                cells.Add(row[0], rows[0][column], row[column]);
            }
        }

        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Each_command_is_answered_as_the_table_says(string command, string lifecycle, string expected)
    {
        var scene = In(lifecycle);
        if (command == "apply after cooling-off")
        {
            scene.Now = new DateTimeOffset(Later, new TimeOnly(12, 0), TimeSpan.Zero);
        }

        var plain = command.Replace(" by staff", "").Replace(" after cooling-off", "");
        var actor = command.EndsWith("by staff", StringComparison.Ordinal) ? LineScene.Staff : (Actor?)null;
        scene.Answer(Commands[plain], actor).ShouldBe(expected);
    }

    [Fact]
    public void The_table_has_every_command_and_every_lifecycle()
    {
        Commands
            .Values.Select(command => command.GetType())
            .ShouldBe(typeof(LineCommand).GetNestedTypes(), ignoreOrder: true);
        Commands.Keys.ShouldAllBe(name => Table.Contains(name));
        typeof(LineLifecycle).GetNestedTypes().Length.ShouldBe(Table.Split('\n')[0].Split('|').Length - 1);
    }

    private static LineScene In(string lifecycle)
    {
        var scene = new LineScene();
        var steps = lifecycle switch
        {
            "none" => "",
            "invited" => "invite",
            "applied" => "apply",
            "declined" => "apply decline",
            "active" => "apply activate",
            "cancelled" => "apply activate cancel",
            "closed" => "apply activate close",
            _ => "apply expire",
        };
        foreach (var step in steps.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            scene.Do(Commands[step]);
        }

        return scene;
    }
}
