using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

public sealed class SelectLoop(ISocketApi sockets, int listenFd) : Round(sockets)
{
    private const int SilentRoundsAtTheEnd = 10;

    private readonly Acceptor acceptor = new(sockets, listenFd);

    public ConnectionRegistry Registry { get; } = new();

    public void Iterate() => Once();

    public void Run(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            Once();
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
            silent += Once() == 0 ? 1 : 0;
        }

        foreach (var connection in Registry.ToArray())
        {
            connection.Fail();
            CloseIfDone(connection);
        }
    }

    protected override int Nfds => Math.Max(acceptor.ListenFd, Registry.MaxFd) + 1;

    protected override void Ask(ref FdSet read, ref FdSet write, ref FdSet error)
    {
        acceptor.Watch(ref read);
        Interest.Fill(Registry, ref read, ref write, ref error);
    }

    protected override void Silence() => acceptor.Resume();

    protected override void Serve(FdSet read, FdSet write, FdSet error) => Dispatch(read, write, error);

    private void Dispatch(in FdSet read, in FdSet write, in FdSet error)
    {
        foreach (var connection in Registry.ToArray())
        {
            if (write.IsSet(connection.Fd))
            {
                Echo.Write(sockets, connection);
            }

            if (read.IsSet(connection.Fd) && connection.State != ConnectionState.Closing)
            {
                Echo.Read(sockets, connection);
            }

            if (error.IsSet(connection.Fd))
            {
                connection.Fail();
            }

            CloseIfDone(connection);
        }

        if (acceptor.ListenFd >= 0 && read.IsSet(acceptor.ListenFd))
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
