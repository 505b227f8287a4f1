namespace Headroom.Product.Tests.Architecture;

public class SourceTests
{
    private const int LinesMax = 600;

    [Fact]
    public void No_source_file_is_longer_than_a_reader_can_follow() =>
        new[] { "src", "tests", "bench" }
            .SelectMany(folder => Repository.Files(folder, "*.cs"))
            .Where(file => File.ReadLines(file).Count() > LinesMax)
            .Select(file => Path.GetRelativePath(Repository.Root, file))
            .ShouldBeEmpty();
}
