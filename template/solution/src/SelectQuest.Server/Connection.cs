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
/// The handlers move the state, the loop closes. So there is one place that closes an fd, and it runs once.
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

    /// <summary>Moved on by the methods below, never backwards out of <see cref="ConnectionState.Closing"/>.</summary>
    public ConnectionState State { get; private set; }

    /// <summary>
    /// When this client last did something, in milliseconds of <see cref="Environment.TickCount64"/>: a clock that, unlike
    /// the one on the wall, is never set back. Closing those that idle too long is later housekeeping.
    /// </summary>
    public long LastActive { get; private set; }

    /// <summary>Bytes received and not yet sent back.</summary>
    public PendingBytes Pending { get; } = new();

    /// <summary>Nothing is owed and nothing will come: close it.</summary>
    public bool IsFinished => State == ConnectionState.Closing && Pending.IsEmpty;

    /// <summary>Bytes were received or sent.</summary>
    public void Touch()
    {
        LastActive = Environment.TickCount64;
        if (State != ConnectionState.Closing)
        {
            State = Pending.IsEmpty ? ConnectionState.Reading : ConnectionState.Writing;
        }
    }

    /// <summary>Nothing more will be read from this client. What is pending is still flushed.</summary>
    public void CloseAfterFlush() => State = ConnectionState.Closing;

    /// <summary>The connection is broken: what is pending has nowhere to go.</summary>
    public void Abandon()
    {
        Pending.Clear();
        State = ConnectionState.Closing;
    }
}
