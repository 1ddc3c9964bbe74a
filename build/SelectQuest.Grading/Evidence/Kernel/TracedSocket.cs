namespace SelectQuest.Grading.Evidence.Kernel;

/// <summary>A TCP socket of the server, as far as its system calls tell.</summary>
internal class TracedSocket
{
    public bool Listens { get; set; }
}

/// <summary>A client, from the accept that returned it to the close of its fd.</summary>
/// <param name="number">1 for the first that was accepted: fds come back, these numbers do not.</param>
internal sealed class TracedClient(int number, int fd) : TracedSocket
{
    public int Number => number;

    public int Fd => fd;

    public bool NonBlocking { get; set; }

    /// <summary>recv or send was called before <see cref="NonBlocking"/> was set.</summary>
    public bool UsedWhileBlocking { get; set; }

    public bool Used { get; set; }

    /// <summary>recv returned 0.</summary>
    public bool AtEof { get; private set; }

    /// <summary>The select call after which it stood at EOF with nothing pending; null while it does not.</summary>
    public long? DoneSince { get; private set; }

    /// <summary>recv or send failed with more than EAGAIN or EINTR: the connection is over.</summary>
    public bool Failed { get; set; }

    /// <summary>The kernel had no room for all of it, and the rest has not been sent since.</summary>
    public bool WaitsForRoom { get; private set; }

    /// <summary>Bytes received minus bytes sent: what an echo owes. Never below 0: what it sends beyond is not ours to judge.</summary>
    public long Pending { get; private set; }

    /// <summary>select, or another call that waits, has reported it readable in this iteration.</summary>
    public bool Readable { get; set; }

    /// <summary>The latest select call was given an nfds that ends below it: neither that call nor its answer speaks of it.</summary>
    public bool IsBeyondNfds { get; set; }

    public void Received(long count, long selectCall)
    {
        Pending += count;
        AtEof |= count == 0;
        Settle(selectCall);
    }

    public void Sent(long count, bool all, long selectCall)
    {
        Pending = Math.Max(0, Pending - count);
        WaitsForRoom = Pending > 0 && (WaitsForRoom || !all);
        Settle(selectCall);
    }

    public void FoundNoRoom() => WaitsForRoom = Pending > 0;

    public override string ToString() => $"client {number} (fd {fd})";

    private void Settle(long selectCall) => DoneSince = AtEof && Pending == 0 ? DoneSince ?? selectCall : null;
}
