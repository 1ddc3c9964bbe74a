namespace SelectQuest.Server.Simulation;

/// <summary>What real kernels do rarely, and every server must survive.</summary>
public enum FaultKind
{
    /// <summary>A signal ends select: -1, EINTR, sets untouched.</summary>
    SelectInterrupted,

    /// <summary>select says readable, recv says EAGAIN (a packet with a bad checksum does that).</summary>
    SpuriouslyReadable,

    /// <summary>select says writable, send says EAGAIN.</summary>
    SpuriouslyWritable,

    /// <summary>accept: EINTR.</summary>
    AcceptInterrupted,

    /// <summary>accept: ECONNABORTED, and the client is gone.</summary>
    AcceptAborted,

    /// <summary>accept: ENFILE, the whole system is out of files for a moment.</summary>
    AcceptOutOfFiles,

    /// <summary>recv: EINTR.</summary>
    ReceiveInterrupted,

    /// <summary>recv gives fewer bytes than have arrived.</summary>
    ShortReceive,

    /// <summary>recv: EAGAIN although bytes have arrived.</summary>
    ReceiveAgain,

    /// <summary>send: EINTR.</summary>
    SendInterrupted,

    /// <summary>send takes fewer bytes than were offered.</summary>
    ShortSend,

    /// <summary>send: EAGAIN although select would say writable.</summary>
    SendAgain,
}

/// <summary>One fault: it strikes one call.</summary>
/// <param name="Kind">What goes wrong.</param>
/// <param name="Nth">Which call it strikes, from 1: the nth select, the nth accept, the nth recv or send of that client.</param>
/// <param name="Client">Whose call; -1 for select and accept.</param>
/// <param name="Bytes">How many bytes a short recv or send moves, at least 1.</param>
public readonly record struct Fault(FaultKind Kind, int Nth, int Client = -1, int Bytes = 1)
{
    internal bool StrikesAccept =>
        Kind is FaultKind.AcceptInterrupted or FaultKind.AcceptAborted or FaultKind.AcceptOutOfFiles;

    /// <summary>As a line of a story: <c>send no. 2 to client 3 takes 5 bytes only</c>.</summary>
    public override string ToString() =>
        Kind switch
        {
            FaultKind.SelectInterrupted => $"select no. {Nth}: EINTR",
            FaultKind.SpuriouslyReadable => $"select no. {Nth} calls client {Client} readable without reason",
            FaultKind.SpuriouslyWritable => $"select no. {Nth} calls client {Client} writable without reason",
            FaultKind.AcceptInterrupted => $"accept no. {Nth}: EINTR",
            FaultKind.AcceptAborted => $"accept no. {Nth}: ECONNABORTED",
            FaultKind.AcceptOutOfFiles => $"accept no. {Nth}: ENFILE",
            FaultKind.ReceiveInterrupted => $"recv no. {Nth} from client {Client}: EINTR",
            FaultKind.ShortReceive => $"recv no. {Nth} from client {Client} gives {Amount.Bytes(Bytes)} only",
            FaultKind.ReceiveAgain => $"recv no. {Nth} from client {Client}: EAGAIN",
            FaultKind.SendInterrupted => $"send no. {Nth} to client {Client}: EINTR",
            FaultKind.ShortSend => $"send no. {Nth} to client {Client} takes {Amount.Bytes(Bytes)} only",
            FaultKind.SendAgain => $"send no. {Nth} to client {Client}: EAGAIN",
            _ => Kind.ToString(),
        };
}

/// <summary>The faults waiting for one kind of call on one target, in the order they strike.</summary>
internal sealed class FaultQueue
{
    private readonly List<Fault> faults = [];
    private int calls;
    private int next;

    public void Add(Fault fault) => faults.Add(fault);

    public void Sort() => faults.Sort((left, right) => left.Nth.CompareTo(right.Nth));

    /// <summary>Counts one call. True if a fault strikes it; of several for the same call, the first.</summary>
    public bool Strikes(out Fault fault)
    {
        calls++;
        fault = default;
        var struck = false;
        while (next < faults.Count && faults[next].Nth <= calls)
        {
            if (!struck && faults[next].Nth == calls)
            {
                fault = faults[next];
                struck = true;
            }

            next++;
        }

        return struck;
    }
}
