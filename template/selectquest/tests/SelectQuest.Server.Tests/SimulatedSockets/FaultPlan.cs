using SelectQuest.Server.Sockets;

namespace SelectQuest.Server.Simulation;

/// <summary>The schedule's faults, sorted by the calls they strike.</summary>
internal sealed class FaultPlan
{
    private readonly Fault[] ofSelect;
    private readonly FaultQueue ofAccept = new();
    private readonly FaultQueue?[] ofReceive;
    private readonly FaultQueue?[] ofSend;
    private int selects;
    private int next;
    private Spurious struck;

    public FaultPlan(Schedule schedule)
    {
        ofReceive = new FaultQueue?[schedule.Clients];
        ofSend = new FaultQueue?[schedule.Clients];
        var select = new List<Fault>();
        foreach (var fault in schedule.Faults.OrderBy(fault => fault.Nth))
        {
            switch (fault.Kind)
            {
                case FaultKind.SelectInterrupted or FaultKind.SpuriouslyReadable or FaultKind.SpuriouslyWritable:
                    select.Add(fault);
                    break;
                case FaultKind.AcceptInterrupted or FaultKind.AcceptAborted or FaultKind.AcceptOutOfFiles:
                    ofAccept.Add(fault);
                    break;
                case FaultKind.ReceiveInterrupted or FaultKind.ShortReceive or FaultKind.ReceiveAgain:
                    (ofReceive[fault.Client] ??= new FaultQueue()).Add(fault);
                    break;
                default:
                    (ofSend[fault.Client] ??= new FaultQueue()).Add(fault);
                    break;
            }
        }

        ofSelect = [.. select];
    }

    /// <summary>What the last select called ready without reason.</summary>
    public ref readonly Spurious Struck => ref struck;

    /// <summary>Counts one select. True if a signal ends it.</summary>
    public bool InterruptsSelect()
    {
        selects++;
        struck = default;
        for (var at = next; at < ofSelect.Length && ofSelect[at].Nth <= selects; at++)
        {
            if (ofSelect[at].Nth == selects && ofSelect[at].Kind == FaultKind.SelectInterrupted)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The fds this select calls ready without reason, if it watches them.</summary>
    public ref readonly Spurious Strike(FdTable table, SimulatedClient[] clients)
    {
        for (; next < ofSelect.Length && ofSelect[next].Nth <= selects; next++)
        {
            var fault = ofSelect[next];
            var fd = fault.Client >= 0 ? clients[fault.Client].Socket?.Fd ?? -1 : -1;
            if (fault.Nth != selects || fd < 0 || table[fd] is not { } socket)
            {
                continue;
            }

            if (fault.Kind == FaultKind.SpuriouslyReadable && !socket.Readable)
            {
                FdBits.Put(ref struck.Readable, fd, true);
            }
            else if (fault.Kind == FaultKind.SpuriouslyWritable && !socket.Writable)
            {
                FdBits.Put(ref struck.Writable, fd, true);
            }
        }

        return ref struck;
    }

    public bool StrikesAccept(out Errno errno)
    {
        errno = !ofAccept.Strikes(out var fault)
            ? Errno.None
            : fault.Kind switch
            {
                FaultKind.AcceptInterrupted => Errno.EINTR,
                FaultKind.AcceptAborted => Errno.ECONNABORTED,
                _ => Errno.ENFILE,
            };
        return errno != Errno.None;
    }

    /// <summary>True if the recv fails; a short one goes on with a smaller buffer.</summary>
    public bool StrikesReceive(SimulatedSocket socket, ref Span<byte> buffer, out Errno errno)
    {
        errno = Errno.None;
        if (ofReceive[socket.Client.Id] is not { } queue || !queue.Strikes(out var fault) || !socket.NonBlocking)
        {
            return false;
        }

        if (fault.Kind == FaultKind.ShortReceive)
        {
            buffer = buffer[..Math.Min(buffer.Length, fault.Bytes)];
            return false;
        }

        errno = fault.Kind == FaultKind.ReceiveInterrupted ? Errno.EINTR : Errno.EAGAIN;
        return true;
    }

    /// <summary>True if the send fails; a short one goes on with fewer bytes.</summary>
    public bool StrikesSend(SimulatedSocket socket, ref int length, out Errno errno)
    {
        errno = Errno.None;
        if (ofSend[socket.Client.Id] is not { } queue || !queue.Strikes(out var fault) || !socket.NonBlocking)
        {
            return false;
        }

        if (fault.Kind == FaultKind.ShortSend)
        {
            length = Math.Min(length, fault.Bytes);
            return false;
        }

        errno = fault.Kind == FaultKind.SendInterrupted ? Errno.EINTR : Errno.EAGAIN;
        return true;
    }

    /// <summary>Two sets of fds that are not ready and will be called so.</summary>
    public struct Spurious
    {
        public FdSet Readable;
        public FdSet Writable;
    }
}
