using Headroom.Bench.Decide;
using Headroom.Bench.Lending;
using Headroom.Bench.Review;
using Headroom.Bench.Scoring;
using Headroom.Bench.Store;

return args switch
{
    ["decide", .. var rest] => DecideBench.Run(rest),
    ["lending", .. var rest] => await LendingBench.RunAsync(rest),
    ["review", .. var rest] => await ReviewBench.RunAsync(rest),
    ["scoring", .. var rest] => ScoringBench.Run(rest),
    ["store", .. var rest] => await StoreBench.RunAsync(rest),
    _ => Unknown(),
};

static int Unknown()
{
    Console.Error.WriteLine(
        "Name a benchmark: decide, lending [--due N] [--on memory,sqlite,postgresql], review [--borrowers N] [--store STORE], scoring [--rows N] [--scored N], store [--sqlite-only | --postgres CONNECTION] [--seconds N] [--callers N,N,…]"
    );
    return 2;
}
