using SelectQuest.Server.Epolling;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Server.Simulation;

/// <summary>
/// <c>epoll</c> on the simulated kernel: it keeps the questions; at every wait they become three sets, and the sets that
/// come back become answers. So the oracles that judge a select loop judge an epoll loop too. It watches no fd beyond
/// FD_SETSIZE: that stands for the limit a real kernel has (max_user_watches).
/// </summary>
public sealed class SimulatedEpoll(ISocketApi kernel) : ISocketApi, IEpollApi
{
    /// <summary>Standard error's number, which the simulated kernel gives to nobody.</summary>
    private const int EpollFd = 2;

    private readonly SortedDictionary<int, EpollEvents> asked = [];
    private int nextInTurn;

    /// <inheritdoc/>
    public int Create(out Errno errno)
    {
        errno = Errno.None;
        return EpollFd;
    }

    /// <inheritdoc/>
    public bool Control(int epollFd, EpollOperation operation, int fd, EpollEvents asked, out Errno errno)
    {
        var known = this.asked.ContainsKey(fd);
        errno =
            epollFd != EpollFd || !IsOpen(fd) ? Errno.EBADF
            : known == (operation == EpollOperation.Add) || fd >= FdSet.Size ? Errno.EIO
            : Errno.None;
        if (errno != Errno.None)
        {
            return false;
        }

        this.asked.Remove(fd);
        if (operation != EpollOperation.Delete)
        {
            this.asked.Add(fd, asked);
        }

        return true;
    }

    /// <inheritdoc/>
    public int Wait(int epollFd, Span<EpollEvent> ready, TimeSpan timeout, out Errno errno)
    {
        FdSet read = default;
        FdSet write = default;
        FdSet error = default;
        var highest = -1;
        foreach (var (fd, events) in asked)
        {
            FdBits.Put(ref read, fd, events.HasFlag(EpollEvents.In));
            FdBits.Put(ref write, fd, events.HasFlag(EpollEvents.Out));
            FdBits.Put(ref error, fd, events.HasFlag(EpollEvents.Urgent));
            highest = fd;
        }

        var bits = kernel.Select(highest + 1, ref read, ref write, ref error, timeout, out errno);
        return bits <= 0 ? bits : Answer(ready, in read, in write, in error);
    }

    /// <summary>In the order of fds, beginning behind the one that was answered last.</summary>
    private int Answer(Span<EpollEvent> ready, in FdSet read, in FdSet write, in FdSet error)
    {
        var count = 0;
        var fds = asked.Keys.Where(fd => fd >= nextInTurn).Concat(asked.Keys.Where(fd => fd < nextInTurn));
        foreach (var fd in fds)
        {
            var answered = read.IsSet(fd) ? EpollEvents.In : EpollEvents.None;
            answered |= write.IsSet(fd) ? EpollEvents.Out : EpollEvents.None;
            answered |= error.IsSet(fd) ? EpollEvents.Urgent : EpollEvents.None;
            answered |= IsDead(fd) ? EpollEvents.Error | EpollEvents.HangUp : EpollEvents.None;
            if (answered != EpollEvents.None && count < ready.Length)
            {
                ready[count++] = new EpollEvent(fd, answered);
                nextInTurn = fd + 1;
            }
        }

        return count;
    }

    private bool IsOpen(int fd) => kernel is not JudgedSockets { Kernel: var simulated } || simulated.IsOpen(fd);

    /// <summary>A reset is reported whatever was asked.</summary>
    private bool IsDead(int fd) =>
        kernel is JudgedSockets { Kernel: var simulated } && simulated.SocketAt(fd) is { Dead: true };

    /// <summary>Not for a loop that has epoll.</summary>
    public int Select(int nfds, ref FdSet read, ref FdSet write, ref FdSet error, TimeSpan timeout, out Errno errno) =>
        throw new InvalidOperationException("This loop is to wait in epoll.");

    /// <inheritdoc/>
    public int Accept(int listenFd, out Errno errno) => kernel.Accept(listenFd, out errno);

    /// <inheritdoc/>
    public bool SetNonBlocking(int fd, out Errno errno) => kernel.SetNonBlocking(fd, out errno);

    /// <inheritdoc/>
    public int Receive(int fd, Span<byte> buffer, out Errno errno) => kernel.Receive(fd, buffer, out errno);

    /// <inheritdoc/>
    public int Send(int fd, ReadOnlySpan<byte> data, out Errno errno) => kernel.Send(fd, data, out errno);

    /// <summary>Closing an fd takes it off the list.</summary>
    public void Close(int fd)
    {
        asked.Remove(fd);
        if (fd != EpollFd)
        {
            kernel.Close(fd);
        }
    }
}
