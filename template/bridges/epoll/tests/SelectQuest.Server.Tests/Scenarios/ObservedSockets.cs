using SelectQuest.Server.Epolling;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Server.Tests.Scenarios;

/// <summary>
/// The real kernel with a notebook: which client fds are open, which were closed that were not open, and how long a
/// readable client was left waiting. Passes every call on unchanged.
/// </summary>
internal sealed class ObservedSockets(ISocketApi kernel, int listenFd) : ISocketApi, IEpollApi
{
    private readonly IEpollApi epoll = LinuxEpoll.Of(kernel);
    private readonly HashSet<int> clients = [];
    private readonly Dictionary<int, int> roundsWaited = [];
    private bool listening = true;
    private int epollFd = -1;

    /// <summary>Called on the loop's thread at the beginning of every <c>epoll_wait</c>.</summary>
    public Action? RoundBegins { get; set; }

    /// <summary>The first close of an fd that was not open, or null.</summary>
    public string? WrongClose { get; private set; }

    /// <summary>The most rounds in a row in which one fd was reported readable and nothing was received from it.</summary>
    public int LongestWait { get; private set; }

    /// <summary>What is open and what the registry says about it. For the loop's thread only.</summary>
    public ServerState StateOf(ConnectionRegistry registry) =>
        new(
            registry.Count,
            clients.Count(fd => registry.Get(fd)?.Fd == fd),
            clients.Count,
            registry.MaxFd,
            clients.DefaultIfEmpty(-1).Max()
        );

    /// <summary>After the loop has ended: closes what it left open, and says what that was.</summary>
    public string? CloseWhatIsLeft()
    {
        var left = listening ? $"the listening fd and {clients.Count} client fds" : $"{clients.Count} client fds";
        left = epollFd < 0 ? left : $"epoll's fd, {left}";
        if (!listening && clients.Count == 0 && epollFd < 0)
        {
            return null;
        }

        foreach (var fd in clients)
        {
            kernel.Close(fd);
        }

        if (listening)
        {
            kernel.Close(listenFd);
        }

        if (epollFd >= 0)
        {
            kernel.Close(epollFd);
        }

        epollFd = -1;
        clients.Clear();
        listening = false;
        return left;
    }

    public int Select(int nfds, ref FdSet read, ref FdSet write, ref FdSet error, TimeSpan timeout, out Errno errno) =>
        throw new InvalidOperationException("This loop is to wait in epoll.");

    public int Create(out Errno errno)
    {
        epollFd = epoll.Create(out errno);
        return epollFd;
    }

    public bool Control(int epollFd, EpollOperation operation, int fd, EpollEvents asked, out Errno errno) =>
        epoll.Control(epollFd, operation, fd, asked, out errno);

    public int Wait(int epollFd, Span<EpollEvent> ready, TimeSpan timeout, out Errno errno)
    {
        RoundBegins?.Invoke();
        var count = epoll.Wait(epollFd, ready, timeout, out errno);
        var readable = new HashSet<int>();
        foreach (var answer in ready[..Math.Max(count, 0)])
        {
            if (answer.IsReadable(EpollEvents.In))
            {
                readable.Add(answer.Fd);
            }
        }

        foreach (var fd in clients)
        {
            var waited = readable.Contains(fd) ? roundsWaited.GetValueOrDefault(fd) + 1 : 0;
            roundsWaited[fd] = waited;

            // The round just announced has yet to serve it.
            LongestWait = Math.Max(LongestWait, waited - 1);
        }

        return count;
    }

    public int Accept(int listenFd, out Errno errno)
    {
        var fd = kernel.Accept(listenFd, out errno);
        if (fd >= 0)
        {
            clients.Add(fd);
        }

        return fd;
    }

    public bool SetNonBlocking(int fd, out Errno errno) => kernel.SetNonBlocking(fd, out errno);

    public int Receive(int fd, Span<byte> buffer, out Errno errno)
    {
        roundsWaited[fd] = 0;
        return kernel.Receive(fd, buffer, out errno);
    }

    public int Send(int fd, ReadOnlySpan<byte> data, out Errno errno) => kernel.Send(fd, data, out errno);

    public void Close(int fd)
    {
        if (clients.Remove(fd))
        {
            roundsWaited.Remove(fd);
        }
        else if (listening && fd == listenFd)
        {
            listening = false;
        }
        else if (fd == epollFd)
        {
            epollFd = -1;
        }
        else
        {
            // Not passed on: by now the number may belong to a client of the test itself.
            WrongClose ??= $"close({fd}), although {fd} is not open: it was closed before, or never was the server's.";
            return;
        }

        kernel.Close(fd);
    }
}
