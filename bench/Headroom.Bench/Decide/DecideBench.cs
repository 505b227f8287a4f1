using System.Diagnostics;
using System.Globalization;
using Headroom.Dmn;

namespace Headroom.Bench.Decide;

/// <summary>
/// One policy of 12 rules, a scorecard of 10 characteristics and a limit, decided in this engine and by others in the same run: <c>decide</c>.
/// The policy and its inputs are files (<c>bench/policy</c>), so that other engines can be run beside it.
/// </summary>
internal static class DecideBench
{
    private const int ColumnRows = 200_000;
    private const int GridRules = 5000;
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "policy");

    public static int Run(string[] args)
    {
        switch (args)
        {
            case ["--make", var file]:
                new ApplicantGenerator(seed: 1).Write(file, 10_000);
                return 0;
            case ["--first-compile"]:
                // The time of a process that has compiled nothing before, its reading of the file included.
                var compiled = Compile(LargeTable.Make(1000), out var took);
                Console.WriteLine(took.TotalMilliseconds.ToString("F1", CultureInfo.InvariantCulture));
                return compiled.Model is null ? 1 : 0;
            default:
                return Compare();
        }
    }

    private static int Compare()
    {
        var policy = new DmnSource("policy.dmn", File.ReadAllText(Path.Combine(Folder, "policy.dmn")));
        var rows = Applicant.ReadAll(Path.Combine(Folder, "borrowers.csv"));
        var engine = new PolicyEngine(DmnCompiler.Compile([policy], DmnOptions.Default).Model!);
        var interpreter = new Interpreter(DmnCompiler.Compile([policy], DmnOptions.Default).Model!);
        var answers = new Verdict[rows.Length];
        var byHand = Measured.Of(
            rows.Length,
            () =>
            {
                for (var i = 0; i < rows.Length; i++)
                {
                    answers[i] = ByHand.Decide(rows[i]);
                }
            }
        );
        Header();
        Line("by hand on decimal", byHand, byHand);
        if (!CompareRows(engine, rows, answers, byHand) || !CompareColumns(engine, rows, answers, byHand))
        {
            return 1;
        }
        OnDouble(rows, answers, byHand);
        var isRight = Interpreted(interpreter, rows, answers, byHand);
        return isRight && Grids() ? 0 : 1;
    }

    private static bool CompareRows(PolicyEngine engine, Applicant[] rows, Verdict[] answers, Measured byHand)
    {
        var found = new (FeelValue Verdict, FeelValue Limit)[rows.Length];
        var plain = Measured.Of(
            rows.Length,
            () =>
            {
                for (var i = 0; i < rows.Length; i++)
                {
                    found[i] = engine.Decide(rows[i]);
                }
            }
        );
        Line("Headroom.Dmn, row by row", plain, byHand);
        var isRight = Same("row by row", answers, i => PolicyEngine.Read(found[i].Verdict, found[i].Limit));
        DecisionTrace? last = null;
        var traced = Measured.Of(
            rows.Length,
            () =>
            {
                foreach (var row in rows)
                {
                    last = engine.Trace(row);
                }
            }
        );
        Line("the same with its full trace", traced, byHand);
        return isRight && last!.Output == found[^1].Limit;
    }

    private static bool CompareColumns(PolicyEngine engine, Applicant[] rows, Verdict[] answers, Measured byHand)
    {
        var many = Enumerable.Range(0, ColumnRows).Select(i => rows[i % rows.Length]).ToArray();
        var columns = engine.ColumnsOf(many);
        var results = PolicyEngine.ResultsFor(columns);
        var isRight = true;
        for (var threads = 1; threads <= Math.Min(2, Environment.ProcessorCount); threads++)
        {
            var measured = Measured.Of(many.Length, () => engine.DecideColumns(columns, results, threads));
            Line($"the same by columns, {threads} thread{(threads == 1 ? "" : "s")}", measured, byHand);
            for (var copy = 0; copy < ColumnRows / rows.Length; copy++)
            {
                var from = copy * rows.Length;
                isRight &= Same(
                    "by columns",
                    answers,
                    i => PolicyEngine.Read(results[0][from + i], results[1][from + i])
                );
            }
        }
        return isRight;
    }

    private static void OnDouble(Applicant[] rows, Verdict[] answers, Measured byHand)
    {
        var doubles = Array.ConvertAll(rows, row => ApplicantOnDouble.Of(row));
        var found = new VerdictOnDouble[rows.Length];
        var measured = Measured.Of(
            rows.Length,
            () =>
            {
                for (var i = 0; i < doubles.Length; i++)
                {
                    found[i] = ByHandOnDouble.Decide(doubles[i]);
                }
            }
        );
        Line("by hand on double", measured, byHand);
        var off = answers.Zip(found).Count(pair => (double?)pair.First.Limit != pair.Second.Limit);
        var actions = answers.Zip(found).Count(pair => pair.First.Action != pair.Second.Action);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"  on double {actions} actions and {off} limits of {rows.Length:N0} differ from decimal's; the others are equal to the digit"
            )
        );
    }

    private static bool Interpreted(Interpreter interpreter, Applicant[] rows, Verdict[] answers, Measured byHand)
    {
        var found = new Verdict[rows.Length];
        var facts = Array.ConvertAll(rows, row => Interpreter.FactsOf(row));
        var measured = Measured.Of(
            rows.Length,
            () =>
            {
                for (var i = 0; i < rows.Length; i++)
                {
                    found[i] = interpreter.Decide(facts[i]);
                }
            }
        );
        Line("tree walk over a dictionary", measured, byHand);
        return Same("the interpreter", answers, i => found[i]);
    }

    /// <summary>How long it takes to compile a grid of a thousand rules, and to decide one of five thousand.</summary>
    private static bool Grids()
    {
        var first = Enumerable.Range(0, 5).Select(_ => FirstCompile()).Order().ToArray();
        var warm = Enumerable
            .Range(0, 20)
            .Min(round => Compile(LargeTable.Make(1000), out var took).Model is null ? round : took.TotalMilliseconds);
        var model = Compile(LargeTable.Make(GridRules), out _).Model!;
        var rate = model.Decision("Rate");
        var frame = model.CreateFrame();
        var inputs = model.Inputs;
        var regions = Enumerable.Range(0, GridRules / 500).Select(i => FeelValue.String($"R{i}")).ToArray();
        var grades = Enumerable.Range(0, 10).Select(i => FeelValue.String($"G{i}")).ToArray();
        var isRight = true;
        var measured = Measured.Of(
            1000,
            () =>
            {
                for (var i = 0; i < 1000; i++)
                {
                    var (region, term, amount, grade) = (i * 7 % regions.Length, i % 5, i * 3 % 10, i / 100);
                    frame.Reset();
                    frame.Set(inputs[0], regions[region]);
                    frame.Set(inputs[1], FeelValue.Number((term * 12) + 5));
                    frame.Set(inputs[2], FeelValue.Number((amount * 1000) + 499.5m));
                    frame.Set(inputs[3], grades[grade]);
                    isRight &= model.Evaluate(rate, frame).AsNumber == LargeTable.RateOf(region, term, amount, grade);
                }
            }
        );
        Console.WriteLine();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                read, check and compile 1,000 rules: {first[
                    first.Length / 2
                ]:N0} ms in a new process (median of {first.Length}; {first[0]:N0} to {first[
                    ^1
                ]:N0}), {warm:N1} ms in a warm one
                decide by {GridRules:N0} rules: {measured.Nanoseconds:N0} ns, {measured.Bytes:N0} bytes
                """
            )
        );
        return isRight;
    }

    private static double FirstCompile()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["decide", "--first-compile"])
        {
            RedirectStandardOutput = true,
        };
        // As the command line is built: a short run does not earn back what its profile costs.
        start.Environment["DOTNET_TieredPGO"] = "0";
        using var process = Process.Start(start)!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return double.Parse(text, CultureInfo.InvariantCulture);
    }

    private static DmnCompilation Compile(DmnSource source, out TimeSpan took)
    {
        var started = Stopwatch.GetTimestamp();
        var compiled = DmnCompiler.Compile([source], DmnOptions.Default);
        took = Stopwatch.GetElapsedTime(started);
        return compiled;
    }

    private static bool Same(string name, Verdict[] answers, Func<int, Verdict> other)
    {
        for (var i = 0; i < answers.Length; i++)
        {
            if (answers[i] != other(i))
            {
                Console.Error.WriteLine($"Row {i + 1} differs {name}: {answers[i]} by hand, {other(i)} there.");
                return false;
            }
        }
        return true;
    }

    private static void Header() =>
        Console.WriteLine($"{"", -34} {"ns", 10} {"bytes", 8} {"× by hand", 10} {"decisions/s", 14}");

    private static void Line(string name, Measured measured, Measured byHand) =>
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{name, -34} {measured.Nanoseconds, 10:N1} {measured.Bytes, 8:N1} {measured.Nanoseconds / byHand.Nanoseconds, 10:N2} {1e9 / measured.Nanoseconds, 14:N0}"
            )
        );
}
