using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

public sealed class SelectLoop
{
    // In milliseconds. Shutdown may be this late, and the idle server wakes this often.
    private const int TimeoutMs = 500;

    private readonly ISocketApi sockets;
    private readonly byte[] input = new byte[32768];
    private int listenFd;
    private bool exhausted;
    private bool flushing;

    public SelectLoop(ISocketApi sockets, int listenFd)
    {
        this.sockets = sockets;
        this.listenFd = listenFd;
    }

    public ConnectionRegistry Registry { get; } = new();

    public void Iterate() => Turn();

    public void Run(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            Turn();
        }

        flushing = true;
        sockets.Close(listenFd);
        listenFd = int.MinValue;
        var nothing = 0;
        do
        {
            for (var fd = Registry.MaxFd; fd >= 0; fd--)
            {
                if (Registry.Get(fd) is { } connection && (connection.Outgoing.Length == 0 || nothing > 9))
                {
                    Forget(connection);
                }
            }
        } while (Registry.Count > 0 && (nothing += Turn() ? 0 : 1) <= 10);
    }

    /// <returns>false: the timeout came first.</returns>
    private bool Turn()
    {
        FdSet readfds = default, writefds = default, exceptfds = default;
        var last = listenFd;
        if (!exhausted && !flushing)
        {
            readfds.Set(listenFd);
        }

        foreach (var connection in Registry)
        {
            last = Math.Max(last, connection.Fd);
            exceptfds.Set(connection.Fd);
            if (connection.Outgoing.Length > 0)
            {
                writefds.Set(connection.Fd);
            }

            if (!flushing && connection.State != ConnectionState.Closing)
            {
                readfds.Set(connection.Fd);
            }
        }

        switch (sockets.Select(last + 1, ref readfds, ref writefds, ref exceptfds, TimeSpan.FromMilliseconds(TimeoutMs), out var errno))
        {
            case -1 when errno == Errno.EINTR:
                return true;
            case -1:
                throw new InvalidOperationException($"select({last + 1}) = {errno}");
            case 0:
                exhausted = false;
                return false;
        }

        for (var fd = 0; fd <= last; fd++)
        {
            if (Registry.Get(fd) is not { } connection)
            {
                continue;
            }

            if (writefds.IsSet(fd))
            {
                Flush(connection);
            }

            if (readfds.IsSet(fd) && connection.State != ConnectionState.Closing)
            {
                Fill(connection);
            }

            if (exceptfds.IsSet(fd))
            {
                Break(connection);
            }

            if (connection.Over)
            {
                Forget(connection);
            }
        }

        if (!flushing && readfds.IsSet(listenFd))
        {
            Admit();
        }

        return true;
    }

    private void Admit()
    {
        int fd;
        Errno errno;
        while ((fd = sockets.Accept(listenFd, out errno)) >= 0 || errno == Errno.ECONNABORTED)
        {
            if (fd < 0)
            {
                continue;
            }

            if (fd >= FdSet.Size || !sockets.SetNonBlocking(fd, out _))
            {
                sockets.Close(fd);
                continue;
            }

            Registry.Add(fd, new Connection(fd));
        }

        exhausted = errno is Errno.EMFILE or Errno.ENFILE or Errno.ENOMEM or Errno.ENOBUFS;
    }

    private void Fill(Connection connection)
    {
        var count = sockets.Receive(connection.Fd, input, out var errno);
        if (count == 0)
        {
            connection.State = ConnectionState.Closing;
            return;
        }

        if (count < 0)
        {
            if (!Harmless(errno))
            {
                Break(connection);
            }

            return;
        }

        connection.LastActive = Environment.TickCount64;
        connection.State = ConnectionState.Reading;
        ReadOnlySpan<byte> rest = input.AsSpan(0, count);
        if (connection.Outgoing.Length == 0)
        {
            var sent = sockets.Send(connection.Fd, rest, out errno);
            if (sent < 0 && !Harmless(errno))
            {
                Break(connection);
                return;
            }

            rest = rest[Math.Max(sent, 0)..];
        }

        if (rest.Length > 0)
        {
            connection.Outgoing.Append(rest);
            connection.State = ConnectionState.Writing;
        }
    }

    private void Flush(Connection connection)
    {
        var sent = sockets.Send(connection.Fd, connection.Outgoing.Span, out var errno);
        if (sent >= 0)
        {
            connection.Outgoing.Advance(sent);
            if (connection is { State: ConnectionState.Writing, Outgoing.Length: 0 })
            {
                connection.State = ConnectionState.Reading;
            }
        }
        else if (!Harmless(errno))
        {
            Break(connection);
        }
    }

    private static bool Harmless(Errno errno) => errno is Errno.EAGAIN or Errno.EINTR;

    private static void Break(Connection connection)
    {
        connection.Outgoing = default;
        connection.State = ConnectionState.Closing;
    }

    private void Forget(Connection connection)
    {
        Registry.Remove(connection.Fd);
        sockets.Close(connection.Fd);
        exhausted = false;
    }
}
