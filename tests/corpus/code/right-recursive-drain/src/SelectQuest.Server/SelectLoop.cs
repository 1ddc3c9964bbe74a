using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

public sealed class SelectLoop(ISocketApi sockets, int listenFd)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1500);

    private int listener = listenFd;
    private bool full;

    public ConnectionRegistry Registry { get; } = new();

    public void Iterate() => Once();

    public void Run(CancellationToken cancellation)
    {
        // A thousand rounds at a time, so that the stack does not grow without end.
        if (Rounds(1000, cancellation))
        {
            Run(again: true, cancellation);
            return;
        }

        ShutDown();
    }

    // The compiler is free to turn this into a jump; the bound above keeps it harmless if it does not.
    private void Run(bool again, CancellationToken cancellation)
    {
        foreach (var _ in Enumerable.Repeat(again, int.MaxValue).TakeWhile(_ => Rounds(1000, cancellation)))
        {
        }

        ShutDown();
    }

    private bool Rounds(int left, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
        {
            return false;
        }

        Once();
        return left == 0 || Rounds(left - 1, cancellation);
    }

    private int Once()
    {
        var (read, write, error) = (new FdSet(), new FdSet(), new FdSet());
        if (listener >= 0 && !full)
        {
            read.Set(listener);
        }

        Interest([.. Registry], ref read, ref write, ref error);
        var ready = sockets.Select(Math.Max(listener, Registry.MaxFd) + 1, ref read, ref write, ref error, Tick, out var errno);
        if (ready < 0 && errno != Errno.EINTR)
        {
            throw new InvalidOperationException($"select: {errno}");
        }

        full = full && ready != 0;
        if (ready > 0)
        {
            Serve([.. Registry], read, write, error);
            if (listener >= 0 && read.IsSet(listener))
            {
                Accept();
            }
        }

        return ready;
    }

    private static void Interest(ReadOnlySpan<Connection> rest, ref FdSet read, ref FdSet write, ref FdSet error)
    {
        if (rest is not [var first, .. var others])
        {
            return;
        }

        error.Set(first.Fd);
        if (first.State != ConnectionState.Closing)
        {
            read.Set(first.Fd);
        }

        if (first.Pending.Length > 0)
        {
            write.Set(first.Fd);
        }

        Interest(others, ref read, ref write, ref error);
    }

    private void Serve(ReadOnlySpan<Connection> rest, in FdSet read, in FdSet write, in FdSet error)
    {
        if (rest is not [var first, .. var others])
        {
            return;
        }

        if (write.IsSet(first.Fd))
        {
            first.Send(sockets);
        }

        if (read.IsSet(first.Fd))
        {
            first.Receive(sockets);
        }

        if (error.IsSet(first.Fd))
        {
            first.Fail();
        }

        CloseIfDone(first);
        Serve(others, read, write, error);
    }

    private void Accept()
    {
        var fd = sockets.Accept(listener, out var errno);
        if (fd >= FdSet.Size)
        {
            sockets.Close(fd);
        }
        else if (fd >= 0)
        {
            sockets.SetNonBlocking(fd, out _);
            Registry.Add(fd, new Connection(fd));
        }
        else if (errno != Errno.ECONNABORTED)
        {
            full = errno is Errno.EMFILE or Errno.ENFILE or Errno.ENOBUFS or Errno.ENOMEM;
            return;
        }

        Accept();
    }

    private void ShutDown()
    {
        sockets.Close(listener);
        listener = -1;
        foreach (var connection in Registry.ToArray())
        {
            connection.State = ConnectionState.Closing;
            CloseIfDone(connection);
        }

        Flush(silent: 0);
        foreach (var connection in Registry.ToArray())
        {
            connection.Fail();
            CloseIfDone(connection);
        }
    }

    private void Flush(int silent)
    {
        if (Registry.Count > 0 && silent < 4)
        {
            Flush(Once() == 0 ? silent + 1 : silent);
        }
    }

    private void CloseIfDone(Connection connection)
    {
        if (connection.State == ConnectionState.Closing && connection.Pending.IsEmpty)
        {
            Registry.Remove(connection.Fd);
            sockets.Close(connection.Fd);
            full = false;
        }
    }
}
