using SelectQuest.Server.Simulation;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Simulation.Tests.Loops;

/// <summary>
/// A select loop as short as it can be, right in every respect but one: the bug it is given. Written for the tests of the
/// simulator alone, so it knows nothing of the quest's solution.
/// </summary>
internal sealed partial class SmallLoop(ISocketApi sockets, int listenFd, Bug bug)
{
    private readonly SortedDictionary<int, Client> clients = [];
    private readonly byte[] buffer = new byte[4096];
    private FdSet read;
    private FdSet write;
    private FdSet error;
    private int maxFd = -1;
    private int lastNfds;
    private bool listening = true;
    private bool resting;
    private bool everAccepted;

    public static LoopMaker With(Bug bug) =>
        (sockets, listenFd) =>
        {
            var loop = new SmallLoop(sockets, listenFd, bug);
            return new LoopUnderTest(loop.Iterate, loop.Run);
        };

    private void Iterate()
    {
        if (bug == Bug.SwallowsEverything)
        {
            try
            {
                Turn();
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                return;
            }
        }
        else if (bug == Bug.ServesOnAnotherThread && clients.Count > 2)
        {
            var thread = new Thread(() =>
            {
                try
                {
                    Turn();
                }
                catch (ViolationException)
                {
                    // What the kernel said stays recorded.
                }
            });
            thread.Start();
            thread.Join();
        }
        else
        {
            Turn();
        }
    }

    private void Run(CancellationToken token)
    {
        while (!token.IsCancellationRequested || bug == Bug.StopIsIgnored)
        {
            Iterate();
        }

        if (bug == Bug.StopGoesOnAccepting)
        {
            Iterate();
            Accept();
        }

        if (bug != Bug.StopLeavesListenerOpen)
        {
            sockets.Close(listenFd);
        }

        listening = false;
        while (bug != Bug.StopDropsPending && clients.Values.Any(client => client.Pending.Count > 0))
        {
            foreach (var client in clients.Values.Where(client => client.Pending.Count == 0).ToList())
            {
                Close(client);
            }

            Turn();
        }

        if (bug != Bug.StopLeavesClientsOpen)
        {
            clients.Values.ToList().ForEach(Close);
        }
    }

    private void Turn()
    {
        FillSets();
        var timeout = bug == Bug.TimeoutZero ? TimeSpan.Zero : TimeSpan.FromSeconds(1);
        var ready = sockets.Select(Nfds(), ref read, ref write, ref error, timeout, out var errno);
        if (bug == Bug.TwoSelectsPerIteration && ready == 0)
        {
            FillSets();
            ready = sockets.Select(Nfds(), ref read, ref write, ref error, timeout, out errno);
        }

        if (bug == Bug.SelectEintrEndsTheLoop && errno == Errno.EINTR)
        {
            throw new InvalidOperationException("select failed");
        }

        if (ready < 0 && bug != Bug.FailedSelectIsDispatched)
        {
            return;
        }

        resting &= ready > 0 || bug == Bug.ListenerForgottenAfterEmfile;
        var accepts = listening && read.IsSet(listenFd);
        if (accepts && bug == Bug.AcceptsBeforeServing)
        {
            // Clients that are gone are swept out first, so their fds come back with the bits of this round.
            Sweep();
            Accept();
        }

        Serve();
        if (accepts && bug != Bug.AcceptsBeforeServing)
        {
            Accept();
        }
    }

    private void FillSets()
    {
        if (bug != Bug.SetsZeroedOnce)
        {
            read.Zero();
            write.Zero();
            error.Zero();
        }

        var forgotten = bug == Bug.ListenerForgottenAfterFirstAccept && everAccepted;
        if (listening && !resting && !forgotten)
        {
            read.Set(listenFd);
        }

        foreach (var (fd, client) in clients)
        {
            if (!client.Finished || bug is Bug.EndOfFileIgnored or Bug.EndOfFileStaysWatched)
            {
                read.Set(fd);
            }

            var writes = client.Pending.Count > 0 && bug != Bug.WriteInterestNever;
            if (writes || bug == Bug.WriteInterestAlwaysOn)
            {
                write.Set(fd);
            }

            if (bug is not (Bug.ErrorSetNeverFilled or Bug.SwallowsEverything))
            {
                error.Set(fd);
            }
        }
    }

    private int Nfds()
    {
        var listener = listening && bug != Bug.NfdsIgnoresListener ? listenFd : -1;
        var highest = Math.Max(listener, clients.Count == 0 ? -1 : clients.Keys.Last());
        maxFd = bug == Bug.MaxFdNeverShrinks ? Math.Max(maxFd, highest) : highest;
        return bug switch
        {
            Bug.NfdsWithoutPlusOne => highest,
            Bug.NfdsIsAlwaysFdSetSize => FdSet.Size,
            Bug.MaxFdShrinksByOne => lastNfds = Math.Max(highest + 1, lastNfds - 1),
            _ => maxFd + 1,
        };
    }

    private void Accept()
    {
        while (true)
        {
            var fd = sockets.Accept(listenFd, out var errno);
            if (fd < 0)
            {
                if (errno == Errno.ECONNABORTED)
                {
                    continue;
                }

                if (errno == Errno.EINTR && bug == Bug.AcceptEintrThrows)
                {
                    throw new InvalidOperationException("accept failed");
                }

                resting = errno is Errno.EMFILE or Errno.ENFILE && bug != Bug.ListenerKeptAfterEmfile;
                return;
            }

            everAccepted = true;
            if (fd >= FdSet.Size - (bug == Bug.RefusesTheLastGoodFd ? 1 : 0) + (bug == Bug.AcceptsFdSetSize ? 1 : 0))
            {
                if (bug != Bug.RefusedFdLeaks)
                {
                    sockets.Close(fd);
                }

                continue;
            }

            if (bug is not (Bug.NonBlockingForgotten or Bug.NonBlockingAfterFirstRead))
            {
                sockets.SetNonBlocking(fd, out _);
            }

            clients[fd] = new Client(fd);
            if (bug == Bug.NonBlockingAfterFirstRead)
            {
                Receive(clients[fd]);
                sockets.SetNonBlocking(fd, out _);
            }
        }
    }

    private void Sweep()
    {
        foreach (var client in clients.Values.ToList())
        {
            if (read.IsSet(client.Fd))
            {
                Receive(client);
                CloseIfDone(client);
            }
        }
    }

    private void Serve()
    {
        foreach (var fd in clients.Keys.ToList())
        {
            if (!clients.TryGetValue(fd, out var client) || !(read.IsSet(fd) || write.IsSet(fd) || error.IsSet(fd)))
            {
                continue;
            }

            if (error.IsSet(fd) && bug != Bug.ErrorResultNeverRead)
            {
                Close(client);
                continue;
            }

            if (write.IsSet(fd))
            {
                Send(client);
            }

            if (read.IsSet(fd) && (!client.Finished || bug == Bug.EndOfFileIgnored))
            {
                Receive(client);
            }

            CloseIfDone(client);
            if (bug == Bug.OneClientPerIteration)
            {
                return;
            }
        }
    }

    private sealed class Client(int fd)
    {
        public int Fd { get; } = fd;

        public List<byte> Pending { get; } = [];

        public bool Finished { get; set; }
    }
}
