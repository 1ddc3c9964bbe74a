namespace SelectQuest.Server;

/// <summary>Where a connection stands in its life: the states of Day 1's event-loop model.</summary>
public enum ConnectionState
{
    /// <summary>Accepted, and not one byte has come yet.</summary>
    Connecting,

    /// <summary>Everything received so far was sent back; we wait for more.</summary>
    Reading,

    /// <summary>Some bytes were received and not yet taken by the kernel: we wait for room.</summary>
    Writing,

    /// <summary>The peer said it is done, or the connection failed: flush what can be flushed, then close.</summary>
    Closing,
}

/// <summary>What the server remembers about one client between two rounds of the loop.</summary>
/// <remarks>
/// One field is missing, and you will feel it in step 4: <c>send</c> may take 300 of your 1000 bytes. Where do the other
/// 700 wait until the fd is writable again, and how do you know, while you build the write set, that there are any?
/// Two things worth weighing: a client that is silent all day should cost no buffer, and a buffer whose front is cut off
/// by copying the rest forward costs more the slower the client is.
/// </remarks>
public sealed class Connection
{
    /// <summary>A client that was accepted and not served yet.</summary>
    /// <param name="fd">The fd <c>accept</c> returned. The loop owns it and closes it; a connection only knows its number.</param>
    public Connection(int fd)
    {
        Fd = fd;
        State = ConnectionState.Connecting;
        LastActive = Environment.TickCount64;
    }

    /// <summary>The name the kernel knows this client by. After a close, the same number may be another client's.</summary>
    public int Fd { get; }

    /// <summary>Moved on by the handlers, never backwards out of <see cref="ConnectionState.Closing"/>.</summary>
    public ConnectionState State { get; set; }

    /// <summary>
    /// When this client last did something, in milliseconds of <see cref="Environment.TickCount64"/>: a clock that, unlike
    /// the one on the wall, is never set back. Closing those that idle too long is later housekeeping.
    /// </summary>
    public long LastActive { get; set; }
}
