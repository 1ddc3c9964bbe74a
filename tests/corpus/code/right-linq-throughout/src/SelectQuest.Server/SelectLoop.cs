using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

public sealed class SelectLoop(ISocketApi sockets, int listenFd)
{
    private static readonly TimeSpan Timeout = TimeSpan.Parse("00:00:01", System.Globalization.CultureInfo.InvariantCulture);

    private readonly HashSet<int> listeners = [listenFd];
    private bool resting;

    public ConnectionRegistry Registry { get; } = new();

    public void Iterate() => _ = Step();

    public void Run(CancellationToken cancellation)
    {
        _ = Forever().TakeWhile(_ => !cancellation.IsCancellationRequested).Select(_ => Step()).Count();

        foreach (var listener in listeners.ToList())
        {
            listeners.Remove(listener);
            sockets.Close(listener);
        }

        Registry.ToList().ForEach(client => client.State = ConnectionState.Closing);
        CloseAll(client => client.Owed.Count == 0);
        _ = Forever()
            .TakeWhile(_ => Registry.Count > 0)
            .Select(_ => Step())
            .Where(ready => ready == 0)
            .Take(10)
            .Count();
        CloseAll(_ => true);
    }

    private static IEnumerable<int> Forever()
    {
        while (true)
        {
            yield return 0;
        }
    }

    private int Step()
    {
        var watched = listeners.Where(_ => !resting);
        var read = SetOf(watched.Concat(Registry.Where(c => c.State != ConnectionState.Closing).Select(c => c.Fd)));
        var write = SetOf(from c in Registry where c.Owed.Count > 0 select c.Fd);
        var error = SetOf(Registry.Select(c => c.Fd));
        var nfds = listeners.Append(Registry.MaxFd).Max() + 1;

        var ready = sockets.Select(nfds, ref read, ref write, ref error, Timeout, out var errno);
        if (ready < 0)
        {
            return errno == Errno.EINTR ? ready : throw new InvalidOperationException($"select: {errno}");
        }

        if (ready == 0)
        {
            resting = false;
            return 0;
        }

        var events =
            from c in Registry.ToList()
            let e = (Write: write.IsSet(c.Fd), Read: read.IsSet(c.Fd), Error: error.IsSet(c.Fd))
            where e.Write || e.Read || e.Error
            select (c, e);
        foreach (var (client, happened) in events)
        {
            if (happened.Write)
            {
                client.Send(sockets);
            }

            if (happened.Read)
            {
                client.Receive(sockets);
            }

            if (happened.Error)
            {
                client.GiveUp();
            }
        }

        CloseAll(c => c is { State: ConnectionState.Closing, Owed.Count: 0 });
        foreach (var listener in listeners.Where(fd => read.IsSet(fd)))
        {
            foreach (var fd in Newcomers(listener))
            {
                Registry.Add(fd, new Connection(fd));
            }
        }

        return ready;
    }

    private IEnumerable<int> Newcomers(int listener)
    {
        var errno = Errno.None;
        return Forever()
            .Select(_ => sockets.Accept(listener, out errno))
            .TakeWhile(fd =>
            {
                resting = errno is Errno.EMFILE or Errno.ENFILE or Errno.ENOBUFS or Errno.ENOMEM;
                return fd >= 0 || errno == Errno.ECONNABORTED;
            })
            .Where(fd => fd >= 0)
            .Where(fd =>
            {
                var good = fd < FdSet.Size && sockets.SetNonBlocking(fd, out _);
                if (!good)
                {
                    sockets.Close(fd);
                }

                return good;
            });
    }

    private void CloseAll(Func<Connection, bool> which)
    {
        foreach (var fd in Registry.Where(which).Select(c => c.Fd).ToArray())
        {
            Registry.Remove(fd);
            sockets.Close(fd);
            resting = false;
        }
    }

    private static FdSet SetOf(IEnumerable<int> fds) =>
        fds.Aggregate(
            new FdSet(),
            (set, fd) =>
            {
                set.Set(fd);
                return set;
            }
        );
}
