namespace SelectQuest.Grading.Evidence.Kernel;

/// <summary>
/// Follows the record event by event: which sockets are open, what is pending on them, who is ready; and asks the judges at
/// every call. Holds no more than the open sockets and the living threads.
/// </summary>
internal sealed class Replay
{
    private readonly Threads threads = new();
    private readonly SetJudge sets = new();
    private readonly CallJudge calls = new();
    private readonly EndJudge end = new();
    private string? lastAcceptErrno;

    /// <summary>The process that listens; null before.</summary>
    public TracedProcess? Server { get; private set; }

    /// <summary>Threads that have not ended.</summary>
    public IReadOnlyCollection<int> Alive => threads.Alive;

    public int Clients { get; private set; }

    public long SelectCalls => sets.Calls;

    /// <summary>Select calls of the server that came back because their time was up.</summary>
    public long TimeoutsPassed { get; private set; }

    /// <summary>Some client's bytes wait for room.</summary>
    public bool SomeoneWaitsForRoom => Server?.Clients.Any(client => client.WaitsForRoom) == true;

    public bool ListenerIsClosed => Server is { Listener: null };

    /// <summary>The process that listened is gone; children of its may live on.</summary>
    public bool ServerHasEnded { get; private set; }

    /// <summary>The longest time that select was given; null if it was NULL once, or there was no call.</summary>
    public TimeSpan? LongestTimeout => sets.Timeouts is { Count: > 0 } timeouts ? timeouts[^1] : null;

    /// <summary>SIGTERM or SIGINT arrived, or the listener was closed.</summary>
    public bool Stopping { get; private set; }

    public void Take(StraceEvent happened)
    {
        switch (happened)
        {
            case CallBegan(var pid, var call):
                Began(pid, threads.ProcessOf(pid), call);
                break;
            case CallEnded(var pid, var call):
                Ended(pid, threads.ProcessOf(pid), call);
                break;
            case SignalArrived(var pid, "SIGTERM" or "SIGINT"):
                if (!Stopping && threads.ProcessOf(pid) == Server)
                {
                    end.Told(Server, SelectCalls);
                    Stopping = true;
                }

                break;
            case ThreadEnded(var pid, var status):
                if (pid == Server?.Pid)
                {
                    end.Ended(status);
                    ServerHasEnded = true;
                }

                threads.Ended(pid);
                break;
            default:
                break;
        }
    }

    /// <summary>From here on the grader kills what still runs.</summary>
    public void Killed() => end.Killed();

    /// <summary>The server's time to flush was over before it had much of it: what it did not send proves nothing.</summary>
    public void FlushTimeMayBeOver() => end.FlushTimeMayBeOver();

    public KernelEvidence Evidence()
    {
        var facts = sets.Facts().Concat(calls.Facts(Clients)).Concat(end.Facts()).ToDictionary(fact => fact.Name);
        return new KernelEvidence(
            [.. KernelFacts.All.Select(name => facts[name])],
            sets.Timeouts,
            SelectCalls,
            Clients
        );
    }

    private void Began(int pid, TracedProcess process, SystemCall call)
    {
        if (SelectCall.From(call) is { } select && select.Concerns(process))
        {
            foreach (var client in process.Clients)
            {
                client.Readable = false;
                client.IsBeyondNfds = client.Fd >= select.Nfds;
            }

            calls.CalledBy(pid);
            sets.Called(
                process,
                select,
                Stopping,
                listenerMayRest: lastAcceptErrno is "EMFILE" or "ENFILE" or "ENOBUFS" or "ENOMEM"
            );
            return;
        }

        switch (call.Name)
        {
            // The kernel frees the number on the way in: another thread may get it before this one is back.
            case "close" when call.Fd(0) is { } fd:
                Close(process, fd);
                break;
            case "close_range" when !call.Argument(2).Contains("CLOEXEC", StringComparison.Ordinal):
                foreach (var fd in process.OpenBetween(call.Number(0) ?? 0, call.Number(1) ?? uint.MaxValue))
                {
                    Close(process, fd);
                }

                break;
            case "clone" or "clone3" or "fork" or "vfork":
                threads.Cloning(pid, call);
                break;
            case "exit_group" when process == Server:
                end.Exiting(process);
                break;
            default:
                if (Transfer.Of(call) is { } transfer && process.Client(transfer.Fd) is { } client)
                {
                    calls.CalledBy(pid);
                    calls.Uses(client, transfer, SelectCalls);
                }

                break;
        }
    }

    private void Ended(int pid, TracedProcess process, SystemCall call)
    {
        switch (call.Name)
        {
            case "pselect6" or "pselect6_time64" or "select" or "_newselect":
                Selected(process, call);
                break;
            case "accept" or "accept4" when process.Socket(call.Fd(0)) is { Listens: true }:
                calls.CalledBy(pid);
                Accepted(process, call);
                break;
            case "socket" when call.Succeeded && call.Argument(0).StartsWith("AF_INET", StringComparison.Ordinal):
                process.Open((int)call.Result!, new TracedSocket());
                break;
            case "listen" when call.Succeeded && call.Fd(0) is { } fd:
                process.Listen(fd);
                Server ??= process.Listener is null ? null : process;
                break;
            case "close" when call.Errno == "EBADF" && call.Fd(0) is { } fd && process.WasClient(fd):
                end.ClosedTwice(fd);
                break;
            case "fcntl" or "fcntl64" or "dup" or "dup2" or "dup3" or "ioctl":
                Configured(process, call);
                break;
            case "clone" or "clone3" or "fork" or "vfork":
                threads.Cloned(pid, call);
                break;
            default:
                if (Transfer.Of(call) is { } transfer && process.Client(transfer.Fd) is { } client)
                {
                    transfer.Happened(client, SelectCalls);
                }
                else
                {
                    calls.WaitedElsewhere(process, call);
                }

                break;
        }
    }

    private void Selected(TracedProcess process, SystemCall call)
    {
        if (SelectCall.From(call) is not { } select || !select.Concerns(process))
        {
            return;
        }

        sets.Answered(select, call);
        TimeoutsPassed += call.Result == 0 ? 1 : 0;
        foreach (var fd in call.Succeeded ? Ready(call.Detail) : [])
        {
            if (process.Client(fd) is { } client)
            {
                client.Readable = true;
            }
        }
    }

    // Urgent data shows in the error set, and is read with recv as well.
    private static IEnumerable<int> Ready(string detail) =>
        StraceText.Answered(detail, "in").Concat(StraceText.Answered(detail, "except"));

    private void Accepted(TracedProcess process, SystemCall call)
    {
        lastAcceptErrno = call.Errno;
        if (call.Succeeded)
        {
            Clients++;
            var client = new TracedClient(Clients, (int)call.Result!)
            {
                NonBlocking = call.Argument(3).Contains("SOCK_NONBLOCK", StringComparison.Ordinal),
            };
            process.Open(client.Fd, client);
        }
    }

    private static void Configured(TracedProcess process, SystemCall call)
    {
        if (!call.Succeeded || call.Fd(0) is not { } fd || process.Socket(fd) is not { } socket)
        {
            return;
        }

        if (
            call.Name.StartsWith("dup", StringComparison.Ordinal)
            || call.Argument(1).StartsWith("F_DUPFD", StringComparison.Ordinal)
        )
        {
            process.Open((int)call.Result!, socket);
        }
        else if (socket is TracedClient client)
        {
            CallJudge.Configured(client, call);
        }
    }

    private void Close(TracedProcess process, int fd)
    {
        var wasListener = process == Server && process.Listener == fd;
        if (process.Close(fd) is TracedClient client)
        {
            end.Closed(client);
        }
        else if (wasListener)
        {
            end.ListenerClosed();
            Stopping = true;
        }
    }
}
