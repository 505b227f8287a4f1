using System.Globalization;
using Headroom.Scoring.Data;
using Headroom.Scoring.Judging;

namespace Headroom.Scoring.Development;

/// <summary>What a finished model's measures say against it.</summary>
internal static class ModelDoubts
{
    private const double ImplausibleAuc = 0.95;
    private const double FallMax = 0.1;

    public static IEnumerable<DataNotice> Of(Judgement train, Judgement? test)
    {
        double auc = (test ?? train).Auc;
        // Too good to be true: it knows the outcome from somewhere, also where no single column states it.
        if (auc > ImplausibleAuc)
        {
            yield return DataNotice.Of(
                "leak-model",
                null,
                "an AUC of {auc} is more than facts known beforehand usually give; look for columns that were written after the "
                    + "outcome before this model serves.",
                ("auc", Text(auc))
            );
        }

        if (train.Auc - auc > FallMax)
        {
            yield return DataNotice.Of(
                "model-overfits",
                null,
                "the AUC falls from {train} on the rows learnt from to {auc} on others: the model has learnt chance; give it more rows "
                    + "or fewer columns.",
                ("train", Text(train.Auc)),
                ("auc", Text(auc))
            );
        }
    }

    private static string Text(double value) => value.ToString("F3", CultureInfo.InvariantCulture);
}
