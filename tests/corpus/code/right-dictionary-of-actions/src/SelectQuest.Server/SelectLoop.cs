using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

public sealed class SelectLoop
{
    private enum Happening { Writable, Readable, Exceptional }

    private static readonly TimeSpan HousekeepingPeriod = TimeSpan.FromMilliseconds(2_000);

    private readonly ISocketApi sockets;
    private readonly Dictionary<Happening, Action<Connection>> handlers;
    private readonly Dictionary<Errno, Action> whenAcceptFails;
    private readonly Dictionary<Errno, Action<Connection>> whenTransferFails;
    private readonly Dictionary<Happening, FdSet> sets = [];
    private int? listener;
    private bool listening = true;
    private bool more;

    public SelectLoop(ISocketApi sockets, int listenFd)
    {
        this.sockets = sockets;
        listener = listenFd;
        handlers = new()
        {
            [Happening.Writable] = OnWritable,
            [Happening.Readable] = OnReadable,
            [Happening.Exceptional] = client => client.Broken = true,
        };
        whenTransferFails = new()
        {
            [Errno.EAGAIN] = Later,
            [Errno.EINTR] = Later,
        };
        whenAcceptFails = new()
        {
            [Errno.ECONNABORTED] = () => more = true,
            [Errno.EMFILE] = Rest,
            [Errno.ENFILE] = Rest,
            [Errno.ENOBUFS] = Rest,
            [Errno.ENOMEM] = Rest,
        };
    }

    public ConnectionRegistry Registry { get; } = new();

    public void Iterate() => Turn();

    public void Run(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            Turn();
        }

        sockets.Close(listener!.Value);
        listener = null;
        for (var quiet = 0; ; )
        {
            foreach (var client in Registry.ToList())
            {
                client.State = ConnectionState.Closing;
                client.Broken |= quiet > 2;
                Bury(client);
            }

            if (Registry.Count == 0)
            {
                break;
            }

            quiet += Turn() ? 0 : 1;
        }
    }

    private bool Turn()
    {
        foreach (var happening in Enum.GetValues<Happening>())
        {
            sets[happening] = default;
        }

        Fill(Happening.Readable, client => client.State != ConnectionState.Closing);
        Fill(Happening.Writable, client => client.Waiting.Count > 0);
        Fill(Happening.Exceptional, _ => true);
        var read = sets[Happening.Readable];
        var write = sets[Happening.Writable];
        var error = sets[Happening.Exceptional];
        if (listener is { } open && listening)
        {
            read.Set(open);
        }

        var highest = Math.Max(listener ?? -1, Registry.MaxFd);
        var ready = sockets.Select(highest + 1, ref read, ref write, ref error, HousekeepingPeriod, out var errno);
        if (ready <= 0)
        {
            listening |= ready == 0;
            return ready != 0 && (errno == Errno.EINTR ? true : throw new InvalidOperationException($"{errno} from select"));
        }

        sets[Happening.Readable] = read;
        sets[Happening.Writable] = write;
        sets[Happening.Exceptional] = error;
        foreach (var client in Registry.ToList())
        {
            foreach (var (happening, set) in sets.ToList())
            {
                if (set.IsSet(client.Fd) && !client.Broken)
                {
                    handlers[happening](client);
                }
            }

            Bury(client);
        }

        if (listener is { } door && read.IsSet(door))
        {
            OnNewcomer(door);
        }

        return true;
    }

    private void Fill(Happening happening, Func<Connection, bool> wants)
    {
        var set = sets[happening];
        foreach (var client in Registry)
        {
            if (wants(client))
            {
                set.Set(client.Fd);
            }
        }

        sets[happening] = set;
    }

    private void OnNewcomer(int door)
    {
        do
        {
            more = false;
            var fd = sockets.Accept(door, out var errno);
            if (fd < 0)
            {
                whenAcceptFails.GetValueOrDefault(errno, () => { })();
            }
            else
            {
                more = true;
                Action<int> welcome = fd < FdSet.Size ? Welcome : sockets.Close;
                welcome(fd);
            }
        } while (more);
    }

    private void Welcome(int fd)
    {
        sockets.SetNonBlocking(fd, out _);
        Registry.Add(fd, new Connection(fd));
    }

    private void Rest() => listening = false;

    private static void Later(Connection client)
    {
    }

    private void OnReadable(Connection client)
    {
        var buffer = new byte[4096];
        var count = sockets.Receive(client.Fd, buffer, out var errno);
        if (count < 0)
        {
            whenTransferFails.GetValueOrDefault(errno, broken => broken.Broken = true)(client);
            return;
        }

        if (count == 0)
        {
            client.State = ConnectionState.Closing;
            return;
        }

        client.LastActive = Environment.TickCount64;
        client.Waiting.Enqueue(new ArraySegment<byte>(buffer, 0, count));
        client.State = ConnectionState.Writing;
        if (client.Waiting.Count == 1)
        {
            OnWritable(client);
        }
    }

    private void OnWritable(Connection client)
    {
        var chunk = client.Waiting.Peek();
        var count = sockets.Send(client.Fd, chunk, out var errno);
        if (count < 0)
        {
            whenTransferFails.GetValueOrDefault(errno, broken => broken.Broken = true)(client);
            return;
        }

        if (count < chunk.Count)
        {
            // The rest has to stay in front, and a queue has no way back in: all others go round once.
            var others = client.Waiting.Skip(1).ToList();
            client.Waiting.Clear();
            client.Waiting.Enqueue(chunk[count..]);
            others.ForEach(client.Waiting.Enqueue);
            return;
        }

        client.Waiting.Dequeue();
        if (client.Waiting.Count == 0 && client.State == ConnectionState.Writing)
        {
            client.State = ConnectionState.Reading;
        }
    }

    private void Bury(Connection client)
    {
        if (client.Finished)
        {
            client.State = ConnectionState.Closing;
            Registry.Remove(client.Fd);
            sockets.Close(client.Fd);
            listening = true;
        }
    }
}
