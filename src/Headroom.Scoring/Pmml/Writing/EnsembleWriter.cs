using System.Globalization;
using Headroom.Scoring.Pmml.Definition;
using static Headroom.Scoring.Pmml.Writing.PmmlWriter;

namespace Headroom.Scoring.Pmml.Writing;

internal static class EnsembleWriter
{
    public static (string Name, object?[] Attributes, object?[] Body) Write(EnsembleDefinition ensemble) =>
        (
            "MiningModel",
            [],
            [
                Element(
                    "Segmentation",
                    Attribute("multipleModelMethod", Word(ensemble.Method)),
                    ensemble.MissingPrediction switch
                    {
                        MissingPrediction.SkipSegment => Attribute("missingPredictionTreatment", "skipSegment"),
                        MissingPrediction.ReturnMissing => Attribute("missingPredictionTreatment", "returnMissing"),
                        _ => null,
                    },
                    ensemble.Segments.Select(
                        (segment, i) =>
                            Element(
                                "Segment",
                                Attribute("id", segment.Id ?? (i + 1).ToString(CultureInfo.InvariantCulture)),
                                segment.Weight == 1 ? null : Attribute("weight", segment.Weight),
                                PredicateWriter.Write(segment.Predicate),
                                ModelWriter.Write(segment.Model)
                            )
                    )
                ),
            ]
        );

    private static string Word(SegmentMethod method) =>
        method switch
        {
            SegmentMethod.Sum => "sum",
            SegmentMethod.WeightedSum => "weightedSum",
            SegmentMethod.Average => "average",
            SegmentMethod.WeightedAverage => "weightedAverage",
            SegmentMethod.Median => "median",
            SegmentMethod.Maximum => "max",
            SegmentMethod.MajorityVote => "majorityVote",
            SegmentMethod.WeightedMajorityVote => "weightedMajorityVote",
            SegmentMethod.SelectFirst => "selectFirst",
            _ => "modelChain",
        };
}
