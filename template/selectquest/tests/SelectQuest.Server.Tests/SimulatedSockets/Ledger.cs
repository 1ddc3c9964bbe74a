using SelectQuest.Server.Sockets;

namespace SelectQuest.Server.Simulation;

/// <summary>
/// What the kernel saw of the loop, fd by fd. The oracles judge by this and never by the loop's own registry: live is
/// accepted and not closed, pending is received and not yet sent back.
/// </summary>
internal sealed class Ledger(int listenFd, int limit)
{
    private readonly LedgerEntry?[] entries = new LedgerEntry?[limit];
    private readonly bool[] everAccepted = new bool[limit];
    private int blocking;

    // One bit for each live client; an fd beyond FD_SETSIZE fits in none of them.
    public FdSet Live;
    public FdSet Pending;

    /// <summary>The kernel had no room for all that was offered: only the write set can tell when it has.</summary>
    public FdSet Owed;

    /// <summary>The loop was told that the client sends nothing more.</summary>
    public FdSet AtEndOfFile;

    /// <summary>The loop was told enough to close it: no set needs to hold it any more.</summary>
    public FdSet Settled;

    public int ListenFd { get; } = listenFd;

    public bool ListenerOpen { get; private set; } = true;

    /// <summary>Was accept's last answer that there are no more fds? Then the listener may rest.</summary>
    public bool ListenerMayRest { get; private set; }

    /// <summary>Run's token was cancelled.</summary>
    public bool Stopping { get; set; }

    /// <summary>Selects that began after the token was cancelled.</summary>
    public int SelectsSinceStop { get; set; }

    /// <summary>Was a client accepted that is still in blocking mode?</summary>
    public bool AwaitsNonBlocking => blocking > 0;

    public int LiveCount { get; private set; }

    /// <summary>The most clients that were live at once.</summary>
    public int MostLive { get; private set; }

    /// <summary>Clients accepted so far.</summary>
    public int Accepted { get; private set; }

    /// <summary>The highest live fd that fits in no set, or -1.</summary>
    public int BeyondSetSize { get; private set; } = -1;

    public LedgerEntry? this[int fd] => (uint)fd < (uint)entries.Length ? entries[fd] : null;

    public bool WasOnceAccepted(int fd) => (uint)fd < (uint)everAccepted.Length && everAccepted[fd];

    public void Accept(int fd, Errno errno, int client)
    {
        if (fd < 0)
        {
            ListenerMayRest = errno is Errno.EMFILE or Errno.ENFILE or Errno.ENOBUFS or Errno.ENOMEM;
            return;
        }

        ListenerMayRest = false;
        entries[fd] = new LedgerEntry(fd, client);
        everAccepted[fd] = true;
        LiveCount++;
        MostLive = Math.Max(MostLive, LiveCount);
        blocking++;
        Accepted++;
        FdBits.Put(ref Live, fd, true);
        if (fd >= FdSet.Size)
        {
            BeyondSetSize = fd;
        }
    }

    public void MakeNonBlocking(LedgerEntry entry)
    {
        blocking -= entry.NonBlocking ? 0 : 1;
        entry.NonBlocking = true;
    }

    public void Receive(LedgerEntry entry, int count, bool askedForNone, Errno errno)
    {
        if (count > 0)
        {
            entry.Received += count;
        }
        else if (count == 0 && !askedForNone)
        {
            entry.EndOfFile = true;
            FdBits.Put(ref AtEndOfFile, entry.Fd, true);
        }

        Update(entry, errno);
    }

    public void Send(LedgerEntry entry, int count, int offered, Errno errno)
    {
        entry.Sent += Math.Max(count, 0);
        entry.Owed = errno == Errno.EAGAIN || (errno == Errno.None && count < offered) || (entry.Owed && count < 0);
        Update(entry, errno);
    }

    public void Close(LedgerEntry entry)
    {
        var fd = entry.Fd;
        entries[fd] = null;
        LiveCount--;
        blocking -= entry.NonBlocking ? 0 : 1;
        FdBits.Put(ref Live, fd, false);
        FdBits.Put(ref Pending, fd, false);
        FdBits.Put(ref Owed, fd, false);
        FdBits.Put(ref AtEndOfFile, fd, false);
        FdBits.Put(ref Settled, fd, false);
        if (fd == BeyondSetSize)
        {
            BeyondSetSize = Array.FindLastIndex(entries, open => open?.Fd >= FdSet.Size);
        }
    }

    public void CloseListener() => ListenerOpen = false;

    /// <summary>The first live client for which <paramref name="what"/> holds, in the order of fds.</summary>
    public LedgerEntry? First(Func<LedgerEntry, bool> what) =>
        entries.FirstOrDefault(entry => entry is not null && what(entry));

    private void Update(LedgerEntry entry, Errno errno)
    {
        entry.Failed |= errno is not (Errno.None or Errno.EAGAIN or Errno.EINTR);
        entry.Owed &= entry.Pending > 0 && !entry.Failed;
        FdBits.Put(ref Pending, entry.Fd, entry.Pending > 0);
        FdBits.Put(ref Owed, entry.Fd, entry.Owed);
        FdBits.Put(ref Settled, entry.Fd, entry.Failed || (entry.EndOfFile && entry.Pending == 0));
    }
}

/// <summary>One live client, as the kernel saw the loop treat it.</summary>
internal sealed class LedgerEntry(int fd, int client)
{
    public int Fd { get; } = fd;

    public int Client { get; } = client;

    public long Received { get; set; }

    public long Sent { get; set; }

    /// <summary>Bytes received and not yet sent back: the server is an echo.</summary>
    public long Pending => Received - Sent;

    public bool NonBlocking { get; set; }

    /// <summary>recv said 0.</summary>
    public bool EndOfFile { get; set; }

    /// <summary>recv or send said ECONNRESET, EPIPE or the like.</summary>
    public bool Failed { get; set; }

    /// <summary>select reported urgent data: the quest allows to close for that.</summary>
    public bool Excepted { get; set; }

    /// <summary>The last send was short or said EAGAIN.</summary>
    public bool Owed { get; set; }
}
