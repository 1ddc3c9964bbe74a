using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

public sealed class SelectLoop
{
    // Written by whatever thread cancels, read by the loop. One word, one writer, never set back: volatile is enough.
    private volatile bool stopRequested;

    private readonly ISocketApi sockets;
    private readonly byte[] buffer = new byte[1 << 14];
    private volatile int listenFd;
    private bool listenerSleeps;

    public SelectLoop(ISocketApi sockets, int listenFd)
    {
        this.sockets = sockets;
        this.listenFd = listenFd;
    }

    public ConnectionRegistry Registry { get; } = new();

    public void Iterate() => Tick();

    public void Run(CancellationToken cancellation)
    {
        using var registration = cancellation.Register(RequestStop);
        do
        {
            Tick();
        } while (!stopRequested);

        var listener = listenFd;
        listenFd = -1;
        sockets.Close(listener);

        var patience = 5;
        while (true)
        {
            foreach (var connection in Registry.ToArray())
            {
                if (connection.Owed == 0 || patience == 0)
                {
                    Close(connection);
                }
            }

            if (Registry.Count == 0)
            {
                return;
            }

            if (Tick() == 0)
            {
                patience--;
            }
        }
    }

    private void RequestStop() => stopRequested = true;

    private int Tick()
    {
        var listening = listenFd >= 0;
        FdSet read = new(), write = new(), error = new();
        foreach (var connection in Registry)
        {
            if (!stopRequested && connection.State != ConnectionState.Closing)
            {
                read.Set(connection.Fd);
            }

            if (connection.Owed > 0)
            {
                write.Set(connection.Fd);
            }

            error.Set(connection.Fd);
        }

        if (listening && !listenerSleeps)
        {
            read.Set(listenFd);
        }

        var nfds = 1 + (listening ? Math.Max(listenFd, Registry.MaxFd) : Registry.MaxFd);
        var ready = sockets.Select(nfds, ref read, ref write, ref error, TimeSpan.FromMilliseconds(1000), out var errno);
        if (ready < 0)
        {
            return errno == Errno.EINTR ? ready : throw new InvalidOperationException($"select: {errno}");
        }

        if (ready == 0)
        {
            listenerSleeps = false;
            return 0;
        }

        foreach (var connection in Registry.ToArray())
        {
            var alive = !error.IsSet(connection.Fd);
            if (alive && write.IsSet(connection.Fd))
            {
                alive = Send(connection);
            }

            if (alive && read.IsSet(connection.Fd))
            {
                alive = Receive(connection);
            }

            if (!alive || (connection.State == ConnectionState.Closing && connection.Owed == 0))
            {
                Close(connection);
            }
        }

        if (listening && read.IsSet(listenFd) && !stopRequested)
        {
            Accept();
        }

        return ready;
    }

    private void Accept()
    {
        while (!listenerSleeps)
        {
            var fd = sockets.Accept(listenFd, out var errno);
            switch (errno)
            {
                case Errno.None when fd >= FdSet.Size:
                    sockets.Close(fd);
                    break;
                case Errno.None:
                    sockets.SetNonBlocking(fd, out _);
                    Registry.Add(fd, new Connection(fd));
                    break;
                case Errno.ECONNABORTED:
                    break;
                case Errno.EMFILE or Errno.ENFILE or Errno.ENOMEM or Errno.ENOBUFS:
                    listenerSleeps = true;
                    break;
                default:
                    return;
            }
        }
    }

    private bool Receive(Connection connection)
    {
        var count = sockets.Receive(connection.Fd, buffer, out var errno);
        if (errno is Errno.EAGAIN or Errno.EINTR)
        {
            return true;
        }

        for (var at = 0; at < count; at++)
        {
            if (buffer[at] != '\0')
            {
                connection.Put(buffer[at]);
            }
        }

        connection.LastActive = Environment.TickCount64;
        connection.State = count == 0 ? ConnectionState.Closing : ConnectionState.Writing;
        return count >= 0 && (connection.Owed == 0 || Send(connection));
    }

    private bool Send(Connection connection)
    {
        var count = sockets.Send(connection.Fd, connection.Peek(), out var errno);
        if (errno is Errno.EAGAIN or Errno.EINTR)
        {
            return true;
        }

        connection.Drop(count);
        if (connection is { Owed: 0, State: ConnectionState.Writing })
        {
            connection.State = ConnectionState.Reading;
        }

        return count >= 0;
    }

    private void Close(Connection connection)
    {
        connection.State = ConnectionState.Closing;
        Registry.Remove(connection.Fd);
        sockets.Close(connection.Fd);
        listenerSleeps = false;
    }
}
