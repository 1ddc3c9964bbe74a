using SelectQuest.Server.Handlers;
using SelectQuest.Server.Polling;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

/// <summary>One thread, one loop: ask the kernel who is ready, serve exactly those, ask again.</summary>
public sealed class SelectLoop
{
    /// <summary>
    /// How long poll waits when nothing happens. A signal is noticed between two rounds, so this bounds how long a
    /// shutdown is overlooked, and it is the period of the housekeeping. One second is quick for whoever waits for a server
    /// to stop, and costs an idle one a single wake-up per second. Echoes never wait for it: readiness ends the wait.
    /// </summary>
    private static readonly TimeSpan SelectTimeout = TimeSpan.FromSeconds(1);

    /// <summary>How long a server that was told to stop goes on for clients that take their bytes slowly.</summary>
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(5);

    /// <summary>In place of the listener while it is not to be watched: poll skips a negative fd.</summary>
    private const int NoFd = -1;

    private readonly ISocketApi sockets;
    private readonly IPollApi poll;
    private readonly AcceptHandler acceptHandler;
    private readonly ReadHandler readHandler;
    private readonly WriteHandler writeHandler;
    private PollEntry[] entries = new PollEntry[64];
    private int listenFd;

    /// <summary>A loop that has not begun.</summary>
    /// <param name="sockets">The kernel, or what stands for it in a test.</param>
    /// <param name="listenFd">Listening, non-blocking, and from here on ours: nobody else closes it.</param>
    public SelectLoop(ISocketApi sockets, int listenFd)
    {
        this.sockets = sockets;
        this.listenFd = listenFd;
        poll = KernelPoll.Of(sockets);
        acceptHandler = new AcceptHandler(sockets, Registry, SelectTimeout) { CanWatch = _ => true };
        readHandler = new ReadHandler(sockets);
        writeHandler = new WriteHandler(sockets);
    }

    /// <summary>The clients that are connected.</summary>
    public ConnectionRegistry Registry { get; } = new();

    /// <summary>How many bytes one client may keep waiting. Off unless asked for.</summary>
    public Backpressure Backpressure { get; init; } = Backpressure.Off;

    /// <summary>One round: list the entries, poll, dispatch.</summary>
    public void Iterate() => Round();

    /// <summary>Rounds until cancelled; then no new clients, a flush for at most 5 seconds, and every fd closed.</summary>
    public void Run(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            Round();
        }

        Drain();
    }

    /// <returns>How many entries have an answer; 0 if the timeout passed in silence, -1 if it was interrupted.</returns>
    private int Round()
    {
        // poll leaves the questions as they are. They are still made from the registry every time: nothing to keep in step.
        var watched = FillEntries();

        var ready = poll.Poll(watched, SelectTimeout, out var errno);
        if (ready > 0)
        {
            // Clients first. A fd closed here may be given out again by the very next accept, and its answers in the list
            // are still those of the client that left.
            ServeClients(watched[1..]);
            if (listenFd != NoFd && watched[0].IsReadable)
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
            throw new InvalidOperationException($"poll of {watched.Length} entries answered {errno}.");
        }

        // After -1 nothing was answered: nobody is served.
        return ready;
    }

    /// <summary>The listener's entry comes first, then the clients' in any order.</summary>
    private Span<PollEntry> FillEntries()
    {
        if (entries.Length <= Registry.Count)
        {
            entries = new PollEntry[2 * Registry.Count];
        }

        // A listener that rests, or is closed, keeps its place: an entry without an fd is skipped.
        entries[0] = new PollEntry(acceptHandler.IsPaused ? NoFd : listenFd, PollEvents.In);

        var count = 1;
        foreach (var connection in Registry)
        {
            var asked = PollEvents.Urgent;
            if (connection.State != ConnectionState.Closing && Backpressure.AllowsReading(connection))
            {
                asked |= PollEvents.In;
            }

            // A client with nothing pending is nearly always writable: watching it would turn the loop into a spin.
            if (!connection.Pending.IsEmpty)
            {
                asked |= PollEvents.Out;
            }

            entries[count++] = new PollEntry(connection.Fd, asked);
        }

        return entries.AsSpan(0, count);
    }

    private void ServeClients(ReadOnlySpan<PollEntry> clients)
    {
        foreach (ref readonly var entry in clients)
        {
            if (entry.IsNotOpen)
            {
                throw new InvalidOperationException($"poll says that fd {entry.Fd} is not open.");
            }

            if (entry.Answered != PollEvents.None && Registry.Get(entry.Fd) is { } connection)
            {
                Serve(connection, entry.IsReadable, entry.IsWritable, entry.IsExceptional);
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

        // Urgent data. An echo has no meaning for it, and until it is read it keeps poll from ever waiting again.
        if (failed)
        {
            connection.Abandon();
        }

        CloseIfFinished(connection);
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

            CloseIfFinished(connection);
        }
    }

    /// <summary>The one place that closes a client. Out of the registry first: no entry may ever name a closed fd.</summary>
    private void CloseIfFinished(Connection connection)
    {
        if (connection.IsFinished)
        {
            Registry.Remove(connection.Fd);
            sockets.Close(connection.Fd);
            acceptHandler.Resume();
        }
    }
}
