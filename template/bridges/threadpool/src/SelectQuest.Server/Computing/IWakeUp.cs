using SelectQuest.Server.Sockets;

namespace SelectQuest.Server.Computing;

/// <summary>
/// Two connected ends. The loop selects on one; whoever has something for the loop writes a byte into the other, from any
/// thread. It is the one way to end a select that waits for nothing but fds. Disposing closes both ends; no signal may follow.
/// </summary>
public interface IWakeUp : IDisposable
{
    /// <summary>For the read set.</summary>
    int Fd { get; }

    /// <summary>Makes <see cref="Fd"/> readable. From any thread; never waits.</summary>
    void Signal();

    /// <summary>Makes it unreadable again. Never waits.</summary>
    void Drain();
}

/// <summary>The wake-up of the system this process runs on.</summary>
public static class WakeUp
{
    /// <summary>One whose fd can be selected on through <paramref name="sockets"/>: their own, if they bring one.</summary>
    public static IWakeUp Of(ISocketApi sockets) =>
        sockets switch
        {
            IWakeUp own => own,
            WinsockSockets winsock => new LoopbackPair(winsock),
            KernelSockets => new SocketPair(),
            _ => throw new ArgumentException(
                "Whatever stands for the kernel must stand for its wake-up too.",
                nameof(sockets)
            ),
        };
}
