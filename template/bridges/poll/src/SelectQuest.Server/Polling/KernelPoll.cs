using SelectQuest.Server.Sockets;

namespace SelectQuest.Server.Polling;

/// <summary>The real kernel's <c>poll</c>: libc on Linux and macOS, WSAPoll on Windows. No call allocates memory.</summary>
public static class KernelPoll
{
    /// <summary>The poll that watches the fds of <paramref name="sockets"/>: their own, if they bring one.</summary>
    public static IPollApi Of(ISocketApi sockets) =>
        sockets switch
        {
            IPollApi own => own,
            WinsockSockets winsock => new WinsockPoll(winsock),
            KernelSockets => new PosixPoll(),
            _ => throw new ArgumentException(
                "Whatever stands for the kernel must stand for its poll too.",
                nameof(sockets)
            ),
        };

    /// <summary>In milliseconds, rounded up: a wait that ends too early would be repeated. -1 is for ever.</summary>
    /// <returns>False if the timeout is negative or longer than poll can count, some 24 days.</returns>
    internal static bool TryCount(TimeSpan timeout, out int milliseconds)
    {
        var forEver = timeout == Timeout.InfiniteTimeSpan;
        var count = forEver ? -1 : Math.Ceiling(timeout.TotalMilliseconds);
        milliseconds = count is >= -1 and <= int.MaxValue ? (int)count : 0;
        return forEver || count is >= 0 and <= int.MaxValue;
    }
}
