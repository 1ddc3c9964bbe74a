using SelectQuest.Server.Handlers;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

public class SelectLoop
{
    // One second is a good compromise between a quick shutdown and an idle CPU.
    private const int TimeoutSeconds = 1;

    private readonly ISocketApi sockets;
    private readonly AcceptHandler acceptHandler;
    private readonly ReadHandler readHandler;
    private readonly WriteHandler writeHandler;
    private int listenFd;
    private bool shuttingDown;

    public SelectLoop(ISocketApi sockets, int listenFd)
    {
        this.sockets = sockets;
        this.listenFd = listenFd;
        acceptHandler = new AcceptHandler(sockets, Registry);
        readHandler = new ReadHandler(sockets);
        writeHandler = new WriteHandler(sockets);
    }

    public ConnectionRegistry Registry { get; } = new ConnectionRegistry();

    public void Iterate()
    {
        IterateOnce();
    }

    public void Run(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
            IterateOnce();

        shuttingDown = true;
        sockets.Close(listenFd);
        listenFd = -1;
        int timeouts = 0;
        while (timeouts < 5)
        {
            foreach (Connection connection in Registry.ToArray())
            {
                if (!connection.WriteQueue.Contains((byte)'\n'))
                    CloseConnection(connection);
            }
            if (Registry.Count == 0)
                break;
            if (IterateOnce() == 0)
                timeouts++;
        }
        foreach (Connection connection in Registry.ToArray())
            CloseConnection(connection);
    }

    private int IterateOnce()
    {
        FdSet readSet = BuildReadSet();
        FdSet writeSet = BuildWriteSet();
        FdSet errorSet = BuildErrorSet();
        int maxFd = Math.Max(Registry.MaxFd, listenFd);
        int ready = sockets.Select(maxFd + 1, ref readSet, ref writeSet, ref errorSet, TimeSpan.FromSeconds(TimeoutSeconds), out Errno errno);
        if (ready == -1)
        {
            if (errno == Errno.EINTR)
                return -1;
            throw new InvalidOperationException("select failed with " + errno);
        }
        if (ready == 0)
        {
            acceptHandler.Paused = false;
            return 0;
        }
        foreach (Connection connection in Registry.ToArray())
        {
            bool keep = true;
            if (errorSet.IsSet(connection.Fd))
                keep = false;
            if (keep && writeSet.IsSet(connection.Fd))
                keep = writeHandler.Handle(connection);
            if (keep && readSet.IsSet(connection.Fd))
                keep = readHandler.Handle(connection);
            if (!keep)
                CloseConnection(connection);
        }
        if (!shuttingDown && readSet.IsSet(listenFd))
            acceptHandler.Handle(listenFd);
        return ready;
    }

    private FdSet BuildReadSet()
    {
        FdSet set = new FdSet();
        if (!shuttingDown && !acceptHandler.Paused)
            set.Set(listenFd);
        foreach (Connection connection in Registry)
        {
            if (!shuttingDown && !connection.EndOfInput)
                set.Set(connection.Fd);
        }
        return set;
    }

    private FdSet BuildWriteSet()
    {
        FdSet set = new FdSet();
        foreach (Connection connection in Registry)
        {
            if (connection.WriteQueue.Contains((byte)'\n'))
                set.Set(connection.Fd);
        }
        return set;
    }

    private FdSet BuildErrorSet()
    {
        FdSet set = new FdSet();
        foreach (Connection connection in Registry)
            set.Set(connection.Fd);
        return set;
    }

    private void CloseConnection(Connection connection)
    {
        connection.State = ConnectionState.Closing;
        Registry.Remove(connection.Fd);
        sockets.Close(connection.Fd);
        acceptHandler.Paused = false;
    }
}
