using System.Diagnostics;
using System.Runtime.InteropServices;
using SelectQuest.Grading.Evidence.Processes;

namespace SelectQuest.Grading.Evidence.Live;

/// <summary>
/// What one client has sent and the server has not received, wherever the kernel keeps it: first at the client's end of the
/// connection, then at the server's. Nothing is known where there is no <c>/proc</c>.
/// </summary>
internal sealed class ServerBacklog(LoadClient client, ServerProcess server)
{
    /// <summary>TIOCOUTQ, alias SIOCOUTQ, of tcp(7): bytes the other end has not acknowledged.</summary>
    private const nuint SendQueue = 0x5411;

    /// <summary>Between two looks at the kernel's table of connections, which is dear to read.</summary>
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(10);

    private readonly Stopwatch looked = Stopwatch.StartNew();
    private long leastHere = long.MaxValue;
    private long leastThere = long.MaxValue;

    /// <summary>The server has received everything that the client shall send.</summary>
    public bool IsEmpty => leastThere == 0 && client.Sent == client.Goal;

    /// <summary>More was sent: what was seen before no longer counts.</summary>
    public void Forget() => leastHere = leastThere = long.MaxValue;

    /// <summary>Looks. True if there is less than at any look before.</summary>
    public bool Shrinks()
    {
        if (!ProcFiles.Supported)
        {
            return false;
        }

        // One cheap call tells enough until everything has reached the server's end.
        var here = Unacknowledged();
        if (here > 0 || looked.Elapsed < BetweenLooks)
        {
            return IsLess(here, ref leastHere);
        }

        looked.Restart();
        return ProcSockets.Unreceived(server.Port, client.LocalPort) is { } there && IsLess(there, ref leastThere);
    }

    private static bool IsLess(long bytes, ref long least)
    {
        var isLess = bytes < least;
        least = Math.Min(least, bytes);
        return isLess;
    }

    private int Unacknowledged() => Ioctl(client.Socket.SafeHandle, SendQueue, out var bytes) == 0 ? bytes : 0;

    [DllImport("libc", EntryPoint = "ioctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Ioctl(SafeHandle socket, nuint request, out int value);
}
