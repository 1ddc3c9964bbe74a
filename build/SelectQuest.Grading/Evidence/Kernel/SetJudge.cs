using System.Globalization;

namespace SelectQuest.Grading.Evidence.Kernel;

/// <summary>What select was given, against what was open and pending when it was called.</summary>
internal sealed class SetJudge
{
    private const int SetSize = 1024;
    private const string NoCall = "no select call watched a socket";
    private readonly Tally listener = new(
        KernelFacts.Listener,
        "every select call watched the listener for reading until shutdown began",
        "a select call did not watch the listener for reading"
    );
    private readonly Tally read = new(
        KernelFacts.ReadSet,
        "every select call watched every client with nothing pending for reading",
        "a select call left a client with nothing pending out of the read set"
    );
    private readonly Tally write = new(
        KernelFacts.WriteSet,
        "select calls watched clients for writing only with bytes pending, and always when they waited for room",
        "a select call watched a client for writing with nothing pending",
        "a select call left a client whose bytes wait for room out of the write set"
    );
    private readonly Tally error = new(
        KernelFacts.ErrorSet,
        "every select call watched every client in the error set",
        "a select call was given NULL for its error set",
        "a select call left a live client out of the error set"
    );
    private readonly Tally closed = new(
        KernelFacts.ClosedFds,
        "no set passed to select held a closed fd",
        "a set passed to select held a closed fd"
    );
    private readonly Tally nfds = new(
        KernelFacts.Nfds,
        "nfds was the highest live fd + 1 in every select call",
        "nfds was FD_SETSIZE, whatever the highest live fd was",
        "nfds was below the highest live fd + 1: that fd was not watched",
        "nfds was above the highest live fd + 1"
    );
    private readonly Tally timeout = new(
        KernelFacts.Timeout,
        "select was given time to wait",
        "select was given a timeout of zero again and again with nothing ready"
    );
    private readonly SortedSet<TimeSpan> timeouts = [];
    private bool waitsForEver;
    private bool polledInVain;

    public long Calls { get; private set; }

    public IReadOnlyList<TimeSpan?> Timeouts =>
        waitsForEver
            ? [.. timeouts.Select(value => (TimeSpan?)value), null]
            : [.. timeouts.Select(value => (TimeSpan?)value)];

    /// <param name="listenerMayRest">accept had no fd left, so that watching the listener would spin.</param>
    public void Called(TracedProcess process, SelectCall call, bool stopping, bool listenerMayRest)
    {
        Calls++;
        if (!stopping)
        {
            MustHold(process, call, listenerMayRest);
            Remember(call);
        }

        MayHold(process, call);
        JudgeNfds(process, call, stopping || listenerMayRest);
    }

    public void Answered(SelectCall given, SystemCall call)
    {
        if (given.Timeout == TimeSpan.Zero && call.Result == 0)
        {
            if (polledInVain)
            {
                timeout.Broke(0, Here);
            }

            polledInVain = true;
        }
        else
        {
            polledInVain = false;
        }
    }

    public IEnumerable<KernelFact> Facts() =>
        new[] { listener, read, write, error, closed, nfds }
            .Select(tally => tally.Fact(Calls > 0 ? "no client was connected when select was called" : NoCall))
            .Append(TimeoutFact());

    // A member at or above nfds is invisible to the kernel and to strace: nfds answers for it.
    private void MustHold(TracedProcess process, SelectCall call, bool listenerMayRest)
    {
        if (process.Listener is { } fd && fd < call.Nfds && !listenerMayRest)
        {
            Judge(listener, 0, SelectCall.Has(call.Read, fd), null);
        }

        foreach (var client in process.Clients)
        {
            if (client.Fd >= Math.Min(call.Nfds, SetSize))
            {
                continue;
            }

            if (!client.AtEof && !client.Failed && client.Pending == 0)
            {
                Judge(read, 0, SelectCall.Has(call.Read, client.Fd), client);
            }

            if (client.WaitsForRoom && !client.Failed)
            {
                Judge(write, 1, SelectCall.Has(call.Write, client.Fd), client);
            }

            Judge(error, call.Error is null ? 0 : 1, SelectCall.Has(call.Error, client.Fd), client);
        }
    }

    private void MayHold(TracedProcess process, SelectCall call)
    {
        foreach (var fd in call.Write ?? [])
        {
            if (process.Client(fd) is { } client)
            {
                Judge(write, 0, client.Pending > 0 || client.Failed, client);
            }
        }

        if (process.Clients.Any())
        {
            write.Tested();
        }

        foreach (var fd in call.Members)
        {
            Judge(closed, 0, process.Socket(fd) is not null || !process.WasClient(fd), null);
        }
    }

    private void JudgeNfds(TracedProcess process, SelectCall call, bool listenerMayRest)
    {
        var clients = process.Clients.Select(client => client.Fd).Where(fd => fd < SetSize).DefaultIfEmpty(-1).Max();
        var lowest = Math.Max(clients, listenerMayRest ? -1 : process.Listener ?? -1) + 1;
        var highest = Math.Max(Math.Max(clients, process.Listener ?? -1), call.Members.DefaultIfEmpty(-1).Max()) + 1;
        string Where() => $"{Here()}: nfds was {Text(call.Nfds)}, the highest live fd + 1 was {Text(highest)}";
        nfds.Tested();
        if (call.Nfds < lowest)
        {
            nfds.Broke(1, Where);
        }
        else if (call.Nfds > highest)
        {
            nfds.Broke(call.Nfds == SetSize ? 0 : 2, Where);
        }
    }

    private void Remember(SelectCall call)
    {
        timeout.Tested();
        if (call.Timeout is not { } value)
        {
            waitsForEver = true;
        }
        else if (timeouts.Count < KernelEvidence.MostTimeouts)
        {
            timeouts.Add(value);
        }
    }

    private KernelFact TimeoutFact()
    {
        var fact = timeout.Fact(NoCall);
        return fact.Outcome != KernelOutcome.Held
            ? fact
            : fact with
            {
                Observed = Timeouts switch
                {
                    [null] => "select waits for ever when nothing happens",
                    [{ } only] => $"select waits at most {Text(only.TotalMilliseconds)} ms in every call",
                    _ => "select was given timeouts that differ from call to call",
                },
            };
    }

    private void Judge(Tally tally, int fault, bool holds, TracedClient? client)
    {
        tally.Tested();
        if (!holds)
        {
            Broke(tally, fault, client);
        }
    }

    // Apart from Judge, which runs 150 times a call: what it captures is allocated only here.
    private void Broke(Tally tally, int fault, TracedClient? client) =>
        tally.Broke(fault, () => client is null ? Here() : $"{Here()}, {client}");

    private string Here() => $"select call {Text(Calls)}";

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
