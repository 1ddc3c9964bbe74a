using SelectQuest.Server.Simulation;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Simulation.Tests.Loops;

/// <summary>A correct loop in a style of its own: to find out whether the oracles accuse the innocent.</summary>
internal sealed class StyledLoop(ISocketApi sockets, int listenFd, Style style)
{
    private const int Cap = 100;

    private readonly Client?[] clients = new Client?[FdSet.Size];
    private readonly byte[] buffer = new byte[style.HasFlag(Style.TinyBuffer) ? 3 : 2000];
    private FdSet masterRead;
    private FdSet masterWrite;
    private FdSet masterError;
    private bool listening = true;
    private bool resting;
    private bool stopping;
    private int turn;

    public static LoopMaker With(Style style) =>
        (sockets, listenFd) =>
        {
            var loop = new StyledLoop(sockets, listenFd, style);
            return new LoopUnderTest(loop.Iterate, loop.Run);
        };

    private bool Is(Style habit) => style.HasFlag(habit);

    private IEnumerable<Client> Living => clients.OfType<Client>();

    private void Run(CancellationToken token)
    {
        while (!token.IsCancellationRequested)
        {
            Iterate();
        }

        stopping = true;
        sockets.Close(listenFd);
        listening = false;
        while (Living.Any(client => client.Pending.Count > 0 && !client.Broken))
        {
            Iterate();
        }

        Living.ToList().ForEach(Close);
    }

    private void Iterate()
    {
        Living.Where(IsDone).ToList().ForEach(Close);
        FdSet read = default;
        FdSet write = default;
        FdSet error = default;
        Fill(ref read, ref write, ref error);
        (masterRead, masterWrite, masterError) = (read, write, error);
        if (Is(Style.CopiesMasterSets))
        {
            (read, write, error) = (masterRead, masterWrite, masterError);
        }

        var forEver = Is(Style.WaitsForEver) && !resting && !stopping;
        var timeout = forEver ? Timeout.InfiniteTimeSpan : TimeSpan.FromMilliseconds(500);
        var ready = sockets.Select(Nfds(), ref read, ref write, ref error, timeout, out _);
        resting &= ready != 0;
        if (ready <= 0)
        {
            return;
        }

        var known = Living.ToList();
        if (listening && read.IsSet(listenFd) && Is(Style.AcceptsFirst))
        {
            Accept();
        }

        Serve(known, read, write, error);
        if (listening && read.IsSet(listenFd) && !Is(Style.AcceptsFirst))
        {
            Accept();
        }

        if (!Is(Style.ClosesLate))
        {
            Living.Where(IsDone).ToList().ForEach(Close);
        }
    }

    private void Fill(ref FdSet read, ref FdSet write, ref FdSet error)
    {
        if (listening)
        {
            if (!resting)
            {
                read.Set(listenFd);
            }

            if (Is(Style.WatchesListenerErrors))
            {
                error.Set(listenFd);
            }
        }

        foreach (var client in Living)
        {
            var capped = Is(Style.CapsPending) && client.Pending.Count > Cap;
            if (!client.Finished && !capped && (!stopping || Is(Style.ReadsDuringShutdown)))
            {
                read.Set(client.Fd);
            }

            if (client.Pending.Count > 0)
            {
                write.Set(client.Fd);
            }

            error.Set(client.Fd);
        }
    }

    private int Nfds()
    {
        var highest = Living.Select(client => client.Fd).DefaultIfEmpty(-1).Max();
        if (Is(Style.ReckonsNfdsFromSets))
        {
            highest = -1;
            for (var fd = 0; fd < FdSet.Size; fd++)
            {
                highest = masterRead.IsSet(fd) || masterWrite.IsSet(fd) || masterError.IsSet(fd) ? fd : highest;
            }

            return highest + 1;
        }

        return 1 + (listening ? Math.Max(highest, listenFd) : highest);
    }

    private void Serve(List<Client> known, FdSet read, FdSet write, FdSet error)
    {
        var ready = known
            .Where(client => read.IsSet(client.Fd) || write.IsSet(client.Fd) || error.IsSet(client.Fd))
            .ToList();
        if (Is(Style.ServesOneInTurn) && ready.Count > 0)
        {
            var next = ready.FirstOrDefault(client => client.Fd > turn) ?? ready[0];
            turn = next.Fd;
            ready = [next];
        }

        foreach (var client in ready)
        {
            if (write.IsSet(client.Fd))
            {
                Send(client);
            }

            if (error.IsSet(client.Fd) && !Is(Style.ReceivesUrgentData))
            {
                client.Broken = true;
            }
            else if (!client.Finished && (read.IsSet(client.Fd) || error.IsSet(client.Fd)))
            {
                Receive(client);
            }
        }
    }

    private void Accept()
    {
        while (true)
        {
            var fd = sockets.Accept(listenFd, out var errno);
            if (fd >= FdSet.Size)
            {
                sockets.Close(fd);
            }
            else if (fd >= 0)
            {
                sockets.SetNonBlocking(fd, out _);
                clients[fd] = new Client(fd);
            }
            else if (errno is not (Errno.ECONNABORTED or Errno.EINTR))
            {
                resting = errno is Errno.EMFILE or Errno.ENFILE;
                return;
            }

            if (Is(Style.AcceptsOneByOne))
            {
                return;
            }
        }
    }

    private void Receive(Client client)
    {
        int count;
        Errno errno;
        do
        {
            count = sockets.Receive(client.Fd, buffer, out errno);
            client.Pending.AddRange(buffer.AsSpan(0, Math.Max(count, 0)));
        } while ((Is(Style.ReceivesUntilEagain) && count > 0) || errno == Errno.EINTR);
        client.Finished |= count == 0;
        client.Broken |= count < 0 && errno is not Errno.EAGAIN;
        if (!Is(Style.SendsWhenToldOnly) && client.Pending.Count > 0 && !client.Broken)
        {
            Send(client);
        }
    }

    private void Send(Client client)
    {
        var count = sockets.Send(client.Fd, [.. client.Pending], out var errno);
        client.Pending.RemoveRange(0, Math.Max(count, 0));
        client.Broken |= count < 0 && errno is not (Errno.EAGAIN or Errno.EINTR);
    }

    private static bool IsDone(Client client) => client.Broken || (client.Finished && client.Pending.Count == 0);

    private void Close(Client client)
    {
        sockets.Close(client.Fd);
        clients[client.Fd] = null;
        resting = false;
    }

    private sealed class Client(int fd)
    {
        public int Fd { get; } = fd;

        public List<byte> Pending { get; } = [];

        public bool Finished { get; set; }

        public bool Broken { get; set; }
    }
}
