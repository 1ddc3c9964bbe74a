using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

public sealed class SelectLoop(ISocketApi sockets, int listenFd)
{
    private const int Milliseconds = 700;

    private int listener = listenFd;
    private bool exhausted;

    public ConnectionRegistry Registry { get; } = new();

    public void Iterate() => Round();

    public void Run(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            Round();
        }

        listener = -1;
        for (var quiet = 0; ; quiet += Round() == 0 ? 1 : 0)
        {
            foreach (var connection in Registry.ToArray())
            {
                connection.State = ConnectionState.Closing;
                if (quiet >= 7)
                {
                    connection.Break();
                }

                Bury(connection);
            }

            if (Registry.Count == 0)
            {
                return;
            }
        }
    }

    private int Round()
    {
        FdSet read = default;
        FdSet write = default;
        FdSet error = default;
        foreach (var connection in Registry)
        {
            read.SetIf(connection.Fd, connection.State != ConnectionState.Closing);
            write.SetIf(connection.Fd, connection.IsOwed);
            error.SetIf(connection.Fd, true);
        }

        if (listener >= 0)
        {
            read.SetIf(listener, !exhausted);
        }

        var ready = sockets.SelectOrThrow(Math.Max(listener, Registry.MaxFd), ref read, ref write, ref error, Milliseconds);
        exhausted &= ready != 0;
        if (ready <= 0)
        {
            return ready;
        }

        foreach (var connection in Registry.ToArray())
        {
            if (write.Has(connection))
            {
                sockets.Push(connection);
            }

            if (read.Has(connection) && connection.State != ConnectionState.Closing)
            {
                sockets.Pull(connection);
            }

            if (error.Has(connection))
            {
                connection.Break();
            }

            Bury(connection);
        }

        if (listener >= 0 && read.IsSet(listener))
        {
            Welcome();
        }

        return ready;
    }

    private void Welcome()
    {
        Errno errno;
        while (sockets.TryAccept(listener, out var fd, out errno))
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

        exhausted = errno.IsExhaustion;
    }

    private void Bury(Connection connection)
    {
        if (connection.IsFinished)
        {
            Registry.Remove(connection.Fd);
            sockets.Close(connection.Fd);
            exhausted = false;
        }
    }
}
