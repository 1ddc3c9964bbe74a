using SelectQuest.Server.Epolling;
using SelectQuest.Server.Handlers;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

/// <summary>One thread, one loop: ask the kernel who is ready, serve exactly those, ask again.</summary>
public sealed class SelectLoop
{
    /// <summary>
    /// How long epoll waits when nothing happens. A signal is noticed between two rounds, so this bounds how long a
    /// shutdown is overlooked, and it is the period of the housekeeping. One second is quick for whoever waits for a server
    /// to stop, and costs an idle one a single wake-up per second. Echoes never wait for it: readiness ends the wait.
    /// </summary>
    private static readonly TimeSpan SelectTimeout = TimeSpan.FromSeconds(1);

    /// <summary>How long a server that was told to stop goes on for clients that take their bytes slowly.</summary>
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(5);

    /// <summary>In place of the listener once it is closed: no answer ever names it.</summary>
    private const int NoFd = -1;

    private readonly ISocketApi sockets;
    private readonly IEpollApi epoll;
    private readonly int epollFd;
    private readonly EpollEvent[] answers = new EpollEvent[1024];
    private readonly AcceptHandler acceptHandler;
    private readonly ReadHandler readHandler;
    private readonly WriteHandler writeHandler;
    private EpollEvents[] asked = new EpollEvents[1024];
    private int listenFd;

    /// <summary>A loop that has not begun.</summary>
    /// <param name="sockets">The kernel, or what stands for it in a test.</param>
    /// <param name="listenFd">Listening, non-blocking, and from here on ours: nobody else closes it.</param>
    public SelectLoop(ISocketApi sockets, int listenFd)
    {
        this.sockets = sockets;
        this.listenFd = listenFd;
        epoll = LinuxEpoll.Of(sockets);
        epollFd = epoll.Create(out var errno);
        if (epollFd < 0 || !Watch(listenFd, EpollEvents.In))
        {
            throw new InvalidOperationException($"epoll does not watch the listener, fd {listenFd}: {errno}.");
        }

        acceptHandler = new AcceptHandler(sockets, Registry, SelectTimeout) { CanWatch = WatchClient };
        readHandler = new ReadHandler(sockets);
        writeHandler = new WriteHandler(sockets);
    }

    /// <summary>The clients that are connected.</summary>
    public ConnectionRegistry Registry { get; } = new();

    /// <summary>How many bytes one client may keep waiting. Off unless asked for.</summary>
    public Backpressure Backpressure { get; init; } = Backpressure.Off;

    /// <summary>Clients turned away because the kernel watches no more fds for this user.</summary>
    public int Refused => acceptHandler.Refused;

    /// <summary>One round: wait, dispatch, say what has changed.</summary>
    public void Iterate() => Round();

    /// <summary>Rounds until cancelled; then no new clients, a flush for at most 5 seconds, and every fd closed.</summary>
    public void Run(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            Round();
        }

        Drain();
        sockets.Close(epollFd);
    }

    /// <returns>How many fds are ready; 0 if the timeout passed in silence, -1 if it was interrupted.</returns>
    private int Round()
    {
        // epoll remembers what it was asked. A client's question is changed when the client was served, the listener's here.
        if (listenFd != NoFd)
        {
            Ask(listenFd, acceptHandler.IsPaused ? EpollEvents.None : EpollEvents.In);
        }

        var ready = epoll.Wait(epollFd, answers, SelectTimeout, out var errno);
        if (ready > 0)
        {
            // Clients first. A fd closed here may be given out again by the very next accept, and an answer in the list
            // is still that of the client that left.
            ServeClients(answers.AsSpan(0, ready), out var newcomers);
            if (newcomers)
            {
                acceptHandler.Handle(listenFd);
            }
        }
        else if (ready == 0)
        {
            acceptHandler.Resume();
        }
        else if (errno is not (Errno.EINTR or Errno.EAGAIN or Errno.ENOMEM))
        {
            throw new InvalidOperationException($"epoll_wait({epollFd}) answered {errno}.");
        }

        // After -1 nothing was answered: nobody is served.
        return ready;
    }

    private EpollEvents InterestIn(Connection connection)
    {
        var interest = EpollEvents.Urgent;
        if (connection.State != ConnectionState.Closing && Backpressure.AllowsReading(connection))
        {
            interest |= EpollEvents.In;
        }

        // A client with nothing pending is nearly always writable: watching it would turn the loop into a spin.
        if (!connection.Pending.IsEmpty)
        {
            interest |= EpollEvents.Out;
        }

        return interest;
    }

    /// <summary>A new client: watched once for all its life. Its close ends that by itself.</summary>
    private bool WatchClient(int fd) => Watch(fd, EpollEvents.In | EpollEvents.Urgent);

    private bool Watch(int fd, EpollEvents interest)
    {
        if (fd >= asked.Length)
        {
            Array.Resize(ref asked, 2 * fd);
        }

        asked[fd] = interest;
        return epoll.Control(epollFd, EpollOperation.Add, fd, interest, out _);
    }

    /// <summary>A system call only if the question is another one than before: for an echo that fits, it never is.</summary>
    private void Ask(int fd, EpollEvents interest)
    {
        if (asked[fd] == interest)
        {
            return;
        }

        asked[fd] = interest;
        if (!epoll.Control(epollFd, EpollOperation.Modify, fd, interest, out var errno))
        {
            throw new InvalidOperationException($"epoll_ctl of fd {fd} answered {errno}.");
        }
    }

    private void ServeClients(ReadOnlySpan<EpollEvent> ready, out bool newcomers)
    {
        newcomers = false;
        foreach (var answer in ready)
        {
            if (answer.Fd == listenFd)
            {
                newcomers = true;
            }
            else if (Registry.Get(answer.Fd) is { } connection)
            {
                var asking = asked[answer.Fd];
                Serve(connection, answer.IsReadable(asking), answer.IsWritable(asking), answer.IsExceptional);
            }
        }
    }

    private void Serve(Connection connection, bool readable, bool writable, bool failed)
    {
        // Older bytes go out before newer ones come in.
        if (writable)
        {
            writeHandler.Handle(connection);
        }

        if (readable && connection.State != ConnectionState.Closing)
        {
            readHandler.Handle(connection);
        }

        // Urgent data. An echo has no meaning for it, and until it is read it keeps epoll from ever waiting again.
        if (failed)
        {
            connection.Abandon();
        }

        CloseOrAsk(connection);
    }

    /// <summary>From here on every client is treated as if it had said EOF: flush, then close.</summary>
    private void Drain()
    {
        sockets.Close(listenFd);
        listenFd = NoFd;
        EndAll(flushFirst: true);

        // By the clock, for clients that keep taking a few bytes; and in silent timeouts, which add up to the same limit
        // and need no clock, for those that take none.
        var deadline = Environment.TickCount64 + (long)DrainLimit.TotalMilliseconds;
        var silence = TimeSpan.Zero;
        while (Registry.Count > 0 && silence < DrainLimit && Environment.TickCount64 < deadline)
        {
            if (Round() == 0)
            {
                silence += SelectTimeout;
            }
        }

        EndAll(flushFirst: false);
    }

    /// <summary>By fd, not by enumerating: closing takes the connection out of the registry.</summary>
    private void EndAll(bool flushFirst)
    {
        for (var fd = Registry.MaxFd; fd >= 0; fd--)
        {
            if (Registry.Get(fd) is not { } connection)
            {
                continue;
            }

            if (flushFirst)
            {
                connection.CloseAfterFlush();
            }
            else
            {
                connection.Abandon();
            }

            CloseOrAsk(connection);
        }
    }

    /// <summary>The one place that closes a client, or changes what the kernel watches it for.</summary>
    private void CloseOrAsk(Connection connection)
    {
        if (connection.IsFinished)
        {
            Registry.Remove(connection.Fd);
            sockets.Close(connection.Fd);
            acceptHandler.Resume();
        }
        else
        {
            Ask(connection.Fd, InterestIn(connection));
        }
    }
}
