using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

public sealed class SelectLoop
{
    private readonly record struct Sets(FdSet Read, FdSet Write, FdSet Error);

    private static TimeSpan SelectTimeout { get; } = TimeSpan.FromMilliseconds(300);

    private readonly ISocketApi sockets;
    private readonly byte[] buffer = new byte[5000];
    private int listenFd;
    private bool noMoreFds;

    public SelectLoop(ISocketApi sockets, int listenFd)
    {
        this.sockets = sockets;
        this.listenFd = listenFd;
    }

    public ConnectionRegistry Registry { get; } = new();

    public void Iterate()
    {
        Ask(out var ready);
        Answer(ready);
    }

    public void Run(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            Iterate();
        }

        sockets.Close(listenFd);
        listenFd = -1;
        foreach (var connection in Registry)
        {
            Close(connection);
        }
    }

    private int Ask(out Sets? ready)
    {
        var read = new FdSet();
        var write = new FdSet();
        var error = new FdSet();
        if (listenFd != -1 && !noMoreFds)
        {
            read.Set(listenFd);
        }

        foreach (var connection in Registry)
        {
            if (connection.State != ConnectionState.Closing)
            {
                read.Set(connection.Fd);
            }

            if (connection.Parcels.Count != 0)
            {
                write.Set(connection.Fd);
            }

            error.Set(connection.Fd);
        }

        var result = sockets.Select(Math.Max(Registry.MaxFd, listenFd) + 1, ref read, ref write, ref error, SelectTimeout, out var errno);
        ready = result > 0 ? new Sets(read, write, error) : null;
        if (result == 0)
        {
            noMoreFds = false;
        }

        return result != -1 || errno == Errno.EINTR ? result : throw new InvalidOperationException($"select: {errno}");
    }

    private void Answer(Sets? sets)
    {
        if (sets is not var (read, write, error))
        {
            return;
        }

        foreach (var connection in Registry)
        {
            if (error.IsSet(connection.Fd))
            {
                Close(connection);
                continue;
            }

            var usable = !write.IsSet(connection.Fd) || Deliver(connection);
            if (usable && read.IsSet(connection.Fd) && connection.State != ConnectionState.Closing)
            {
                usable = Collect(connection);
            }

            if (!usable || (connection.State == ConnectionState.Closing && connection.Parcels.Count == 0))
            {
                Close(connection);
            }
        }

        if (listenFd != -1 && read.IsSet(listenFd))
        {
            Welcome();
        }
    }

    private void Welcome()
    {
        int fd;
        Errno errno;
        while ((fd = sockets.Accept(listenFd, out errno)) != -1 || errno == Errno.ECONNABORTED)
        {
            if (fd == -1)
            {
                continue;
            }

            if (fd >= FdSet.Size)
            {
                sockets.Close(fd);
                continue;
            }

            sockets.SetNonBlocking(fd, out _);
            Registry.Add(fd, new Connection(fd));
        }

        noMoreFds = errno is Errno.EMFILE or Errno.ENFILE or Errno.ENOBUFS or Errno.ENOMEM;
    }

    private bool Collect(Connection connection)
    {
        var count = sockets.Receive(connection.Fd, buffer, out var errno);
        if (count <= 0)
        {
            connection.State = count == 0 ? ConnectionState.Closing : connection.State;
            return count == 0 || errno is Errno.EAGAIN or Errno.EINTR;
        }

        connection.Parcels.Enqueue((buffer[..count], 0));
        connection.LastActive = Environment.TickCount64;
        connection.State = ConnectionState.Writing;
        return connection.Parcels.Count > 1 || Deliver(connection);
    }

    private bool Deliver(Connection connection)
    {
        var (bytes, from) = connection.Parcels.Peek();
        var sent = sockets.Send(connection.Fd, bytes.AsSpan(from), out var errno);
        if (sent < 0)
        {
            return errno is Errno.EAGAIN or Errno.EINTR;
        }

        connection.Parcels.Dequeue();
        if (from + sent < bytes.Length)
        {
            PutInFront(connection.Parcels, (bytes, from + sent));
        }
        else if (connection.Parcels.Count == 0 && connection.State == ConnectionState.Writing)
        {
            connection.State = ConnectionState.Reading;
        }

        return true;
    }

    private static void PutInFront(Queue<(byte[] Bytes, int From)> parcels, (byte[] Bytes, int From) first)
    {
        parcels.Enqueue(first);
        for (var others = parcels.Count - 1; others > 0; others--)
        {
            parcels.Enqueue(parcels.Dequeue());
        }
    }

    private void Close(Connection connection)
    {
        connection.State = ConnectionState.Closing;
        Registry.Remove(connection.Fd);
        sockets.Close(connection.Fd);
        noMoreFds = false;
    }
}
