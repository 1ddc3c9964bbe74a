using SelectQuest.Server.Polling;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Server.Simulation;

/// <summary>
/// <c>poll</c> on the simulated kernel: the questions become three sets, the sets that come back become answers. So the
/// oracles that judge a select loop judge a poll loop too. Fds beyond FD_SETSIZE are out of its reach.
/// </summary>
public sealed class SimulatedPoll(ISocketApi kernel) : ISocketApi, IPollApi
{
    /// <inheritdoc/>
    public int Poll(Span<PollEntry> entries, TimeSpan timeout, out Errno errno)
    {
        FdSet read = default;
        FdSet write = default;
        FdSet error = default;
        var highest = -1;
        foreach (ref readonly var entry in entries)
        {
            if (entry.Fd >= 0)
            {
                FdBits.Put(ref read, entry.Fd, entry.Asked.HasFlag(PollEvents.In));
                FdBits.Put(ref write, entry.Fd, entry.Asked.HasFlag(PollEvents.Out));
                FdBits.Put(ref error, entry.Fd, entry.Asked.HasFlag(PollEvents.Urgent));
                highest = Math.Max(highest, entry.Fd);
            }
        }

        var bits = kernel.Select(highest + 1, ref read, ref write, ref error, timeout, out errno);
        return bits < 0 ? -1 : Answer(entries, in read, in write, in error);
    }

    private int Answer(Span<PollEntry> entries, in FdSet read, in FdSet write, in FdSet error)
    {
        var answered = 0;
        foreach (ref var entry in entries)
        {
            entry.Answered = PollEvents.None;
            if (entry.Fd >= 0)
            {
                entry.Answered |= read.IsSet(entry.Fd) ? PollEvents.In : PollEvents.None;
                entry.Answered |= write.IsSet(entry.Fd) ? PollEvents.Out : PollEvents.None;
                entry.Answered |= error.IsSet(entry.Fd) ? PollEvents.Urgent : PollEvents.None;
                entry.Answered |= IsDead(entry.Fd) ? PollEvents.Error | PollEvents.HangUp : PollEvents.None;
                answered += entry.Answered != PollEvents.None ? 1 : 0;
            }
        }

        return answered;
    }

    /// <summary>A reset is reported whatever was asked.</summary>
    private bool IsDead(int fd) =>
        kernel is JudgedSockets { Kernel: var simulated } && simulated.SocketAt(fd) is { Dead: true };

    /// <summary>Not for a loop that has poll.</summary>
    public int Select(int nfds, ref FdSet read, ref FdSet write, ref FdSet error, TimeSpan timeout, out Errno errno) =>
        throw new InvalidOperationException("This loop is to wait in poll.");

    /// <inheritdoc/>
    public int Accept(int listenFd, out Errno errno) => kernel.Accept(listenFd, out errno);

    /// <inheritdoc/>
    public bool SetNonBlocking(int fd, out Errno errno) => kernel.SetNonBlocking(fd, out errno);

    /// <inheritdoc/>
    public int Receive(int fd, Span<byte> buffer, out Errno errno) => kernel.Receive(fd, buffer, out errno);

    /// <inheritdoc/>
    public int Send(int fd, ReadOnlySpan<byte> data, out Errno errno) => kernel.Send(fd, data, out errno);

    /// <inheritdoc/>
    public void Close(int fd) => kernel.Close(fd);
}
