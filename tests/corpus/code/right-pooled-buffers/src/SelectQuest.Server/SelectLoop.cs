using System.Buffers;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

public sealed class SelectLoop : IDisposable
{
    /// <summary>Milliseconds that may pass before a cancelled token is seen. People wait that long without noticing.</summary>
    public const int PollPeriod = 400;

    private const int Largest = 64 * 1024;

    private readonly ISocketApi sockets;
    private readonly ArrayPool<byte> pool = ArrayPool<byte>.Shared;
    private int listenFd;
    private bool starved;

    public SelectLoop(ISocketApi sockets, int listenFd)
    {
        (this.sockets, this.listenFd) = (sockets, listenFd);
    }

    public ConnectionRegistry Registry { get; } = new();

    public void Iterate() => Spin(stopping: false);

    public void Run(CancellationToken cancellation)
    {
        using (this)
        {
            while (!cancellation.IsCancellationRequested)
            {
                Spin(stopping: false);
            }

            CloseListener();
            var clock = System.Diagnostics.Stopwatch.StartNew();
            var timeouts = 0;
            while (Registry.Count > 0 && timeouts < 12 && clock.ElapsedMilliseconds < 5000)
            {
                foreach (var connection in Registry.Snapshot())
                {
                    if (connection.Rented is null)
                    {
                        Close(connection);
                    }
                }

                if (Registry.Count > 0 && Spin(stopping: true) == 0)
                {
                    timeouts++;
                }
            }
        }
    }

    public void Dispose()
    {
        CloseListener();
        foreach (var connection in Registry.Snapshot())
        {
            Close(connection);
        }
    }

    private int Spin(bool stopping)
    {
        var reading = new FdSet();
        var writing = new FdSet();
        var failing = new FdSet();
        if (listenFd >= 0 && !starved)
        {
            reading.Set(listenFd);
        }

        foreach (var connection in Registry)
        {
            failing.Set(connection.Fd);
            if (connection.Rented is not null)
            {
                writing.Set(connection.Fd);
            }

            if (!stopping && connection.State != ConnectionState.Closing)
            {
                reading.Set(connection.Fd);
            }
        }

        int bound = 1 + Math.Max(Registry.MaxFd, listenFd);
        int found = sockets.Select(bound, ref reading, ref writing, ref failing, TimeSpan.FromMilliseconds(PollPeriod), out Errno errno);
        if (found < 0 && errno != Errno.EINTR)
        {
            throw new InvalidOperationException($"select failed: {errno}");
        }

        if (found == 0)
        {
            starved = false;
        }

        if (found <= 0)
        {
            return found;
        }

        byte[] shared = pool.Rent(Largest);
        try
        {
            foreach (var connection in Registry.Snapshot())
            {
                if (failing.IsSet(connection.Fd))
                {
                    Close(connection);
                    continue;
                }

                bool fine = true;
                if (writing.IsSet(connection.Fd))
                {
                    fine = SendRented(connection);
                }

                if (fine && reading.IsSet(connection.Fd))
                {
                    fine = Receive(connection, shared);
                }

                if (!fine || (connection.State == ConnectionState.Closing && connection.Rented is null))
                {
                    Close(connection);
                }
            }
        }
        finally
        {
            pool.Return(shared);
        }

        if (listenFd >= 0 && reading.IsSet(listenFd))
        {
            Accept();
        }

        return found;
    }

    private void Accept()
    {
        for (int attempt = 0; attempt < FdSet.Size; attempt++)
        {
            int fd = sockets.Accept(listenFd, out Errno errno);
            switch (fd, errno)
            {
                case ( >= FdSet.Size, _):
                    sockets.Close(fd);
                    break;
                case ( >= 0, _):
                    if (sockets.SetNonBlocking(fd, out _))
                    {
                        Registry.Add(fd, new Connection(fd));
                    }
                    else
                    {
                        sockets.Close(fd);
                    }

                    break;
                case (_, Errno.ECONNABORTED):
                    break;
                case (_, Errno.EMFILE or Errno.ENFILE or Errno.ENOBUFS or Errno.ENOMEM):
                    starved = true;
                    return;
                default:
                    return;
            }
        }
    }

    private bool Receive(Connection connection, byte[] shared)
    {
        int count = sockets.Receive(connection.Fd, shared, out Errno errno);
        if (count < 0)
        {
            return errno is Errno.EAGAIN or Errno.EINTR;
        }

        if (count == 0)
        {
            connection.State = ConnectionState.Closing;
            return true;
        }

        connection.LastActive = Environment.TickCount64;
        int sent = 0;
        if (connection.Rented is null)
        {
            connection.State = ConnectionState.Reading;
            sent = sockets.Send(connection.Fd, shared.AsSpan(0, count), out errno);
            if (sent < 0)
            {
                if (errno is not (Errno.EAGAIN or Errno.EINTR))
                {
                    return false;
                }

                sent = 0;
            }
        }

        Keep(connection, shared.AsSpan(sent, count - sent));
        return true;
    }

    private void Keep(Connection connection, ReadOnlySpan<byte> rest)
    {
        if (rest.IsEmpty)
        {
            return;
        }

        connection.State = ConnectionState.Writing;
        byte[] target = pool.Rent(connection.RentedLength + rest.Length);
        connection.Rented?.AsSpan(connection.RentedFrom, connection.RentedLength).CopyTo(target);
        rest.CopyTo(target.AsSpan(connection.RentedLength));
        int length = connection.RentedLength + rest.Length;
        GiveBack(connection);
        (connection.Rented, connection.RentedFrom, connection.RentedLength) = (target, 0, length);
    }

    private bool SendRented(Connection connection)
    {
        int sent = sockets.Send(
            connection.Fd,
            connection.Rented.AsSpan(connection.RentedFrom, connection.RentedLength),
            out Errno errno
        );
        if (sent < 0)
        {
            return errno is Errno.EAGAIN or Errno.EINTR;
        }

        connection.RentedFrom += sent;
        connection.RentedLength -= sent;
        if (connection.RentedLength == 0)
        {
            GiveBack(connection);
            connection.State = connection.State == ConnectionState.Closing ? ConnectionState.Closing : ConnectionState.Reading;
        }

        return true;
    }

    private void GiveBack(Connection connection)
    {
        if (connection.Rented is { } rented)
        {
            pool.Return(rented);
            connection.Rented = null;
            connection.RentedFrom = connection.RentedLength = 0;
        }
    }

    private void Close(Connection connection)
    {
        GiveBack(connection);
        connection.State = ConnectionState.Closing;
        Registry.Remove(connection.Fd);
        sockets.Close(connection.Fd);
        starved = false;
    }

    private void CloseListener()
    {
        if (listenFd >= 0)
        {
            sockets.Close(listenFd);
            listenFd = -1;
        }
    }
}
