using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

public sealed class SelectLoop(ISocketApi sockets, int listenFd)
{
    private static readonly TimeSpan SelectTimeout = TimeSpan.FromMilliseconds(500);
    private const int SilentRoundsAtTheEnd = 10;

    private readonly Acceptor acceptor = new(sockets, listenFd);
    private readonly Action<ISocketApi, Connection> onReadable = Handler("Read");
    private readonly Action<ISocketApi, Connection> onWritable = Handler("Write");

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

    private static Action<ISocketApi, Connection> Handler(string name) =>
        typeof(Echo).GetMethod(name)!.CreateDelegate<Action<ISocketApi, Connection>>();

    private int Round()
    {
        FdSet read = default;
        FdSet write = default;
        FdSet error = default;
        acceptor.Watch(ref read);
        Interest.Fill(Registry, ref read, ref write, ref error);

        var nfds = Math.Max(acceptor.ListenFd, Registry.MaxFd) + 1;
        var ready = sockets.Select(nfds, ref read, ref write, ref error, SelectTimeout, out var errno);
        if (ready == 0)
        {
            acceptor.Resume();
        }
        else if (ready > 0)
        {
            Dispatch(read, write, error);
        }
        else if (errno != Errno.EINTR)
        {
            throw new InvalidOperationException($"select: {errno}");
        }

        return ready;
    }

    private void Dispatch(in FdSet read, in FdSet write, in FdSet error)
    {
        foreach (var connection in Registry.ToArray())
        {
            if (write.IsSet(connection.Fd))
            {
                onWritable(sockets, connection);
            }

            if (read.IsSet(connection.Fd) && connection.State != ConnectionState.Closing)
            {
                onReadable(sockets, connection);
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
