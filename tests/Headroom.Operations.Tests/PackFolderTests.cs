using Headroom.Operations.Releases;

namespace Headroom.Operations.Tests;

public class PackFolderTests
{
    [Fact]
    public void A_folder_that_is_no_pack_is_refused_before_anything_in_it_is_read()
    {
        var folder = Directory.CreateTempSubdirectory("headroom-pack-");
        try
        {
            // Whatever reads this finds nothing and fails.
            File.CreateSymbolicLink(Path.Combine(folder.FullName, "huge.bin"), Path.Combine(folder.FullName, "gone"));
            PackFolder.Read(folder.FullName).TryGet(out _, out var refusal).ShouldBeFalse();
            refusal!.Code.ShouldBe("pack-empty");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
