namespace SelectQuest.Grading.Evidence.Kernel;

/// <summary>How the clients' fds were used: non-blocking, after readiness, by one thread, and waited for with select alone.</summary>
internal sealed class CallJudge
{
    private const string NoClient = "no client was accepted";
    private readonly Tally nonBlocking = new(
        KernelFacts.NonBlocking,
        "O_NONBLOCK was set on every accepted fd before the first recv or send",
        "an accepted fd was still blocking at its first recv or send"
    );
    private readonly Tally readiness = new(
        KernelFacts.Readiness,
        "recv was called only on clients that select had just said were readable",
        "recv was called on a client that select had not said was readable in the same iteration"
    );
    private readonly Tally oneThread = new(
        KernelFacts.OneThread,
        "one thread made every call on the listener and the clients",
        "more than one thread made calls on the listener or the clients"
    );
    private readonly Tally selectOnly = new(
        KernelFacts.SelectOnly,
        "the listener and the clients were waited for with select alone",
        "poll was called on the listener or a client",
        "the listener or a client was put into an epoll",
        "io_uring was set up"
    );
    private int? thread;
    private bool epollHoldsClients;

    /// <summary>A call on the listener or a client, by this thread.</summary>
    public void CalledBy(int pid)
    {
        oneThread.Tested();
        thread ??= pid;
        if (thread != pid)
        {
            oneThread.Broke(0, () => $"thread {pid} after thread {thread}");
        }
    }

    public void Uses(TracedClient client, Transfer transfer, long selectCall)
    {
        string Where() => $"{client}, {transfer.Call.Name} after select call {selectCall}";
        selectOnly.Tested();
        if (!client.Used)
        {
            client.Used = true;
            nonBlocking.Tested();
            if (!client.NonBlocking)
            {
                nonBlocking.Broke(0, Where);
            }
        }

        // Its bit may still be set as it went in: nfds answers for that.
        if (transfer.Receives && !client.IsBeyondNfds)
        {
            readiness.Tested();
            if (!client.Readable)
            {
                readiness.Broke(0, Where);
            }
        }
    }

    public static void Configured(TracedClient client, SystemCall call)
    {
        if (call.Argument(1) == "F_SETFL")
        {
            client.NonBlocking = call.Argument(2).Contains("O_NONBLOCK", StringComparison.Ordinal);
        }
        else if (call.Argument(1) == "FIONBIO")
        {
            client.NonBlocking = !call.Argument(2).Contains("[0]", StringComparison.Ordinal);
        }
    }

    /// <summary>A call that came back: poll, epoll or io_uring on our sockets?</summary>
    public void WaitedElsewhere(TracedProcess process, SystemCall call)
    {
        switch (call.Name)
        {
            case "poll" or "ppoll" or "ppoll_time64":
                foreach (var fd in StraceText.PolledFds(call.Argument(0)).Where(fd => process.Socket(fd) is not null))
                {
                    selectOnly.Broke(0, () => Socket(process, fd));
                }

                foreach (var fd in call.Result > 0 ? StraceText.PolledFds(call.Detail) : [])
                {
                    MakeReadable(process.Client(fd));
                }

                break;
            case "epoll_ctl" when call.Fd(2) is { } fd && process.Socket(fd) is not null:
                epollHoldsClients = true;
                selectOnly.Broke(1, () => Socket(process, fd));
                break;
            // Which of them strace does not say with every option: all that are open may be.
            case "epoll_wait" or "epoll_pwait" or "epoll_pwait2" when epollHoldsClients && call.Result > 0:
                foreach (var client in process.Clients)
                {
                    MakeReadable(client);
                }

                break;
            case "io_uring_setup" when call.Succeeded:
                selectOnly.Broke(2, () => "io_uring_setup");
                break;
            default:
                break;
        }
    }

    public IEnumerable<KernelFact> Facts(int clients) =>
        new[] { nonBlocking, readiness, oneThread, selectOnly }.Select(tally =>
            tally.Fact(clients > 0 ? "no bytes were received or sent" : NoClient)
        );

    private static void MakeReadable(TracedClient? client)
    {
        if (client is not null)
        {
            client.Readable = true;
        }
    }

    private static string Socket(TracedProcess process, int fd) =>
        process.Client(fd)?.ToString() ?? $"the listener (fd {fd})";
}
