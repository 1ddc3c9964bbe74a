using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

public sealed class SelectLoop(ISocketApi sockets, int listenFd)
{
    private int listener = listenFd;
    private bool rests;

    private static TimeSpan Timeout => new(0, 0, 1);

    public ConnectionRegistry Registry { get; } = new();

    private Connection[] Everyone => [.. Registry];

    private int Nfds => Math.Max(listener, Registry.MaxFd) + 1;

    public void Iterate() => Round();

    public void Run(CancellationToken cancellation)
    {
        for (; !cancellation.IsCancellationRequested; Round()) { }
        sockets.Close(listener);
        listener = -1;
        Array.ForEach(Everyone, client => Settle(client.End()));
        for (var silent = 0; Registry.Count > 0 && silent < 5; silent += Round() == 0 ? 1 : 0) { }
        Array.ForEach(Everyone, client => Settle(client.Lose()));
    }

    private int Round() => Select(Watch(client => client.Listens, listener >= 0 && !rests ? listener : null), Watch(client => client.Owes), Watch(_ => true));

    private FdSet Watch(Func<Connection, bool> which, int? more = null) =>
        With(Registry.Where(which).Select(client => client.Fd).Concat(more is { } one ? [one] : []));

    private static FdSet With(IEnumerable<int> fds)
    {
        var set = new FdSet();
        foreach (var fd in fds) set.Set(fd);
        return set;
    }

    private int Select(FdSet read, FdSet write, FdSet error) =>
        sockets.Select(Nfds, ref read, ref write, ref error, Timeout, out var errno) switch
        {
            0 => Awake(),
            > 0 and var ready => Dispatch(ready, read, write, error),
            _ when errno == Errno.EINTR => -1,
            _ => throw new InvalidOperationException($"select: {errno}"),
        };

    private int Dispatch(int ready, FdSet read, FdSet write, FdSet error) =>
        Everyone.Count(client => Settle(Lost(Read(Written(client, write), read), error))) >= 0 && listener >= 0 && read.IsSet(listener)
            ? AcceptAll(ready)
            : ready;

    private Connection Written(Connection client, FdSet write) => write.IsSet(client.Fd) ? client.Write(sockets) : client;

    private Connection Read(Connection client, FdSet read) => read.IsSet(client.Fd) && client.Listens ? client.Read(sockets) : client;

    private static Connection Lost(Connection client, FdSet error) => error.IsSet(client.Fd) ? client.Lose() : client;

    private int AcceptAll(int ready)
    {
        while (Accept()) { }
        return ready;
    }

    private bool Accept() =>
        sockets.Accept(listener, out var errno) switch
        {
            >= FdSet.Size and var fd => Close(fd),
            >= 0 and var fd => sockets.SetNonBlocking(fd, out _) ? Add(fd) : Close(fd),
            _ => Retry(errno),
        };

    private bool Retry(Errno errno)
    {
        rests = errno is Errno.EMFILE or Errno.ENFILE or Errno.ENOBUFS or Errno.ENOMEM;
        return errno == Errno.ECONNABORTED;
    }

    private bool Add(int fd)
    {
        Registry.Add(fd, new Connection(fd));
        return true;
    }

    private bool Close(int fd)
    {
        sockets.Close(fd);
        rests = false;
        return true;
    }

    private int Awake()
    {
        rests = false;
        return 0;
    }

    private bool Settle(Connection client) => !client.Listens && !client.Owes && Registry.Remove(client.Fd) && Close(client.Fd);
}
