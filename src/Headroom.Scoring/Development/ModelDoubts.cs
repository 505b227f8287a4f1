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
            yield return new DataNotice(
                "leak-model",
                null,
                $"an AUC of {Text(auc)} is more than facts known beforehand usually give; look for columns that were written after "
                    + "the outcome before this model serves."
            );
        }

        if (train.Auc - auc > FallMax)
        {
            yield return new DataNotice(
                "model-overfits",
                null,
                $"the AUC falls from {Text(train.Auc)} on the rows learnt from to {Text(auc)} on others: the model has learnt chance; "
                    + "give it more rows or fewer columns."
            );
        }
    }

    private static string Text(double value) => value.ToString("F3", CultureInfo.InvariantCulture);
}
