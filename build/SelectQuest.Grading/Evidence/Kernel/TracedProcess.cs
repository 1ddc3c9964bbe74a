namespace SelectQuest.Grading.Evidence.Kernel;

/// <summary>One process of the server: its threads share a table of fds. Only TCP sockets are in it.</summary>
/// <param name="pid">Its first thread.</param>
internal sealed class TracedProcess(int pid)
{
    private readonly Dictionary<int, TracedSocket> sockets = [];
    private readonly HashSet<int> formerClients = [];

    public int Pid => pid;

    public IEnumerable<TracedClient> Clients => sockets.Values.OfType<TracedClient>();

    /// <summary>The fd of the first socket that listens; null before and after.</summary>
    public int? Listener { get; private set; }

    public TracedSocket? Socket(int? fd) => fd is { } number ? sockets.GetValueOrDefault(number) : null;

    public TracedClient? Client(int? fd) => Socket(fd) as TracedClient;

    /// <summary>The fd belonged to a client, and no call that strace shows has opened it again.</summary>
    public bool WasClient(int fd) => formerClients.Contains(fd);

    public void Open(int fd, TracedSocket socket)
    {
        sockets[fd] = socket;
        formerClients.Remove(fd);
    }

    public void Listen(int fd)
    {
        if (Socket(fd) is { } socket)
        {
            socket.Listens = true;
            Listener ??= fd;
        }
    }

    /// <summary>The socket, if this was the last fd that led to it.</summary>
    public TracedSocket? Close(int fd)
    {
        if (!sockets.Remove(fd, out var socket))
        {
            return null;
        }

        if (socket is TracedClient)
        {
            formerClients.Add(fd);
        }

        if (Listener == fd)
        {
            Listener = null;
        }

        return sockets.ContainsValue(socket) ? null : socket;
    }

    public IReadOnlyList<int> OpenBetween(long first, long last) =>
        [.. sockets.Keys.Where(fd => fd >= first && fd <= last)];

    /// <summary>What a child gets that does not share the table.</summary>
    public TracedProcess Fork(int child)
    {
        var process = new TracedProcess(child) { Listener = Listener };
        foreach (var (fd, socket) in sockets)
        {
            process.sockets[fd] = socket;
        }

        return process;
    }
}
