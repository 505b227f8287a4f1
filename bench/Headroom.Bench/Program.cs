using Headroom.Bench.Store;

return args switch
{
    ["store", .. var rest] => await StoreBench.RunAsync(rest),
    _ => Unknown(),
};

static int Unknown()
{
    Console.Error.WriteLine(
        "Name a benchmark: store [--sqlite-only | --postgres CONNECTION] [--seconds N] [--callers N,N,…]"
    );
    return 2;
}
