namespace SelectQuest.Grading.Evidence.Kernel;

/// <summary>What SIGTERM led to, and whether every fd was given back.</summary>
internal sealed class EndJudge
{
    /// <summary>Select calls that may pass between a client's last byte or EOF and the close of its fd.</summary>
    private const int Patience = 3;
    private readonly Tally shutdown = new(
        KernelFacts.Shutdown,
        "SIGTERM closed the listener and the server exited with status 0",
        "the server ended before it was told to",
        "SIGTERM killed the server: nothing handled it",
        "the server did not end after SIGTERM",
        "after SIGTERM the server exited with a status other than 0",
        "the server exited after SIGTERM without closing the listener"
    );
    private readonly Tally drain = new(
        KernelFacts.Drain,
        "what was pending at SIGTERM was sent before its fd was closed",
        "a client's fd was closed after SIGTERM with bytes pending"
    );
    private readonly Tally descriptors = new(
        KernelFacts.Descriptors,
        "every accepted fd was closed once",
        "a client's fd was closed twice",
        "a client had left, and its fd stayed open until shutdown",
        "a client's fd was still open when the server exited"
    );
    private bool told;
    private bool exiting;
    private bool ended;
    private bool killed;
    private bool listenerClosed;
    private bool mayHaveGivenUp;
    private int? status;

    public void Told(TracedProcess server, long selectCall)
    {
        told = true;
        foreach (var client in server.Clients)
        {
            if (client.Pending > 0)
            {
                drain.Tested();
            }

            if (client.DoneSince is { } since && selectCall - since > Patience)
            {
                descriptors.Broke(1, () => $"{client}, done since select call {since} of {selectCall}");
            }
        }
    }

    public void ListenerClosed() => listenerClosed = true;

    public void Closed(TracedClient client)
    {
        descriptors.Tested();
        if (told && client.Pending > 0 && !client.Failed)
        {
            drain.Broke(0, () => $"{client}, {client.Pending} bytes");
        }
    }

    public void ClosedTwice(int fd) => descriptors.Broke(0, () => $"fd {fd}");

    /// <summary>exit_group: what is open now, the kernel closes and not the server.</summary>
    public void Exiting(TracedProcess server)
    {
        exiting = true;
        foreach (var client in server.Clients)
        {
            descriptors.Broke(2, client.ToString);
            if (told && client.Pending > 0 && !client.Failed)
            {
                drain.Broke(0, () => $"{client}, {client.Pending} bytes");
            }
        }
    }

    /// <summary>The grader kills what still runs: an end after this is not the server's own.</summary>
    public void Killed() => killed = true;

    /// <summary>A server may give up its flush after 5 s on its clock, and a busy machine can use them up.</summary>
    public void FlushTimeMayBeOver() => mayHaveGivenUp = true;

    public void Ended(int? with)
    {
        ended |= !killed;
        status = with;
    }

    public IEnumerable<KernelFact> Facts()
    {
        if (ended || told)
        {
            shutdown.Tested();
            switch (told, ended, status)
            {
                case (false, _, _):
                    shutdown.Broke(0, () => status is { } code ? $"status {code}" : "killed by a signal");
                    break;
                case (true, false, _):
                    shutdown.Broke(2, () => "killed by the grader");
                    break;
                case (true, true, null):
                    shutdown.Broke(1, () => "killed by a signal");
                    break;
                case (true, true, not 0):
                    shutdown.Broke(3, () => $"status {status}");
                    break;
                case (true, true, 0) when !listenerClosed:
                    shutdown.Broke(4, () => "exit_group");
                    break;
                default:
                    break;
            }
        }

        return
        [
            shutdown.Fact("SIGTERM was not sent: the server was not up to it"),
            mayHaveGivenUp && drain.IsBroken
                ? new KernelFact(
                    KernelFacts.Drain,
                    KernelOutcome.NotSeen,
                    "the machine left the server no time to flush"
                )
                : drain.Fact("nothing was pending at SIGTERM"),
            (exiting && ended) || descriptors.IsBroken
                ? descriptors.Fact("no client was accepted")
                : new KernelFact(KernelFacts.Descriptors, KernelOutcome.NotSeen, "the server did not exit by itself"),
        ];
    }
}
