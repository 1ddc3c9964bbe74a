using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

public sealed class SelectLoop(ISocketApi sockets, int listenFd)
{
    private readonly Interest interest = new();
    private const int SilentRoundsAtTheEnd = 10;

    private readonly Acceptor acceptor = new(sockets, listenFd);

    public ConnectionRegistry Registry { get; } = new();

    public void Iterate() => Round();

    public void Run(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            Round();
        }

        acceptor.Stop();
        foreach (var connection in Registry.ToArray())
        {
            connection.State = ConnectionState.Closing;
            CloseIfDone(connection);
        }

        var deadline = Environment.TickCount64 + 5_000;
        var silent = 0;
        while (Registry.Count > 0 && silent < SilentRoundsAtTheEnd && Environment.TickCount64 < deadline)
        {
            silent += Round() == 0 ? 1 : 0;
        }

        foreach (var connection in Registry.ToArray())
        {
            connection.Fail();
            CloseIfDone(connection);
        }
    }

    private int Round()
    {
        interest.Clear();
        interest.Add(acceptor, Registry);
        var ready = interest.Wait(sockets, Math.Max(acceptor.ListenFd, Registry.MaxFd), out var errno);
        if (ready == 0)
        {
            acceptor.Resume();
        }
        else if (ready > 0)
        {
            Dispatch();
        }
        else if (errno != Errno.EINTR)
        {
            throw new InvalidOperationException($"select: {errno}");
        }

        return ready;
    }

    private void Dispatch()
    {
        foreach (var connection in Registry.ToArray())
        {
            if (interest.CanWrite(connection.Fd))
            {
                Echo.Write(sockets, connection);
            }

            if (interest.CanRead(connection.Fd) && connection.State != ConnectionState.Closing)
            {
                Echo.Read(sockets, connection);
            }

            if (interest.HasFailed(connection.Fd))
            {
                connection.Fail();
            }

            CloseIfDone(connection);
        }

        if (acceptor.ListenFd >= 0 && interest.CanRead(acceptor.ListenFd))
        {
            acceptor.AcceptAll(Registry);
        }
    }

    private void CloseIfDone(Connection connection)
    {
        if (connection is { State: ConnectionState.Closing, HasPending: false })
        {
            Registry.Remove(connection.Fd);
            sockets.Close(connection.Fd);
            acceptor.Resume();
        }
    }
}
