using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

public sealed class SelectLoop(ISocketApi sockets, int listenFd)
{
    private static readonly TimeSpan Longest = new(days: 0, hours: 0, minutes: 0, seconds: 0, milliseconds: 900);

    private int door = listenFd;
    private bool doorBarred;

    public ConnectionRegistry Registry { get; } = new();

    public void Iterate() => Turn();

    public void Run(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            Turn();
        }

        sockets.Close(door);
        door = -1;
        foreach (var connection in Registry)
        {
            connection.State = ConnectionState.Closing;
            Tidy(connection);
        }

        for (var left = 6; left > 0 && Registry.Count > 0;)
        {
            if (Turn() == 0)
            {
                left--;
            }
        }

        foreach (var connection in Registry)
        {
            connection.Gone = true;
            Tidy(connection);
        }
    }

    private int Turn()
    {
        FdSet read = default, write = default, error = default;
        var nfds = 0;
        for (var fd = Math.Max(door, Registry.MaxFd); fd >= 0; fd--)
        {
            if (fd == door)
            {
                if (!doorBarred)
                {
                    read.Set(fd);
                }

                nfds = Math.Max(nfds, fd + 1);
            }
            else if (Registry.Get(fd) is { } connection)
            {
                if (connection.State != ConnectionState.Closing)
                {
                    read.Set(fd);
                }

                if (connection.Debt.Count > 0)
                {
                    write.Set(fd);
                }

                error.Set(fd);
                nfds = Math.Max(nfds, fd + 1);
            }
        }

        var ready = sockets.Select(nfds, ref read, ref write, ref error, Longest, out var errno);
        if (ready == 0)
        {
            doorBarred = false;
        }

        if (ready < 0 && errno != Errno.EINTR)
        {
            throw new InvalidOperationException($"select({nfds}): {errno}");
        }

        // Stops as soon as all bits that select counted have been seen.
        var bits = ready;
        var someoneKnocks = false;
        for (var fd = nfds - 1; fd >= 0 && bits > 0; fd--)
        {
            var (r, w, e) = (read.IsSet(fd), write.IsSet(fd), error.IsSet(fd));
            bits -= (r ? 1 : 0) + (w ? 1 : 0) + (e ? 1 : 0);
            if (fd == door)
            {
                someoneKnocks = r;
            }
            else if ((r || w || e) && Registry.Get(fd) is { } connection)
            {
                if (w)
                {
                    Pay(connection);
                }

                if (r && !connection.Gone)
                {
                    Hear(connection);
                }

                connection.Gone |= e;
                Tidy(connection);
            }
        }

        if (someoneKnocks)
        {
            Open();
        }

        return ready;
    }

    private void Open()
    {
        while (true)
        {
            var fd = sockets.Accept(door, out var errno);
            switch (errno)
            {
                case Errno.None:
                    if (fd < FdSet.Size && sockets.SetNonBlocking(fd, out _))
                    {
                        Registry.Add(fd, new Connection(fd));
                    }
                    else
                    {
                        sockets.Close(fd);
                    }

                    continue;
                case Errno.ECONNABORTED:
                    continue;
                case Errno.EMFILE or Errno.ENFILE or Errno.ENOBUFS or Errno.ENOMEM:
                    doorBarred = true;
                    return;
                default:
                    return;
            }
        }
    }

    private void Hear(Connection connection)
    {
        Span<byte> words = stackalloc byte[1024];
        var count = sockets.Receive(connection.Fd, words, out var errno);
        if (count < 0)
        {
            connection.Gone = errno is not (Errno.EAGAIN or Errno.EINTR);
        }
        else if (count == 0)
        {
            connection.State = ConnectionState.Closing;
        }
        else
        {
            connection.Debt.AddRange(words[..count]);
            connection.LastActive = Environment.TickCount64;
            Pay(connection);
        }
    }

    private void Pay(Connection connection)
    {
        var count = sockets.Send(connection.Fd, connection.Debt.ToArray(), out var errno);
        if (count < 0)
        {
            connection.Gone = errno is not (Errno.EAGAIN or Errno.EINTR);
            return;
        }

        connection.Debt.RemoveRange(0, count);
        if (connection.State != ConnectionState.Closing)
        {
            connection.State = connection.Debt.Count > 0 ? ConnectionState.Writing : ConnectionState.Reading;
        }
    }

    private void Tidy(Connection connection)
    {
        if (connection.Gone || (connection.State == ConnectionState.Closing && connection.Debt.Count == 0))
        {
            connection.State = ConnectionState.Closing;
            Registry.Remove(connection.Fd);
            sockets.Close(connection.Fd);
            doorBarred = false;
        }
    }
}
