using System.Globalization;
using System.Text;
using Headroom.Scoring.Data;
using Headroom.Scoring.Development;
using Headroom.Scoring.Tests.Development;

namespace Headroom.Scoring.Tests.Data;

public class AppliedScoreTests
{
    [Fact]
    public void A_file_read_in_blocks_gets_the_scores_of_the_whole_table()
    {
        SyntheticSet set = new(3000, 12);
        double[] risk = set.Normals();
        DataTable table = set.Add("income", row => SyntheticSet.Text(-risk[row]), row => risk[row])
            .Add("code", row => row % 2 == 0 ? "01" : "2x", row => row % 2)
            .Draw(0.25)
            .Add("bad", row => set.Bad[row] ? "1" : "0")
            .Read();
        PmmlModel model = ScorecardDevelopment.Fit(table, set.Spec("bad")).Model;
        // More rows than a block holds, and a first block whose codes all look like numbers.
        StringBuilder text = new("id,code,income\n");
        for (int row = 0; row < 70_000; row++)
        {
            string code = row < 66_000 || row % 2 == 0 ? "01" : "2x";
            text.Append(CultureInfo.InvariantCulture, $"{row},{code},{risk[row % 3000]:F3}\n");
        }

        AppliedScore[] blocks =
        [
            .. AppliedScore.OfCsv(model, new StringReader(text.ToString())).SelectMany(block => block.Scores),
        ];

        CsvOptions options = new() { Types = new Dictionary<string, ColumnType> { ["code"] = ColumnType.Text } };
        double[] whole = CsvTable.Read(new StringReader(text.ToString()), options).Score(model);
        blocks.Select(applied => applied.Result.Score).ShouldBe(whole);
        blocks.Select(applied => applied.Row).ShouldBe(Enumerable.Range(0, 70_000));
    }

    [Fact]
    public void A_file_without_an_input_of_the_model_is_refused()
    {
        SyntheticSet set = new(1000, 13);
        double[] risk = set.Normals();
        DataTable table = set.Add("income", row => SyntheticSet.Text(-risk[row]), row => 2 * risk[row])
            .Draw(0.3)
            .Add("bad", row => set.Bad[row] ? "1" : "0")
            .Read();
        PmmlModel model = ScorecardDevelopment.Fit(table, set.Spec("bad")).Model;

        Should
            .Throw<DataException>(() => AppliedScore.OfCsv(model, new StringReader("a,b\n1,2\n")).ToList())
            .Message.ShouldContain("'income'");
    }
}
