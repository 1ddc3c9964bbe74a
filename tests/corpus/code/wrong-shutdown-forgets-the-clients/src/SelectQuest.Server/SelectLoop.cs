using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

[Flags]
internal enum Events
{
    None = 0,
    Read = 1,
    Write = 2,
    Error = 4,
}

public sealed class SelectLoop
{
    private const int TimeoutMilliseconds = 1_000;

    private readonly ISocketApi sockets;
    private readonly IEnumerator<int> rounds;
    private int listenFd;
    private bool accepting = true;

    public SelectLoop(ISocketApi sockets, int listenFd)
    {
        this.sockets = sockets;
        this.listenFd = listenFd;
        rounds = Rounds().GetEnumerator();
    }

    public ConnectionRegistry Registry { get; } = new();

    public void Iterate() => rounds.MoveNext();

    public void Run(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested && rounds.MoveNext())
        {
        }

        sockets.Close(listenFd);
        listenFd = -1;
    }

    /// <summary>A round for each MoveNext; what is yielded is select's answer.</summary>
    private IEnumerable<int> Rounds()
    {
        while (true)
        {
            FdSet read = default;
            FdSet write = default;
            FdSet error = default;
            foreach (var (fd, events) in Interests())
            {
                if (events.HasFlag(Events.Read))
                {
                    read.Set(fd);
                }

                if (events.HasFlag(Events.Write))
                {
                    write.Set(fd);
                }

                if (events.HasFlag(Events.Error))
                {
                    error.Set(fd);
                }
            }

            var nfds = Math.Max(listenFd, Registry.MaxFd) + 1;
            var timeout = TimeSpan.FromMilliseconds(TimeoutMilliseconds);
            var answer = sockets.Select(nfds, ref read, ref write, ref error, timeout, out var errno);
            if (answer < 0 && errno != Errno.EINTR)
            {
                throw new InvalidOperationException($"select: {errno}");
            }

            if (answer > 0)
            {
                foreach (var (fd, events) in Ready(nfds, read, write, error).ToList())
                {
                    if (Registry.Get(fd) is { } connection)
                    {
                        Serve(connection, events);
                    }
                }

                if (listenFd >= 0 && read.IsSet(listenFd))
                {
                    foreach (var newcomer in Newcomers())
                    {
                        Registry.Add(newcomer.Fd, newcomer);
                    }
                }
            }

            accepting |= answer == 0;
            yield return answer;
        }
    }

    private IEnumerable<(int Fd, Events Events)> Interests()
    {
        if (listenFd >= 0 && accepting)
        {
            yield return (listenFd, Events.Read);
        }

        foreach (var connection in Registry)
        {
            var events = Events.Error;
            events |= connection.State != ConnectionState.Closing ? Events.Read : Events.None;
            events |= connection.Tail.Length > 0 ? Events.Write : Events.None;
            yield return (connection.Fd, events);
        }
    }

    private static IEnumerable<(int Fd, Events Events)> Ready(int nfds, FdSet read, FdSet write, FdSet error)
    {
        for (var fd = 0; fd < nfds; fd++)
        {
            var events =
                (read.IsSet(fd) ? Events.Read : Events.None)
                | (write.IsSet(fd) ? Events.Write : Events.None)
                | (error.IsSet(fd) ? Events.Error : Events.None);
            if (events != Events.None)
            {
                yield return (fd, events);
            }
        }
    }

    private IEnumerable<Connection> Newcomers()
    {
        while (true)
        {
            var fd = sockets.Accept(listenFd, out var errno);
            if (fd is >= 0 and < FdSet.Size && sockets.SetNonBlocking(fd, out _))
            {
                yield return new Connection(fd);
            }
            else if (fd >= 0)
            {
                sockets.Close(fd);
            }
            else if (errno != Errno.ECONNABORTED)
            {
                accepting = errno is not (Errno.EMFILE or Errno.ENFILE or Errno.ENOBUFS or Errno.ENOMEM);
                yield break;
            }
        }
    }

    private void Serve(Connection connection, Events events)
    {
        if (events.HasFlag(Events.Write))
        {
            Write(connection);
        }

        if (events.HasFlag(Events.Read) && connection.State != ConnectionState.Closing)
        {
            Read(connection);
        }

        Finish(connection, events, hurry: false);
    }

    private void Read(Connection connection)
    {
        var buffer = new byte[4000];
        var count = sockets.Receive(connection.Fd, buffer, out var errno);
        if (count > 0)
        {
            connection.Tail = [.. connection.Tail, .. buffer[..count]];
            Write(connection);
        }
        else if (count == 0)
        {
            connection.State = ConnectionState.Closing;
        }
        else if (errno is not (Errno.EAGAIN or Errno.EINTR))
        {
            Lose(connection);
        }
    }

    private void Write(Connection connection)
    {
        var count = sockets.Send(connection.Fd, connection.Tail, out var errno);
        if (count < 0 && errno is not (Errno.EAGAIN or Errno.EINTR))
        {
            Lose(connection);
            return;
        }

        connection.Tail = connection.Tail[Math.Max(count, 0)..];
        connection.LastActive = Environment.TickCount64;
        if (connection.State != ConnectionState.Closing)
        {
            connection.State = connection.Tail.Length == 0 ? ConnectionState.Reading : ConnectionState.Writing;
        }
    }

    private static void Lose(Connection connection)
    {
        connection.Tail = [];
        connection.State = ConnectionState.Closing;
    }

    private void Finish(Connection connection, Events events, bool hurry)
    {
        if (events.HasFlag(Events.Error))
        {
            Lose(connection);
        }

        if (hurry)
        {
            connection.State = ConnectionState.Closing;
        }

        if (connection is { State: ConnectionState.Closing, Tail: [] })
        {
            Registry.Remove(connection.Fd);
            sockets.Close(connection.Fd);
            accepting = true;
        }
    }
}
