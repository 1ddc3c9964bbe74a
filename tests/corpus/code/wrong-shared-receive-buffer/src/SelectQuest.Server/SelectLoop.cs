using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

public sealed class SelectLoop(ISocketApi sockets, int listenFd)
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(1000);

    private readonly byte[] buffer = new byte[4096];
    private int? listener = listenFd;
    private bool full;

    public ConnectionRegistry Registry { get; } = new();

    public void Iterate() => Once();

    public void Run(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            Once();
        }

        sockets.Close(listener!.Value);
        listener = null;
        foreach (var connection in Registry.ToArray())
        {
            Move(connection, connection.Phase.Dismissed());
        }

        for (var beats = 0; Registry.Count > 0 && beats < 5; beats += Once() is 0 ? 1 : 0)
        {
        }

        foreach (var connection in Registry.ToArray())
        {
            Move(connection, new Phase.Gone());
        }
    }

    private int Once()
    {
        FdSet read = default;
        FdSet write = default;
        FdSet error = default;
        if (listener is { } open && !full)
        {
            read.Set(open);
        }

        foreach (var (fd, phase) in Registry.Select(connection => (connection.Fd, connection.Phase)))
        {
            switch (phase)
            {
                case Phase.Fresh or Phase.Quiet:
                    read.Set(fd);
                    break;
                case Phase.Owing:
                    read.Set(fd);
                    write.Set(fd);
                    break;
                case Phase.Leaving:
                    write.Set(fd);
                    break;
            }

            error.Set(fd);
        }

        var nfds = Math.Max(listener ?? -1, Registry.MaxFd) + 1;
        var ready = sockets.Select(nfds, ref read, ref write, ref error, Beat, out var errno);
        switch (ready, errno)
        {
            case ( > 0, _):
                break;
            case (0, _):
                full = false;
                return 0;
            case (_, Errno.EINTR):
                return -1;
            default:
                throw new InvalidOperationException($"select: {errno}");
        }

        foreach (var connection in Registry.ToArray())
        {
            var next = connection.Phase;
            if (write.IsSet(connection.Fd) && next is (Phase.Owing or Phase.Leaving))
            {
                next = Write(connection.Fd, next);
            }

            if (read.IsSet(connection.Fd) && next is not (Phase.Gone or Phase.Leaving))
            {
                next = next.After(Receive(connection.Fd));
                next = next is Phase.Owing ? Write(connection.Fd, next) : next;
            }

            if (error.IsSet(connection.Fd))
            {
                next = new Phase.Gone();
            }

            Move(connection, next);
        }

        if (listener is { } door && read.IsSet(door))
        {
            while (Accept(door))
            {
            }
        }

        return ready;
    }

    private Phase Write(int fd, Phase phase)
    {
        var bytes = phase switch
        {
            Phase.Owing(var owed) => owed,
            Phase.Leaving(var owed) => owed,
            _ => default,
        };
        var count = sockets.Send(fd, bytes.Span, out var errno);
        return phase.After(count >= 0 ? new Answer.Took(count) : Refusal(errno));
    }

    private Answer Receive(int fd)
    {
        return sockets.Receive(fd, buffer, out var errno) switch
        {
            0 => new Answer.EndOfFile(),
            > 0 and var count => new Answer.Got(buffer.AsMemory(0, count)),
            _ => Refusal(errno),
        };
    }

    private static Answer Refusal(Errno errno) =>
        errno switch
        {
            Errno.EAGAIN or Errno.EINTR => new Answer.NotNow(),
            _ => new Answer.Failure(),
        };

    private bool Accept(int door)
    {
        var fd = sockets.Accept(door, out var errno);
        switch (fd)
        {
            case >= FdSet.Size:
                sockets.Close(fd);
                return true;
            case >= 0:
                sockets.SetNonBlocking(fd, out _);
                Registry.Add(fd, new Connection(fd));
                return true;
            default:
                full = errno is Errno.EMFILE or Errno.ENFILE or Errno.ENOBUFS or Errno.ENOMEM;
                return errno is Errno.ECONNABORTED;
        }
    }

    private void Move(Connection connection, Phase next)
    {
        connection.Phase = next;
        if (next is Phase.Gone)
        {
            Registry.Remove(connection.Fd);
            sockets.Close(connection.Fd);
            full = false;
        }
    }
}
