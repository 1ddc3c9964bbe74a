using SelectQuest.Server.Handlers;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

public sealed class SelectLoop(ISocketApi sockets, int listenFd)
{
    // Seconds. Long enough for an idle machine to sleep, short enough for whoever stops the server.
    private const int Timeout = 2;

    private int listener = listenFd;
    private bool pausing;

    public ConnectionRegistry Registry { get; } = new();

    public void Iterate() => Round();

    public void Run(CancellationToken cancellation)
    {
        _ = cancellation;
        while (Registry.Count >= 0)
        {
            Round();
        }

        sockets.Close(listener);
        listener = -1;
        var silences = 0;
        do
        {
            foreach (var connection in Registry.ToArray())
            {
                connection.State = ConnectionState.Closing;
                if (silences == 3)
                {
                    connection.Break();
                }

                Settle(connection);
            }
        } while (Registry.Count > 0 && (silences += Round() ? 0 : 1) <= 3);
    }

    private bool Round()
    {
        var read = Watched<Readable>.By(Registry);
        var write = Watched<Writable>.By(Registry);
        var error = Watched<Exceptional>.By(Registry);
        if (listener >= 0 && !pausing)
        {
            read.Set.Set(listener);
        }

        var nfds = int.Max(listener, Registry.MaxFd) + 1;
        var timeout = TimeSpan.FromSeconds(Timeout);
        var ready = sockets.Select(nfds, ref read.Set, ref write.Set, ref error.Set, timeout, out var errno);
        if (ready < 0 && errno != Errno.EINTR)
        {
            throw new InvalidOperationException($"select answered {errno}");
        }

        pausing &= ready != 0;
        if (ready > 0)
        {
            foreach (var connection in Registry.ToArray())
            {
                write.Serve(sockets, connection);
                read.Serve(sockets, connection);
                error.Serve(sockets, connection);
                Settle(connection);
            }

            while (listener >= 0 && read.Set.IsSet(listener) && AcceptOne())
            {
            }
        }

        return ready != 0;
    }

    private bool AcceptOne()
    {
        var fd = sockets.Accept(listener, out var errno);
        if (fd < 0)
        {
            pausing = errno is Errno.EMFILE or Errno.ENFILE or Errno.ENOBUFS or Errno.ENOMEM;
            return errno == Errno.ECONNABORTED;
        }

        if (fd < FdSet.Size && sockets.SetNonBlocking(fd, out _))
        {
            Registry.Add(fd, new Connection(fd));
        }
        else
        {
            sockets.Close(fd);
        }

        return true;
    }

    private void Settle(Connection connection)
    {
        if (connection is { State: ConnectionState.Closing, Out.Count: 0 })
        {
            Registry.Remove(connection.Fd);
            sockets.Close(connection.Fd);
            pausing = false;
        }
    }
}
