using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

public sealed class SelectLoop
{
    private enum Kind { Room, Data, Trouble, Newcomer }

    private readonly record struct Event(Kind Kind, int Fd, int Serial);

    private readonly ISocketApi sockets;
    private readonly List<Event> events = [];
    private readonly byte[] buffer = new byte[20_000];
    private int listenFd;
    private bool listenerPaused;

    public SelectLoop(ISocketApi sockets, int listenFd)
    {
        this.sockets = sockets;
        this.listenFd = listenFd;
    }

    public ConnectionRegistry Registry { get; } = new();

    private TimeSpan SelectTimeout { get; } = TimeSpan.FromSeconds(1);

    public void Iterate()
    {
        Collect();
        Dispatch();
    }

    public void Run(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            Iterate();
        }

        sockets.Close(listenFd);
        listenFd = -1;
        var silent = 0;
        while (true)
        {
            foreach (var connection in Registry.ToArray())
            {
                connection.State = ConnectionState.Closing;
                if (connection.Unsent.Length == 0 || silent >= 5)
                {
                    Close(connection);
                }
            }

            if (Registry.Count == 0)
            {
                return;
            }

            silent += Collect() == 0 ? 1 : 0;
            Dispatch();
        }
    }

    private int Collect()
    {
        var read = new FdSet();
        var write = new FdSet();
        var error = new FdSet();
        if (listenFd >= 0 && !listenerPaused)
        {
            read.Set(listenFd);
        }

        foreach (var connection in Registry)
        {
            if (connection.State != ConnectionState.Closing)
            {
                read.Set(connection.Fd);
            }

            if (connection.Unsent.Length > 0)
            {
                write.Set(connection.Fd);
            }

            error.Set(connection.Fd);
        }

        var nfds = Math.Max(listenFd, Registry.MaxFd) + 1;
        var ready = sockets.Select(nfds, ref read, ref write, ref error, SelectTimeout, out var errno);
        if (ready < 0 && errno != Errno.EINTR)
        {
            throw new InvalidOperationException($"select: {errno}");
        }

        events.Clear();
        if (ready <= 0)
        {
            listenerPaused &= ready < 0;
            return ready;
        }

        foreach (var connection in Registry)
        {
            Note(write, Kind.Room, connection);
            if (!read.IsSet(connection.Fd))
            {
                events.Add(new Event(Kind.Data, connection.Fd, connection.Serial));
            }

            Note(error, Kind.Trouble, connection);
        }

        if (listenFd >= 0 && read.IsSet(listenFd))
        {
            events.Add(new Event(Kind.Newcomer, listenFd, 0));
        }

        return ready;
    }

    private void Note(in FdSet found, Kind kind, Connection connection)
    {
        if (found.IsSet(connection.Fd))
        {
            events.Add(new Event(kind, connection.Fd, connection.Serial));
        }
    }

    private void Dispatch()
    {
        foreach (var (kind, fd, serial) in events)
        {
            if (kind == Kind.Newcomer)
            {
                Accept();
                continue;
            }

            // The client may have gone since, and another one may have its fd.
            if (Registry.Get(fd) is not { } connection || connection.Serial != serial)
            {
                continue;
            }

            switch (kind)
            {
                case Kind.Room:
                    Send(connection);
                    break;
                case Kind.Data when connection.State != ConnectionState.Closing:
                    Receive(connection);
                    break;
                case Kind.Trouble:
                    Break(connection);
                    break;
            }

            if (connection is { State: ConnectionState.Closing, Unsent: [] })
            {
                Close(connection);
            }
        }
    }

    private void Accept()
    {
        while (true)
        {
            var fd = sockets.Accept(listenFd, out var errno);
            if (fd < 0)
            {
                if (errno == Errno.ECONNABORTED)
                {
                    continue;
                }

                listenerPaused = errno is Errno.EMFILE or Errno.ENFILE or Errno.ENOBUFS or Errno.ENOMEM;
                return;
            }

            if (fd >= FdSet.Size || !sockets.SetNonBlocking(fd, out _))
            {
                sockets.Close(fd);
                continue;
            }

            Registry.Add(fd, new Connection(fd));
        }
    }

    private void Receive(Connection connection)
    {
        var count = sockets.Receive(connection.Fd, buffer, out var errno);
        switch (count)
        {
            case > 0:
                connection.Unsent = [.. connection.Unsent, .. buffer.AsSpan(0, count)];
                Send(connection);
                break;
            case 0:
                connection.State = ConnectionState.Closing;
                break;
            default:
                if (errno is not (Errno.EAGAIN or Errno.EINTR))
                {
                    Break(connection);
                }

                break;
        }
    }

    private void Send(Connection connection)
    {
        var count = sockets.Send(connection.Fd, connection.Unsent, out var errno);
        if (count < 0)
        {
            if (errno is not (Errno.EAGAIN or Errno.EINTR))
            {
                Break(connection);
            }

            return;
        }

        connection.Unsent = connection.Unsent[count..];
        connection.LastActive = Environment.TickCount64;
        if (connection.State != ConnectionState.Closing)
        {
            connection.State = connection.Unsent is [] ? ConnectionState.Reading : ConnectionState.Writing;
        }
    }

    private static void Break(Connection connection)
    {
        connection.Unsent = [];
        connection.State = ConnectionState.Closing;
    }

    private void Close(Connection connection)
    {
        connection.State = ConnectionState.Closing;
        Registry.Remove(connection.Fd);
        sockets.Close(connection.Fd);
        listenerPaused = false;
    }
}
