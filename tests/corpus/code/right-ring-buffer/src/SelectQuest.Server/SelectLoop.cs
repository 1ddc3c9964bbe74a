using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

public sealed class SelectLoop
{
    private readonly TimeSpan timeout = TimeSpan.FromMilliseconds(800);
    private readonly ISocketApi sockets;
    private int listenFd;
    private bool outOfFds;

    public SelectLoop(ISocketApi sockets, int listenFd)
    {
        this.sockets = sockets;
        this.listenFd = listenFd;
    }

    public ConnectionRegistry Registry { get; } = new();

    public void Iterate() => Iterate(out _);

    public void Run(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            Iterate();
        }

        sockets.Close(listenFd);
        listenFd = -1;
        var remaining = 6;
        foreach (var connection in Registry.ToArray())
        {
            connection.NoMoreToRead();
            Settle(connection);
        }

        while (Registry.Count > 0 && remaining > 0)
        {
            Iterate(out var timedOut);
            if (timedOut)
            {
                remaining--;
            }
        }

        foreach (var connection in Registry.ToArray())
        {
            connection.Lost();
            Settle(connection);
        }
    }

    private void Iterate(out bool timedOut)
    {
        FdSet read = new(), write = new(), error = new();
        if (listenFd >= 0 && !outOfFds)
        {
            read.Set(listenFd);
        }

        foreach (var connection in Registry)
        {
            if (connection.MayRead)
            {
                read.Set(connection.Fd);
            }

            if (connection.MustWrite)
            {
                write.Set(connection.Fd);
            }

            error.Set(connection.Fd);
        }

        var maxFd = listenFd > Registry.MaxFd ? listenFd : Registry.MaxFd;
        var ready = sockets.Select(nfds: maxFd + 1, ref read, ref write, ref error, timeout, out var errno);
        timedOut = ready == 0;
        outOfFds &= !timedOut;
        if (ready < 0 && errno != Errno.EINTR)
        {
            throw new InvalidOperationException($"select: {errno}");
        }

        if (ready <= 0)
        {
            return;
        }

        foreach (var connection in Registry.ToArray())
        {
            // Writing first makes room for reading.
            if (write.IsSet(connection.Fd))
            {
                Drain(connection);
            }

            if (read.IsSet(connection.Fd) && connection.MayRead)
            {
                Fill(connection);
            }

            if (error.IsSet(connection.Fd))
            {
                connection.Lost();
            }

            Settle(connection);
        }

        if (listenFd >= 0 && read.IsSet(listenFd))
        {
            outOfFds = !Accept();
        }
    }

    private bool Accept()
    {
        while (true)
        {
            var fd = sockets.Accept(listenFd, out var errno);
            if (fd < 0 && errno != Errno.ECONNABORTED)
            {
                return errno is not (Errno.EMFILE or Errno.ENFILE or Errno.ENOBUFS or Errno.ENOMEM);
            }

            if (fd >= FdSet.Size || (fd >= 0 && !sockets.SetNonBlocking(fd, out _)))
            {
                sockets.Close(fd);
            }
            else if (fd >= 0)
            {
                Registry.Add(fd, new Connection(fd));
            }
        }
    }

    private void Fill(Connection connection)
    {
        var count = sockets.Receive(connection.Fd, connection.Ring.Head(), out var errno);
        if (count > 0)
        {
            connection.Ring.Wrote(count);
            connection.Progressed();
            Drain(connection);
        }
        else if (count == 0)
        {
            connection.NoMoreToRead();
        }
        else if (!IsHarmless(errno))
        {
            connection.Lost();
        }
    }

    private void Drain(Connection connection)
    {
        var count = sockets.Send(connection.Fd, connection.Ring.Tail(), out var errno);
        if (count >= 0)
        {
            connection.Ring.Took(count);
            connection.Progressed();
        }
        else if (!IsHarmless(errno))
        {
            connection.Lost();
        }
    }

    private static bool IsHarmless(Errno errno) => errno is Errno.EAGAIN or Errno.EINTR;

    private void Settle(Connection connection)
    {
        if (connection.IsOver)
        {
            Registry.Remove(connection.Fd);
            sockets.Close(connection.Fd);
            outOfFds = false;
        }
    }
}
