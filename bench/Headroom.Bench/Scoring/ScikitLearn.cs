using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Headroom.Scoring.Data;

namespace Headroom.Bench.Scoring;

/// <summary>The same boosting by scikit-learn, in a process of its own that reads the same rows from files.</summary>
internal static class ScikitLearn
{
    private const string Script = """
        import sys, time, numpy as np
        from sklearn.ensemble import HistGradientBoostingClassifier
        from sklearn.metrics import roc_auc_score
        train, test = (np.fromfile(p).reshape(-1, int(sys.argv[3])) for p in sys.argv[1:3])
        best = 1e9
        for _ in range(3):
            model = HistGradientBoostingClassifier(max_iter=100, max_leaf_nodes=31, learning_rate=0.1, early_stopping=False)
            start = time.perf_counter()
            model.fit(train[:, 1:], train[:, 0])
            best = min(best, time.perf_counter() - start)
        print(best, roc_auc_score(test[:, 0], model.predict_proba(test[:, 1:])[:, 1]))
        """;

    public static void Compare(DataTable train, DataTable test, double ourSeconds, double ourAuc)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("headroom-bench-");
        try
        {
            string[] paths = [Write(folder, "train", train), Write(folder, "test", test)];
            if (Run([.. paths, train.Columns.Count.ToString(CultureInfo.InvariantCulture)]) is not { } answer)
            {
                Console.WriteLine("scikit-learn: not installed for python3, so there is nothing to compare with");
                return;
            }

            double[] numbers =
            [
                .. answer
                    .Split(' ', StringSplitOptions.TrimEntries)
                    .Select(part => double.Parse(part, CultureInfo.InvariantCulture)),
            ];
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"scikit-learn: {numbers[0]:F3} s, AUC {numbers[1]:F4}; ours takes {ourSeconds / numbers[0]:F2} of its time, AUC {ourAuc - numbers[1]:+0.0000;-0.0000} apart"
                )
            );
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string? Run(string[] arguments)
    {
        ProcessStartInfo start = new("python3") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(Script);
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            errors.GetAwaiter().GetResult();
            return process.ExitCode == 0 ? output.Trim() : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static string Write(DirectoryInfo folder, string name, DataTable table)
    {
        string path = Path.Combine(folder.FullName, name);
        double[][] columns = [.. table.Columns.Cast<DataColumn.Numeric>().Select(column => column.Values)];
        using BinaryWriter writer = new(new BufferedStream(File.Create(path), 1 << 20));
        for (int row = 0; row < table.RowCount; row++)
        {
            foreach (double[] column in columns)
                writer.Write(column[row]);
        }

        return path;
    }
}
