using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

public sealed class SelectLoop
{
    private sealed class SilenceException : Exception;

    private sealed class NoMoreClientsException : Exception;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1.25);

    private readonly ISocketApi sockets;
    private int listenFd;
    private bool resting;

    public SelectLoop(ISocketApi sockets, int listenFd)
    {
        this.sockets = sockets;
        this.listenFd = listenFd;
    }

    public ConnectionRegistry Registry { get; } = new();

    public void Iterate()
    {
        try
        {
            Round();
        }
        catch (SilenceException)
        {
            resting = false;
        }
    }

    public void Run(CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                cancellation.ThrowIfCancellationRequested();
                Iterate();
            }
        }
        catch (OperationCanceledException)
        {
            sockets.Close(listenFd);
            listenFd = -1;
        }

        foreach (var connection in Registry.ToList())
        {
            connection.State = ConnectionState.Closing;
        }

        try
        {
            for (var silences = 0; CloseFinished() > 0;)
            {
                try
                {
                    Round();
                }
                catch (SilenceException) when (++silences < 4)
                {
                }
            }
        }
        catch (SilenceException)
        {
            // Four silences are five seconds: whoever took nothing in that time has had his chance.
        }
        finally
        {
            foreach (var connection in Registry.ToList())
            {
                Close(connection);
            }
        }
    }

    private void Round()
    {
        var read = new FdSet();
        var write = new FdSet();
        var error = new FdSet();
        if (listenFd >= 0 && !resting)
        {
            read.Set(listenFd);
        }

        foreach (var connection in Registry)
        {
            if (connection.State != ConnectionState.Closing)
            {
                read.Set(connection.Fd);
            }

            if (connection.Unsent.Count > 0)
            {
                write.Set(connection.Fd);
            }

            error.Set(connection.Fd);
        }

        var nfds = Math.Max(listenFd, Registry.MaxFd) + 1;
        var ready = sockets.Select(nfds, ref read, ref write, ref error, Timeout, out var errno);
        if (ready == 0)
        {
            throw new SilenceException();
        }

        if (ready < 0)
        {
            if (errno == Errno.EINTR)
            {
                return;
            }

            throw new InvalidOperationException($"select: {errno}");
        }

        foreach (var connection in Registry.ToList())
        {
            try
            {
                Serve(connection, read.IsSet(connection.Fd), write.IsSet(connection.Fd), error.IsSet(connection.Fd));
            }
            catch (EndOfFileException)
            {
                connection.State = ConnectionState.Closing;
            }
            catch (ConnectionException)
            {
                connection.Unsent.Clear();
                connection.State = ConnectionState.Closing;
            }
        }

        CloseFinished();
        if (listenFd >= 0 && read.IsSet(listenFd))
        {
            try
            {
                while (true)
                {
                    Welcome(Accept());
                }
            }
            catch (NoMoreClientsException)
            {
            }
        }
    }

    private void Serve(Connection connection, bool readable, bool writable, bool exceptional)
    {
        if (exceptional)
        {
            throw new BrokenException(Errno.EIO);
        }

        if (writable)
        {
            Flush(connection);
        }

        if (readable)
        {
            var bytes = Streaming.ReadSome(sockets, connection.Fd);
            connection.LastActive = Environment.TickCount64;
            connection.State = ConnectionState.Reading;
            if (bytes.Length > 0)
            {
                connection.Unsent.Add(bytes);
                Flush(connection);
            }

            connection.State = connection.Unsent.Count > 0 ? ConnectionState.Writing : ConnectionState.Reading;
        }
    }

    private void Flush(Connection connection)
    {
        while (connection.Unsent is [var first, ..])
        {
            var rest = Streaming.WriteSome(sockets, connection.Fd, first);
            if (rest.Length > 0)
            {
                connection.Unsent[0] = rest;
                return;
            }

            connection.Unsent.RemoveAt(0);
        }
    }

    /// <exception cref="NoMoreClientsException">The backlog is empty, or accept cannot give us one now.</exception>
    private int Accept()
    {
        while (true)
        {
            var fd = sockets.Accept(listenFd, out var errno);
            if (fd >= 0)
            {
                return fd;
            }

            if (errno != Errno.ECONNABORTED)
            {
                resting = errno is Errno.EMFILE or Errno.ENFILE or Errno.ENOBUFS or Errno.ENOMEM;
                throw new NoMoreClientsException();
            }
        }
    }

    private void Welcome(int fd)
    {
        if (fd < FdSet.Size && sockets.SetNonBlocking(fd, out _))
        {
            Registry.Add(fd, new Connection(fd));
        }
        else
        {
            sockets.Close(fd);
        }
    }

    private int CloseFinished()
    {
        foreach (var connection in Registry.ToList())
        {
            if (connection is { State: ConnectionState.Closing, Unsent.Count: 0 })
            {
                Close(connection);
            }
        }

        return Registry.Count;
    }

    private void Close(Connection connection)
    {
        connection.State = ConnectionState.Closing;
        Registry.Remove(connection.Fd);
        sockets.Close(connection.Fd);
        resting = false;
    }
}
