using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

public sealed class SelectLoop
{
    private const int BufferSize = checked(4 * 1024);
    private const int Millisecond = 1;
    private const int Second = checked(1000 * Millisecond);

    private readonly TimeSpan patience = TimeSpan.FromMilliseconds(checked(1 * Second));
    private readonly ISocketApi sockets;
    private readonly byte[] buffer = new byte[BufferSize];
    private Fd listener;
    private bool tableFull;

    public SelectLoop(ISocketApi sockets, int listenFd)
    {
        this.sockets = sockets;
        listener = new Fd(listenFd);
    }

    public ConnectionRegistry Registry { get; } = new();

    public void Iterate() => Round();

    public void Run(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            Round();
        }

        sockets.Close(listener.Number);
        listener = Fd.None;
        foreach (var connection in Registry.ToList())
        {
            connection.Ended();
            Release(connection);
        }

        byte silent = 0;
        while (Registry.Count > 0 && silent < 5)
        {
            silent = checked((byte)(silent + (Round() == 0 ? 1 : 0)));
        }

        foreach (var connection in Registry.ToList())
        {
            connection.Lost();
            Release(connection);
        }
    }

    private int Round()
    {
        FdSet read = default;
        FdSet write = default;
        FdSet error = default;
        if (listener.Exists && !tableFull)
        {
            read.Set(listener.Number);
        }

        foreach (var connection in Registry)
        {
            if (connection.State != ConnectionState.Closing)
            {
                read.Set(connection.Fd);
            }

            if (connection.Owed > 0)
            {
                write.Set(connection.Fd);
            }

            error.Set(connection.Fd);
        }

        var nfds = Fd.Max(listener, Registry.Highest).Bound;
        var ready = sockets.Select(nfds, ref read, ref write, ref error, patience, out var errno);
        if (ready < 0 && errno is not Errno.EINTR)
        {
            throw new InvalidOperationException($"select: {errno}");
        }

        if (ready == 0)
        {
            tableFull = false;
        }

        if (ready > 0)
        {
            foreach (var connection in Registry.ToList())
            {
                if (write.IsSet(connection.Fd))
                {
                    Send(connection);
                }

                if (read.IsSet(connection.Fd) && connection.State != ConnectionState.Closing)
                {
                    Receive(connection);
                }

                if (error.IsSet(connection.Fd))
                {
                    connection.Lost();
                }

                Release(connection);
            }

            if (listener.Exists && read.IsSet(listener.Number))
            {
                Accept();
            }
        }

        return ready;
    }

    private void Accept()
    {
        while (true)
        {
            var fd = new Fd(sockets.Accept(listener.Number, out var errno));
            if (!fd.Exists)
            {
                if (errno is Errno.ECONNABORTED)
                {
                    continue;
                }

                tableFull = errno is Errno.EMFILE or Errno.ENFILE or Errno.ENOBUFS or Errno.ENOMEM;
                return;
            }

            if (fd.FitsInSet && sockets.SetNonBlocking(fd.Number, out _))
            {
                Registry.Add(fd.Number, new Connection(fd.Number));
            }
            else
            {
                sockets.Close(fd.Number);
            }
        }
    }

    private void Receive(Connection connection)
    {
        var count = sockets.Receive(connection.Fd, buffer, out var errno);
        if (count > 0)
        {
            connection.Received(buffer.AsSpan(0, count));
            Send(connection);
        }
        else if (count == 0)
        {
            connection.Ended();
        }
        else if (errno is not (Errno.EAGAIN or Errno.EINTR))
        {
            connection.Lost();
        }
    }

    private void Send(Connection connection)
    {
        var count = sockets.Send(connection.Fd, connection.Next, out var errno);
        if (count >= 0)
        {
            connection.Sent(count);
        }
        else if (errno is not (Errno.EAGAIN or Errno.EINTR))
        {
            connection.Lost();
        }
    }

    private void Release(Connection connection)
    {
        if (connection is { State: ConnectionState.Closing, Owed: 0 })
        {
            Registry.Remove(connection.Fd);
            sockets.Close(connection.Fd);
            tableFull = false;
        }
    }
}
