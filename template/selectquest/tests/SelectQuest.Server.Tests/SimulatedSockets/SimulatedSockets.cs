using SelectQuest.Server.Sockets;

namespace SelectQuest.Server.Simulation;

/// <summary>
/// A kernel in memory, behind the same six calls as the real one. It follows POSIX (and Linux where POSIX leaves a choice)
/// and judges nothing: <see cref="JudgedSockets"/> does. Its clients act when <see cref="Select"/> lets time pass.
/// </summary>
/// <remarks>Set a breakpoint in any of the calls: the whole "network" stands still while you look.</remarks>
public sealed class SimulatedSockets : ISocketApi
{
    private readonly Schedule schedule;
    private readonly FdTable table;
    private readonly FaultPlan faults;
    private readonly Queue<SimulatedClient> backlog = [];
    private readonly SimulatedClient[] clients;
    private readonly SimulatedClock clock;
    private bool listening = true;

    // What select would report of every fd now, kept up to date by Refresh.
    private FdSet readable;
    private FdSet writable;
    private FdSet exceptional;
    private FdSet open;

    /// <param name="schedule">What will happen. The listener is open and non-blocking from the start.</param>
    public SimulatedSockets(Schedule schedule)
    {
        this.schedule = schedule;
        table = new FdTable(schedule.FirstFreeFd, schedule.ListenFd, schedule.FdLimit);
        faults = new FaultPlan(schedule);
        clock = new SimulatedClock(schedule, this);
        clients = new SimulatedClient[schedule.Clients];
        for (var id = 0; id < clients.Length; id++)
        {
            clients[id] = new SimulatedClient(id);
        }

        for (var fd = 0; fd < FdSet.Size; fd++)
        {
            FdBits.Put(ref open, fd, table.IsTaken(fd));
        }
    }

    /// <summary>The fd of the listener.</summary>
    public int ListenFd => schedule.ListenFd;

    /// <summary>Is the listening socket open?</summary>
    internal bool Listening => listening;

    internal SimulatedClock Clock => clock;

    internal ReadOnlySpan<SimulatedClient> Clients => clients;

    /// <summary>The fds select called ready without reason, the last time it returned.</summary>
    internal ref readonly FaultPlan.Spurious LastSpurious => ref faults.Struck;

    /// <summary>Is a client waiting that accept could take?</summary>
    internal bool ClientWaits => backlog.Count > 0 && !table.IsFull;

    /// <inheritdoc/>
    public int Select(int nfds, ref FdSet read, ref FdSet write, ref FdSet error, TimeSpan timeout, out Errno errno)
    {
        if (nfds is < 0 or > FdSet.Size || (timeout < TimeSpan.Zero && timeout != Timeout.InfiniteTimeSpan))
        {
            errno = Errno.EINVAL;
            return -1;
        }

        clock.Step();
        if (faults.InterruptsSelect())
        {
            errno = Errno.EINTR;
            return -1;
        }

        if (WatchesClosedFd(nfds, ref read, ref write, ref error))
        {
            errno = Errno.EBADF;
            return -1;
        }

        errno = Errno.None;
        ref readonly var spurious = ref faults.Strike(table, clients);
        while (true)
        {
            var ready =
                SelectReport.Count(nfds, ref read, ref readable, in spurious.Readable)
                + SelectReport.Count(nfds, ref write, ref writable, in spurious.Writable)
                + SelectReport.Count(nfds, ref error, ref exceptional);
            if (ready > 0)
            {
                SelectReport.Write(nfds, ref read, ref readable, in spurious.Readable);
                SelectReport.Write(nfds, ref write, ref writable, in spurious.Writable);
                SelectReport.Write(nfds, ref error, ref exceptional);
                return ready;
            }

            if (clock.TimesOut(timeout))
            {
                SelectReport.Empty(nfds, ref read);
                SelectReport.Empty(nfds, ref write);
                SelectReport.Empty(nfds, ref error);
                return 0;
            }

            if (clock.SignalArrived)
            {
                errno = Errno.EINTR;
                return -1;
            }
        }
    }

    /// <inheritdoc/>
    public int Accept(int listenFd, out Errno errno)
    {
        errno = Errno.None;
        if (listenFd != schedule.ListenFd || !listening)
        {
            errno = table.IsTaken(listenFd) ? Errno.EINVAL : Errno.EBADF;
            return -1;
        }

        // Linux looks for a free fd first: EMFILE comes even when nobody waits.
        if (table.IsFull)
        {
            errno = Errno.EMFILE;
            return -1;
        }

        if (faults.StrikesAccept(out errno))
        {
            if (errno == Errno.ECONNABORTED && backlog.TryDequeue(out var aborted))
            {
                aborted.Do(new ClientEvent(clock.Tick, aborted.Id, ClientDoes.Reset));
                RefreshListener();
            }

            return -1;
        }

        if (!backlog.TryDequeue(out var client))
        {
            errno = Errno.EAGAIN;
            return -1;
        }

        var socket = client.Socket!;
        socket.Fd = table.Open(socket);
        FdBits.Put(ref open, socket.Fd, true);
        Refresh(socket);
        RefreshListener();
        return socket.Fd;
    }

    /// <inheritdoc/>
    public bool SetNonBlocking(int fd, out Errno errno)
    {
        errno = table.IsTaken(fd) ? Errno.None : Errno.EBADF;
        if (table[fd] is { } socket)
        {
            socket.NonBlocking = true;
        }

        return errno == Errno.None;
    }

    /// <inheritdoc/>
    public int Receive(int fd, Span<byte> buffer, out Errno errno)
    {
        if (table[fd] is not { } socket)
        {
            errno = NoConnection(fd, ofListener: Errno.ENOTCONN);
            return -1;
        }

        if (faults.StrikesReceive(socket, ref buffer, out errno))
        {
            return -1;
        }

        var count = socket.Receive(buffer, out errno);
        ThrowIfItWouldBlock(socket, errno);
        Refresh(socket);
        return count;
    }

    /// <inheritdoc/>
    public int Send(int fd, ReadOnlySpan<byte> data, out Errno errno)
    {
        if (table[fd] is not { } socket)
        {
            errno = NoConnection(fd, ofListener: Errno.EPIPE);
            return -1;
        }

        var length = data.Length;
        if (faults.StrikesSend(socket, ref length, out errno))
        {
            return -1;
        }

        var count = socket.Send(length, out errno);
        ThrowIfItWouldBlock(socket, errno);
        Refresh(socket);
        return count;
    }

    /// <inheritdoc/>
    public void Close(int fd)
    {
        if (!table.IsTaken(fd))
        {
            return;
        }

        if (table[fd] is { } socket)
        {
            socket.Fd = -1;
            socket.Reset();
        }
        else if (fd == schedule.ListenFd)
        {
            listening = false;
            backlog.Clear();
        }

        table.Close(fd);
        FdBits.Put(ref open, fd, false);
        FdBits.Put(ref readable, fd, false);
        FdBits.Put(ref writable, fd, false);
        FdBits.Put(ref exceptional, fd, false);
    }

    /// <summary>The connection behind an fd, or null.</summary>
    internal SimulatedSocket? SocketAt(int fd) => table[fd];

    internal bool IsOpen(int fd) => table.IsTaken(fd);

    /// <summary>A client acts: outside the schedule too, which is how a script drives this kernel step by step.</summary>
    public void Happen(ClientEvent happening)
    {
        var client = clients[happening.Client];
        if (happening.Does == ClientDoes.Connect)
        {
            if (listening && client.Socket is null)
            {
                client.Connect(schedule.ReceiveBuffer, schedule.SendBuffer);
                backlog.Enqueue(client);
                RefreshListener();
            }

            return;
        }

        client.Do(happening);
        Refresh(client.Socket);
    }

    internal void LetEveryoneRead()
    {
        foreach (var client in clients)
        {
            client.ReadToTheEnd();
        }
    }

    /// <summary>Lets bytes move between the clients and the kernel's buffers.</summary>
    internal void Flow()
    {
        foreach (var client in clients)
        {
            if (client.HasToFlow)
            {
                client.Flow();
                Refresh(client.Socket);
            }
        }
    }

    private static void ThrowIfItWouldBlock(SimulatedSocket socket, Errno errno)
    {
        if (errno == Errno.EAGAIN && !socket.NonBlocking)
        {
            throw new InvalidOperationException($"fd {socket.Fd} is in blocking mode: this call would never return.");
        }
    }

    private void RefreshListener() => FdBits.Put(ref readable, schedule.ListenFd, listening && backlog.Count > 0);

    private void Refresh(SimulatedSocket? socket)
    {
        if (socket is not null && (uint)socket.Fd < FdSet.Size)
        {
            FdBits.Put(ref readable, socket.Fd, socket.Readable);
            FdBits.Put(ref writable, socket.Fd, socket.Writable);
            FdBits.Put(ref exceptional, socket.Fd, socket.Exceptional);
        }
    }

    private bool WatchesClosedFd(int nfds, ref FdSet read, ref FdSet write, ref FdSet error)
    {
        var words = FdBits.Of(ref open);
        var reads = FdBits.Of(ref read);
        var writes = FdBits.Of(ref write);
        var errors = FdBits.Of(ref error);
        for (var index = 0; index < FdBits.Words && index * FdBits.PerWord < nfds; index++)
        {
            var watched = (reads[index] | writes[index] | errors[index]) & SelectReport.Below(nfds, index);
            if ((watched & ~words[index]) != 0)
            {
                return true;
            }
        }

        return false;
    }

    private Errno NoConnection(int fd, Errno ofListener) =>
        fd == schedule.ListenFd && listening ? ofListener
        : table.IsTaken(fd) ? Errno.ENOTSOCK
        : Errno.EBADF;
}
