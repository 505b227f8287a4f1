namespace Headroom.Product.Tests.Architecture;

public class SourceTests
{
    private const int LinesMax = 600;
    private static readonly string[] Folders = ["src", "tests", "bench"];

    [Fact]
    public void No_source_file_is_longer_than_a_reader_can_follow() =>
        Folders
            .SelectMany(folder => Repository.Files(folder, "*.cs"))
            .Where(file => File.ReadLines(file).Count() > LinesMax)
            .Select(file => Path.GetRelativePath(Repository.Root, file))
            .ShouldBeEmpty();
}
