using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

public sealed class SelectLoop
{
    private static readonly TimeSpan SelectTimeout = new(TimeSpan.TicksPerSecond);

    private readonly ISocketApi sockets;
    private int listenFd;
    private long listenAgainAt;

    public SelectLoop(ISocketApi sockets, int listenFd)
    {
        this.sockets = sockets;
        this.listenFd = listenFd;
    }

    public ConnectionRegistry Registry { get; } = new();

    public void Iterate() => Round();

    public void Run(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            Round();
        }

        sockets.Close(listenFd);
        listenFd = -1;
        for (var silentSeconds = 0; silentSeconds < 5;)
        {
            foreach (var connection in Registry.Where(connection => !connection.Waiting).ToList())
            {
                Close(connection);
            }

            if (Registry.Count == 0)
            {
                return;
            }

            silentSeconds += Round() == 0 ? 1 : 0;
        }

        foreach (var connection in Registry.ToList())
        {
            Close(connection);
        }
    }

    private int Round()
    {
        var read = new FdSet();
        var write = new FdSet();
        var error = new FdSet();
        foreach (var connection in Registry)
        {
            error.Set(connection.Fd);
            if (connection.Waiting)
            {
                write.Set(connection.Fd);
            }
            else
            {
                read.Set(connection.Fd);
            }
        }

        if (listenFd >= 0 && Environment.TickCount64 >= listenAgainAt)
        {
            read.Set(listenFd);
        }

        var nfds = (listenFd > Registry.MaxFd ? listenFd : Registry.MaxFd) + 1;
        var result = sockets.Select(nfds, ref read, ref write, ref error, SelectTimeout, out var errno);
        switch (result)
        {
            case 0:
                listenAgainAt = 0;
                break;
            case < 0 when errno is not Errno.EINTR:
                throw new InvalidOperationException($"select returned {errno}");
            case > 0:
                foreach (var connection in Registry.ToList())
                {
                    var alive =
                        write.IsSet(connection.Fd) ? Send(connection)
                        : read.IsSet(connection.Fd) ? Receive(connection)
                        : false;
                    if (!alive)
                    {
                        Close(connection);
                    }
                }

                if (listenFd >= 0 && read.IsSet(listenFd))
                {
                    Accept();
                }

                break;
        }

        return result;
    }

    private bool Receive(Connection connection)
    {
        var count = sockets.Receive(connection.Fd, connection.Message, out var errno);
        if (count < 0)
        {
            return errno is Errno.EAGAIN or Errno.EINTR;
        }

        (connection.Length, connection.Sent) = (count, 0);
        connection.LastActive = Environment.TickCount64;

        // Nothing can be waiting here, so an end of file ends it.
        return count > 0 && Send(connection);
    }

    private bool Send(Connection connection)
    {
        var rest = connection.Message.AsSpan()[connection.Sent..connection.Length];
        var count = sockets.Send(connection.Fd, rest, out var errno);
        if (count < 0 && errno is not (Errno.EAGAIN or Errno.EINTR))
        {
            return false;
        }

        connection.Sent += Math.Max(0, count);
        connection.State = connection.Waiting ? ConnectionState.Writing : ConnectionState.Reading;
        return true;
    }

    private void Accept()
    {
        while (true)
        {
            var fd = sockets.Accept(listenFd, out var errno);
            if (fd < 0)
            {
                if (errno is Errno.ECONNABORTED)
                {
                    continue;
                }

                if (errno is Errno.EMFILE or Errno.ENFILE or Errno.ENOBUFS or Errno.ENOMEM)
                {
                    listenAgainAt = Environment.TickCount64 + 1000;
                }

                break;
            }

            if (fd >= FdSet.Size || !sockets.SetNonBlocking(fd, out _))
            {
                sockets.Close(fd);
                continue;
            }

            Registry.Add(fd, new Connection(fd));
        }
    }

    private void Close(Connection connection)
    {
        connection.State = ConnectionState.Closing;
        Registry.Remove(connection.Fd);
        sockets.Close(connection.Fd);
        listenAgainAt = 0;
    }
}
