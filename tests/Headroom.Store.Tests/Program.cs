using Headroom.Store.Tests.Crash;
using Xunit.MicrosoftTestingPlatform;

// Besides running the tests, this program is the child that a test starts and kills.
return args switch
{
    [CrashWriter.Argument, var store, var process] => await CrashWriter.RunAsync(store, process),
    _ => await TestPlatformTestFramework.RunAsync(
        args,
        Headroom.Store.Tests.SelfRegisteredExtensions.AddSelfRegisteredExtensions
    ),
};
