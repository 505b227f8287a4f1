using Headroom.Primitives;

namespace Headroom.Cli.Output;

/// <summary>What the process answers its caller. Stable: scripts depend on it.</summary>
public static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Ok = 0;

    /// <summary>The command ran and found something wrong: a store that does not verify, a pack that does not check, a failed case.</summary>
    public const int CheckFailed = 1;

    /// <summary>The input is wrong: an argument, a file, a mapping, an unknown borrower.</summary>
    public const int WrongInput = 2;

    /// <summary>The rules or the present state say no.</summary>
    public const int Refused = 3;

    /// <summary>Something needed is down, locked, full or taken; the same command may pass later.</summary>
    public const int Unavailable = 4;

    /// <summary>Headroom itself is wrong.</summary>
    public const int Defect = 70;

    /// <summary>Stopped by the user.</summary>
    public const int Interrupted = 130;

    /// <summary>The code of a refusal.</summary>
    public static int Of(Refusal refusal) =>
        refusal.Kind switch
        {
            RefusalKind.Invalid or RefusalKind.NotFound or RefusalKind.TooLarge => WrongInput,
            RefusalKind.Unavailable => Unavailable,
            _ => Refused,
        };
}
