using System.Diagnostics;

namespace Headroom.Store.Tests.Failures;

/// <summary>A file system of a few megabytes in memory, which can be full and can be enlarged. Only root can make one.</summary>
public sealed class SmallDisk : IDisposable
{
    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    /// <summary>Mounts one; skips the test where that is not allowed.</summary>
    public static SmallDisk Mount(int megabytes)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can mount a small disk to fill.");
        var disk = new SmallDisk(Directory.CreateTempSubdirectory("headroom-disk-").FullName);
        var mounted = Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m,mode=777", "tmpfs", disk.Path);
        if (!mounted)
        {
            Directory.Delete(disk.Path);
        }

        Assert.SkipUnless(mounted, "This machine does not let a small disk be mounted.");
        return disk;
    }

    public void Enlarge(int megabytes) =>
        Run("mount", "-o", $"remount,size={megabytes}m", Path).ShouldBeTrue("The disk was not enlarged.");

    /// <summary>From now on it can only be read, by root as well.</summary>
    public void MakeReadOnly() => Run("mount", "-o", "remount,ro", Path).ShouldBeTrue("The disk is still writable.");

    public void Dispose()
    {
        Run("umount", "--lazy", Path).ShouldBeTrue("The disk was not unmounted.");
        Directory.Delete(Path);
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
