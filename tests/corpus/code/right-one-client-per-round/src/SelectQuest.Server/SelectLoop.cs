using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

/// <summary>
/// Select, then one thing, then select again. Slower than serving all that are ready, and very easy to follow: there is
/// never more than one event between two calls of select.
/// </summary>
public sealed class SelectLoop
{
    private static readonly TimeSpan OneSecond = TimeSpan.FromMinutes(1.0 / 60);

    private readonly ISocketApi sockets;
    private readonly byte[] input = new byte[16384];
    private int listenFd;
    private int turn;
    private bool sleepingListener;

    public SelectLoop(ISocketApi sockets, int listenFd)
    {
        this.sockets = sockets;
        this.listenFd = listenFd;
    }

    public ConnectionRegistry Registry { get; } = new();

    public void Iterate() => Next();

    public void Run(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            Next();
        }

        sockets.Close(listenFd);
        listenFd = -1;
        var silent = 0;
        while (true)
        {
            for (var fd = Registry.MaxFd; fd >= 0; fd--)
            {
                if (Registry.Get(fd) is { } connection)
                {
                    connection.State = ConnectionState.Closing;
                    if (connection.Backlog.Length == 0 || silent == 5)
                    {
                        Close(fd);
                    }
                }
            }

            if (Registry.Count == 0)
            {
                break;
            }

            silent += Next() ? 0 : 1;
        }
    }

    private bool Next()
    {
        FdSet read = default, write = default, error = default;
        var highest = Registry.MaxFd;
        if (listenFd > highest)
        {
            highest = listenFd;
        }

        if (listenFd >= 0 && !sleepingListener)
        {
            read.Set(listenFd);
        }

        foreach (var connection in Registry)
        {
            if (connection.State != ConnectionState.Closing)
            {
                read.Set(connection.Fd);
            }

            if (connection.Backlog.Length > 0)
            {
                write.Set(connection.Fd);
            }

            error.Set(connection.Fd);
        }

        var found = sockets.Select(highest + 1, ref read, ref write, ref error, OneSecond, out var errno);
        if (found < 0)
        {
            return errno == Errno.EINTR ? true : throw new InvalidOperationException($"select: {errno}");
        }

        if (found == 0)
        {
            sleepingListener = false;
            return false;
        }

        // From the one after the last that was served, once around.
        for (var step = 1; step <= highest + 1; step++)
        {
            var fd = (turn + step) % (highest + 1);
            if (read.IsSet(fd) || write.IsSet(fd) || error.IsSet(fd))
            {
                turn = fd;
                Serve(fd, write.IsSet(fd), read.IsSet(fd), error.IsSet(fd));
                break;
            }
        }

        return true;
    }

    private void Serve(int fd, bool writable, bool readable, bool exceptional)
    {
        if (fd == listenFd)
        {
            Accept();
            return;
        }

        var connection = Registry.Get(fd)!;
        var good = !exceptional;
        if (good && readable)
        {
            good = Receive(connection);
        }

        if (good && (writable || readable) && connection.Backlog.Length > 0)
        {
            good = Send(connection);
        }

        if (!good || connection is { State: ConnectionState.Closing, Backlog.Length: 0 })
        {
            Close(fd);
        }
    }

    private void Accept()
    {
        var fd = sockets.Accept(listenFd, out var errno);
        if (fd >= FdSet.Size)
        {
            sockets.Close(fd);
        }
        else if (fd >= 0)
        {
            sockets.SetNonBlocking(fd, out _);
            Registry.Add(fd, new Connection(fd));
        }
        else
        {
            sleepingListener = errno is Errno.EMFILE or Errno.ENFILE or Errno.ENOBUFS or Errno.ENOMEM;
        }
    }

    private bool Receive(Connection connection)
    {
        var count = sockets.Receive(connection.Fd, input, out var errno);
        if (count < 0)
        {
            return errno is Errno.EAGAIN or Errno.EINTR;
        }

        if (count == 0)
        {
            connection.State = ConnectionState.Closing;
        }

        connection.Backlog.Write(input, 0, count);
        return true;
    }

    private bool Send(Connection connection)
    {
        var count = sockets.Send(connection.Fd, connection.Backlog.ToArray(), out var errno);
        if (count < 0)
        {
            return errno is Errno.EAGAIN or Errno.EINTR;
        }

        connection.KeepFrom(count);
        return true;
    }

    private void Close(int fd)
    {
        Registry.Remove(fd);
        sockets.Close(fd);
        sleepingListener = false;
    }
}
