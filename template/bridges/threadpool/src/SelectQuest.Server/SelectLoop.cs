using SelectQuest.Server.Computing;
using SelectQuest.Server.Handlers;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

/// <summary>
/// One thread, one loop: ask the kernel who is ready, serve exactly those, ask again. What takes long is computed elsewhere.
/// </summary>
public sealed class SelectLoop
{
    /// <summary>
    /// How long select waits when nothing happens. A signal is noticed between two rounds, so this bounds how long a
    /// shutdown is overlooked, and it is the period of the housekeeping. One second is quick for whoever waits for a server
    /// to stop, and costs an idle one a single wake-up per second. Echoes never wait for it: readiness ends the wait.
    /// </summary>
    private static readonly TimeSpan SelectTimeout = TimeSpan.FromSeconds(1);

    /// <summary>How long a server that was told to stop goes on for clients that take their bytes slowly.</summary>
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(5);

    /// <summary>In place of the listener once it is closed: below every fd, so that it never counts for nfds.</summary>
    private const int NoFd = -1;

    private readonly ISocketApi sockets;
    private readonly Jobs jobs;
    private readonly AcceptHandler acceptHandler;
    private readonly ReadHandler readHandler;
    private readonly WriteHandler writeHandler;
    private int listenFd;

    /// <summary>A loop that has not begun.</summary>
    /// <param name="sockets">The kernel, or what stands for it in a test.</param>
    /// <param name="listenFd">Listening, non-blocking, and from here on ours: nobody else closes it.</param>
    public SelectLoop(ISocketApi sockets, int listenFd)
        : this(sockets, listenFd, new Jobs(new HashOfLine(), WakeUp.Of(sockets))) { }

    /// <summary>A loop that has not begun, and what it computes.</summary>
    public SelectLoop(ISocketApi sockets, int listenFd, Jobs jobs)
    {
        this.sockets = sockets;
        this.jobs = jobs;
        this.listenFd = listenFd;
        acceptHandler = new AcceptHandler(sockets, Registry, SelectTimeout);
        readHandler = new ReadHandler(new JobIntake(sockets, jobs));
        writeHandler = new WriteHandler(new ReplyOutlet(sockets, jobs));
    }

    /// <summary>The clients that are connected.</summary>
    public ConnectionRegistry Registry { get; } = new();

    /// <summary>Clients turned away because their fd does not fit into an fd_set.</summary>
    public int Refused => acceptHandler.Refused;

    /// <summary>One round: build the sets, select, dispatch.</summary>
    public void Iterate() => Round();

    /// <summary>Rounds until cancelled; then no new clients, a flush for at most 5 seconds, and every fd closed.</summary>
    public void Run(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            Round();
        }

        Drain();
        jobs.Close();
    }

    /// <returns>How many bits select left set; 0 if the timeout passed in silence, -1 if it was interrupted.</returns>
    private int Round()
    {
        // select overwrites the sets it is given, so they are made from the registry every time.
        FdSet read = default;
        FdSet write = default;
        FdSet error = default;
        FillSets(ref read, ref write, ref error);

        var nfds = Math.Max(Math.Max(listenFd, jobs.WakeUpFd), Registry.MaxFd) + 1;
        var ready = sockets.Select(nfds, ref read, ref write, ref error, SelectTimeout, out var errno);
        if (ready > 0)
        {
            // Clients first. A fd closed here may be given out again by the very next accept, and its bits in the sets
            // are still those of the client that left.
            ServeClients(nfds, in read, in write, in error);
            if (read.IsSet(jobs.WakeUpFd))
            {
                DeliverResults();
            }

            if (listenFd != NoFd && read.IsSet(listenFd))
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
            throw new InvalidOperationException(
                $"select({nfds}) answered {errno}: a set holds an fd it must not hold."
            );
        }

        // After -1 the sets are as they went in, every bit a question and not an answer: nobody is served.
        return ready;
    }

    private void FillSets(ref FdSet read, ref FdSet write, ref FdSet error)
    {
        if (listenFd != NoFd && !acceptHandler.IsPaused)
        {
            read.Set(listenFd);
        }

        read.Set(jobs.WakeUpFd);
        foreach (var connection in Registry)
        {
            if (connection.State != ConnectionState.Closing && jobs.AllowReading(connection))
            {
                read.Set(connection.Fd);
            }

            // A client with nothing pending is nearly always writable: watching it would turn the loop into a spin.
            if (!connection.Pending.IsEmpty)
            {
                write.Set(connection.Fd);
            }

            error.Set(connection.Fd);
        }
    }

    private void ServeClients(int nfds, in FdSet read, in FdSet write, in FdSet error)
    {
        for (var fd = 0; fd < nfds; fd++)
        {
            var (readable, writable, failed) = (read.IsSet(fd), write.IsSet(fd), error.IsSet(fd));
            if ((readable || writable || failed) && Registry.Get(fd) is { } connection)
            {
                Serve(connection, readable, writable, failed);
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

        // Urgent data. An echo has no meaning for it, and until it is read it keeps select from ever waiting again.
        if (failed)
        {
            jobs.Forget(connection.Fd);
            connection.Abandon();
        }

        CloseIfFinished(connection);
    }

    /// <summary>The loop's own thread sends what the pool has computed: no other thread ever touches a socket.</summary>
    private void DeliverResults()
    {
        foreach (var result in jobs.Collect())
        {
            if (Registry.Get(result.Fd) is not { } connection)
            {
                continue;
            }

            // Sends at once, as an echo does; older bytes that still wait go first.
            var sendsAtOnce = connection.Pending.IsEmpty;
            connection.Pending.Append(result.Reply);
            if (sendsAtOnce)
            {
                writeHandler.Handle(connection);
            }

            if (!jobs.StartNext(result))
            {
                connection.CloseAfterFlush();
            }

            CloseIfFinished(connection);
        }
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
                jobs.Forget(connection.Fd);
                connection.Abandon();
            }

            CloseIfFinished(connection);
        }
    }

    /// <summary>The one place that closes a client, once it is owed no result. Out of the registry first: no set may ever hold a closed fd.</summary>
    private void CloseIfFinished(Connection connection)
    {
        if (connection.IsFinished && !jobs.AreInFlight(connection.Fd))
        {
            jobs.Forget(connection.Fd);
            Registry.Remove(connection.Fd);
            sockets.Close(connection.Fd);
            acceptHandler.Resume();
        }
    }
}
