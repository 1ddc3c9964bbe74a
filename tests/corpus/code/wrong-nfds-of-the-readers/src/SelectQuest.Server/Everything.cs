using System.Collections;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

public enum ConnectionState { Connecting, Reading, Writing, Closing }

public sealed class Connection(int fd)
{
    public int Fd { get; } = fd;
    public ConnectionState State { get; set; }
    public long LastActive { get; set; } = Environment.TickCount64;
}

public sealed class ConnectionRegistry : IEnumerable<Connection>
{
    private readonly Connection?[] at = new Connection?[FdSet.Size];
    private readonly bool[] used = new bool[FdSet.Size];
    private int highest = -1;
    private int count;

    public int MaxFd => highest;
    public int Count => count;

    public void Add(int fd, Connection connection)
    {
        if (used[fd])
        {
            throw new ArgumentException($"slot {fd} is used");
        }

        used[fd] = true;
        at[fd] = connection;
        count++;
        if (highest < fd)
        {
            highest = fd;
        }
    }

    public bool Remove(int fd)
    {
        var was = used[fd];
        if (was)
        {
            used[fd] = false;
            at[fd] = null;
            count--;
            while (highest > -1 && !used[highest])
            {
                highest--;
            }
        }

        return was;
    }

    public Connection? Get(int fd) => at[fd];

    public IEnumerator<Connection> GetEnumerator()
    {
        for (var fd = 0; fd < at.Length; fd++)
        {
            if (used[fd])
            {
                yield return at[fd]!;
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

public sealed class SelectLoop
{
    private const long TimeoutTicks = 3 * TimeSpan.TicksPerSecond / 4;

    private readonly ISocketApi api;
    private readonly int[] listeners;

    // The life of fd n is in column n.
    private readonly byte[][] owedBytes = new byte[FdSet.Size][];
    private readonly int[] owedFrom = new int[FdSet.Size];
    private readonly int[] owedLength = new int[FdSet.Size];
    private readonly bool[] saidEof = new bool[FdSet.Size];
    private readonly bool[] broken = new bool[FdSet.Size];
    private bool restListener;

    public SelectLoop(ISocketApi sockets, int listenFd)
    {
        api = sockets;
        listeners = [listenFd];
    }

    public ConnectionRegistry Registry { get; } = new();

    public void Iterate() => Pass();

    public void Run(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            Pass();
        }

        api.Close(listeners[0]);
        listeners[0] = -1;
        var idle = 0;
        while (true)
        {
            for (var fd = 0; fd < FdSet.Size; fd++)
            {
                saidEof[fd] = Registry.Get(fd) is not null;
                broken[fd] |= saidEof[fd] && idle >= 7;
                EndIfOver(fd);
            }

            if (Registry.Count == 0)
            {
                return;
            }

            idle += Pass() ? 0 : 1;
        }
    }

    private bool Pass()
    {
        FdSet r = default;
        FdSet w = default;
        FdSet e = default;
        var nfds = 0;
        if (listeners[0] >= 0)
        {
            nfds = listeners[0] + 1;
            if (!restListener)
            {
                r.Set(listeners[0]);
            }
        }

        for (var fd = 0; fd <= Registry.MaxFd; fd++)
        {
            if (Registry.Get(fd) is null)
            {
                continue;
            }

            if (!saidEof[fd])
            {
                r.Set(fd);
                nfds = Math.Max(nfds, fd + 1);
            }

            if (owedLength[fd] > 0)
            {
                w.Set(fd);
            }

            e.Set(fd);
        }

        var hits = api.Select(nfds, ref r, ref w, ref e, new TimeSpan(TimeoutTicks), out var errno);
        if (hits < 0 && errno != Errno.EINTR)
        {
            throw new InvalidOperationException(errno.ToString());
        }

        if (hits == 0)
        {
            restListener = false;
        }

        if (hits <= 0)
        {
            return hits < 0;
        }

        for (var fd = 0; fd < nfds; fd++)
        {
            if (fd == listeners[0] || Registry.Get(fd) is null)
            {
                continue;
            }

            if (w.IsSet(fd))
            {
                Push(fd);
            }

            if (r.IsSet(fd) && !broken[fd])
            {
                Pull(fd);
            }

            broken[fd] |= e.IsSet(fd);
            Registry.Get(fd)!.State = saidEof[fd] || broken[fd] ? ConnectionState.Closing
                : owedLength[fd] > 0 ? ConnectionState.Writing
                : ConnectionState.Reading;
            EndIfOver(fd);
        }

        if (listeners[0] >= 0 && r.IsSet(listeners[0]))
        {
            Welcome();
        }

        return true;
    }

    private void Welcome()
    {
        for (; ; )
        {
            var fd = api.Accept(listeners[0], out var errno);
            if (fd < 0)
            {
                if (errno == Errno.ECONNABORTED)
                {
                    continue;
                }

                restListener = errno is Errno.EMFILE or Errno.ENFILE or Errno.ENOMEM or Errno.ENOBUFS;
                return;
            }

            if (fd > 1023)
            {
                api.Close(fd);
                continue;
            }

            api.SetNonBlocking(fd, out _);
            Registry.Add(fd, new Connection(fd));
        }
    }

    private void Pull(int fd)
    {
        owedBytes[fd] ??= new byte[1024];
        var used = owedFrom[fd] + owedLength[fd];
        if (owedBytes[fd].Length - used < 512)
        {
            var bigger = new byte[(owedLength[fd] * 2) + 1024];
            Array.Copy(owedBytes[fd], owedFrom[fd], bigger, 0, owedLength[fd]);
            owedBytes[fd] = bigger;
            owedFrom[fd] = 0;
            used = owedLength[fd];
        }

        var n = api.Receive(fd, owedBytes[fd].AsSpan(used), out var errno);
        Registry.Get(fd)!.LastActive = Environment.TickCount64;
        if (n > 0)
        {
            owedLength[fd] += n;
            Push(fd);
        }
        else if (n == 0)
        {
            saidEof[fd] = true;
        }
        else
        {
            broken[fd] = errno is not Errno.EAGAIN and not Errno.EINTR;
        }
    }

    private void Push(int fd)
    {
        var n = api.Send(fd, owedBytes[fd].AsSpan(owedFrom[fd], owedLength[fd]), out var errno);
        if (n < 0)
        {
            broken[fd] = errno is not Errno.EAGAIN and not Errno.EINTR;
            return;
        }

        owedLength[fd] -= n;
        owedFrom[fd] = owedLength[fd] == 0 ? 0 : owedFrom[fd] + n;
    }

    private void EndIfOver(int fd)
    {
        if (!broken[fd] && !(saidEof[fd] && owedLength[fd] == 0))
        {
            return;
        }

        Registry.Remove(fd);
        api.Close(fd);

        // The next owner of this number starts from nothing.
        broken[fd] = saidEof[fd] = false;
        owedFrom[fd] = owedLength[fd] = 0;
        restListener = false;
    }
}
