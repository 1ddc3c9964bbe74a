using SelectQuest.Server.Simulation.Oracles;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Server.Simulation;

/// <summary>
/// The seam a loop under test is given: each call is judged by the oracles, answered by the simulated kernel, and entered
/// in the ledger. After the first violation every call throws it again.
/// </summary>
internal sealed class JudgedSockets : ISocketApi
{
    private readonly SimulatedSockets kernel;
    private readonly Ledger ledger;
    private readonly Court court = new();
    private readonly SetsOracle sets;
    private readonly NfdsOracle nfdsOracle;
    private readonly DescriptorOracle descriptors;
    private readonly EchoOracle echo;
    private readonly ProgressOracle progress;
    private readonly WorkOracle work;
    private readonly DrainOracle drain;
    private readonly ProgressOracle.Report report = new();
    private TraceHash hash;

    public JudgedSockets(Schedule schedule)
    {
        kernel = new SimulatedSockets(schedule);
        ledger = new Ledger(schedule.ListenFd, schedule.FdLimit);
        sets = new SetsOracle(court, ledger);
        nfdsOracle = new NfdsOracle(court, ledger);
        descriptors = new DescriptorOracle(court, ledger, kernel);
        echo = new EchoOracle(court, kernel);
        progress = new ProgressOracle(court, ledger);
        work = new WorkOracle(court, ledger, kernel);
        drain = new DrainOracle(court, ledger, kernel);
    }

    public Court Court => court;

    public Ledger Ledger => ledger;

    public SimulatedSockets Kernel => kernel;

    public long Selects { get; private set; }

    public ulong Hash => hash.Value;

    /// <summary>Every timeout that was passed to select before shutdown, each once, in order of appearance.</summary>
    public List<TimeSpan> Timeouts { get; } = [];

    /// <summary>Writes the story down; null while nobody will read it.</summary>
    public Transcript? Transcript { get; set; }

    /// <summary>Is everything on the schedule done and served?</summary>
    public bool AllDone => work.AllDone;

    /// <summary>Is called when a select has returned: the moment at which Run's token may be cancelled.</summary>
    public Action? SelectReturned { get; set; }

    public int Select(int nfds, ref FdSet read, ref FdSet write, ref FdSet error, TimeSpan timeout, out Errno errno)
    {
        court.Enter();
        Selects++;
        Transcript?.SelectBegins(nfds, read, write, error, timeout);
        RememberTimeout(timeout);
        descriptors.BeforeSelect();
        drain.BeforeSelect();
        sets.Judge(ref read, ref write, ref error);
        nfdsOracle.Judge(nfds);
        var result = kernel.Select(nfds, ref read, ref write, ref error, timeout, out errno);
        (report.Read, report.Write, report.Error, report.Nfds) = (read, write, error, nfds);
        hash.Add(1, nfds, result, errno);
        hash.Add(report);
        Transcript?.SelectEnds(result, errno, read, write, error);
        if (result > 0)
        {
            NoteUrgentData(nfds);
        }

        progress.AfterSelect(result, errno, timeout, in kernel.LastSpurious, report);
        work.AfterSelect(timeout);
        drain.AfterSelect(timeout);
        SelectReturned?.Invoke();
        return result;
    }

    public int Accept(int listenFd, out Errno errno)
    {
        court.Enter();
        descriptors.BeforeAccept(listenFd);
        var fd = kernel.Accept(listenFd, out errno);
        hash.Add(2, listenFd, fd, errno);
        Transcript?.Call($"accept({listenFd})", fd, errno);
        ledger.Accept(fd, errno, kernel.SocketAt(fd)?.Client.Id ?? -1);
        Note(fd >= 0 || errno == Errno.ECONNABORTED, listenFd);
        return fd;
    }

    public bool SetNonBlocking(int fd, out Errno errno)
    {
        court.Enter();
        var entry = descriptors.BeforeUse(fd, "fcntl");
        var done = kernel.SetNonBlocking(fd, out errno);
        hash.Add(3, fd, done ? 0 : -1, errno);
        Transcript?.Call($"fcntl({fd}, O_NONBLOCK)", done ? 0 : -1, errno);
        Note(entry is { NonBlocking: false }, fd);
        if (entry is not null)
        {
            ledger.MakeNonBlocking(entry);
        }

        return done;
    }

    public int Receive(int fd, Span<byte> buffer, out Errno errno)
    {
        court.Enter();
        var entry = descriptors.BeforeUse(fd, "recv");
        if (entry is not null)
        {
            descriptors.BeforeTransfer(entry, "recv", wouldWait: !kernel.SocketAt(fd)!.Readable);
        }

        var count = kernel.Receive(fd, buffer, out errno);
        hash.Add(4, fd, count, errno);
        Transcript?.Call($"recv({fd}, {buffer.Length})", count, errno);
        if (entry is not null)
        {
            var learned = !entry.EndOfFile && !entry.Failed;
            ledger.Receive(entry, count, buffer.IsEmpty, errno);
            Note(count > 0 || (learned && (entry.EndOfFile || entry.Failed)), fd);
        }

        return count;
    }

    public int Send(int fd, ReadOnlySpan<byte> data, out Errno errno)
    {
        court.Enter();
        var entry = descriptors.BeforeUse(fd, "send");
        if (entry is not null)
        {
            var room = kernel.SocketAt(fd)!.RoomToSend;
            descriptors.BeforeTransfer(entry, "send", wouldWait: data.Length > room);
        }

        var count = kernel.Send(fd, data, out errno);
        hash.Add(5, fd, count, errno);
        Transcript?.Call($"send({fd}, {Amount.Bytes(data.Length)})", count, errno);
        if (entry is not null)
        {
            if (count > 0)
            {
                echo.Judge(entry, data[..count]);
            }

            var learned = !entry.Failed;
            ledger.Send(entry, count, data.Length, errno);
            Note(count > 0 || (learned && entry.Failed), fd);
        }

        return count;
    }

    public void Close(int fd)
    {
        court.Enter();
        Transcript?.Call($"close({fd})", 0, Errno.None);
        descriptors.BeforeClose(fd);
        hash.Add(6, fd, 0, Errno.None);
        kernel.Close(fd);
        if (ledger[fd] is { } entry)
        {
            ledger.Close(entry);
        }
        else
        {
            ledger.CloseListener();
        }

        Note(true, fd);
    }

    /// <summary>Run has returned: what must be true now?</summary>
    public void JudgeEnd() => descriptors.AfterRun();

    private void Note(bool achieved, int fd)
    {
        if (achieved)
        {
            progress.Achieved(fd);
            drain.Achieved();
        }
        else
        {
            progress.Fruitless(fd);
        }
    }

    private void NoteUrgentData(int nfds)
    {
        var words = FdBits.Of(ref report.Error);
        for (var index = 0; index * FdBits.PerWord < nfds; index++)
        {
            for (var bits = words[index]; bits != 0; bits &= bits - 1)
            {
                if (ledger[FdBits.Lowest(index, bits)] is { } entry)
                {
                    entry.Excepted = true;
                }
            }
        }
    }

    private void RememberTimeout(TimeSpan timeout)
    {
        if (!ledger.Stopping && (Timeouts.Count == 0 || Timeouts[^1] != timeout) && !Timeouts.Contains(timeout))
        {
            Timeouts.Add(timeout);
        }
    }
}
