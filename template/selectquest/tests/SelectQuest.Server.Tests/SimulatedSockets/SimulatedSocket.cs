using SelectQuest.Server.Sockets;

namespace SelectQuest.Server.Simulation;

/// <summary>
/// The kernel's end of one connection: what has arrived and was not yet received, what was sent and the client has not
/// yet read, and how the connection ended. The bytes themselves are in <see cref="ClientBytes"/>: counting is enough.
/// </summary>
internal sealed class SimulatedSocket(SimulatedClient client, int receiveBuffer, int sendBuffer)
{
    /// <summary>Position in the stream of the urgent mark; -1 when there is none.</summary>
    private long urgentMark = -1;

    /// <summary>Bytes the loop has received: the position in the stream of the next one.</summary>
    private long received;
    private int unread;
    private int inFlight;
    private bool finished;
    private bool dead;
    private Errno error;

    public SimulatedClient Client { get; } = client;

    /// <summary>The fd of this connection, or -1 while it waits in the backlog.</summary>
    public int Fd { get; set; } = -1;

    /// <summary>O_NONBLOCK. Off after accept, on Linux at least.</summary>
    public bool NonBlocking { get; set; }

    public bool Readable => unread > 0 || finished || dead;

    public bool Writable => inFlight < sendBuffer || dead;

    /// <summary>Does select's third set report this fd? Only urgent data does that; an error does not.</summary>
    public bool Exceptional => urgentMark >= 0;

    /// <summary>Bytes that can be sent at once; all there are once the connection is gone.</summary>
    public int RoomToSend => dead ? int.MaxValue : sendBuffer - inFlight;

    /// <summary>Bytes more that can arrive before the receive buffer is full.</summary>
    public int RoomToArrive => receiveBuffer - unread;

    public int Unread => unread;

    public int InFlight => inFlight;

    /// <summary>Did the client reset the connection, or send to it in vain?</summary>
    public bool Dead => dead;

    public void Arrive(int count) => unread += count;

    /// <summary>A byte sent with MSG_OOB: it stands beside the stream, and the mark remembers where.</summary>
    public void ArriveUrgent() => urgentMark = received + unread;

    /// <summary>FIN: the client sends nothing more.</summary>
    public void Finish() => finished = true;

    /// <summary>RST: what has arrived can still be received, then an error is reported, once.</summary>
    public void Reset()
    {
        if (!dead)
        {
            dead = true;
            error = finished ? Errno.EPIPE : Errno.ECONNRESET;
            inFlight = 0;
        }
    }

    /// <summary>The client reads up to <paramref name="most"/> bytes of what we sent.</summary>
    public int Deliver(int most)
    {
        var count = Math.Min(inFlight, most);
        inFlight -= count;
        return count;
    }

    public int Receive(Span<byte> buffer, out Errno errno)
    {
        errno = Errno.None;
        PassUrgentMark();
        if (buffer.IsEmpty)
        {
            return 0;
        }

        if (unread > 0)
        {
            // recv never reads across the mark: it stops in front of it, and the next call begins behind it.
            var beforeMark = urgentMark >= 0 ? (int)(urgentMark - received) : int.MaxValue;
            var count = Math.Min(Math.Min(buffer.Length, unread), Math.Min(beforeMark, ClientBytes.Period));
            ClientBytes.At(Client.Id, received, count).CopyTo(buffer);
            received += count;
            unread -= count;
            return count;
        }

        if (finished)
        {
            return 0;
        }

        if (error != Errno.None)
        {
            errno = TakeError();
            return -1;
        }

        if (dead)
        {
            return 0;
        }

        errno = Errno.EAGAIN;
        return -1;
    }

    /// <param name="length">Bytes offered.</param>
    /// <param name="errno">EAGAIN if the buffer is full, ECONNRESET once after a reset, then EPIPE.</param>
    public int Send(int length, out Errno errno)
    {
        errno = Errno.None;
        if (dead)
        {
            errno = error != Errno.None ? TakeError() : Errno.EPIPE;
            return -1;
        }

        var count = Math.Min(length, sendBuffer - inFlight);
        if (count == 0 && length > 0)
        {
            errno = Errno.EAGAIN;
            return -1;
        }

        inFlight += count;
        if (Client.Gone && count > 0)
        {
            // Nobody is there to read: the bytes are taken, and a reset is the answer.
            Reset();
        }

        return count;
    }

    /// <summary>A recv that begins at the mark skips the urgent byte, and with it the exceptional condition.</summary>
    private void PassUrgentMark()
    {
        if (urgentMark == received)
        {
            urgentMark = -1;
        }
    }

    private Errno TakeError()
    {
        var taken = error;
        error = Errno.None;
        return taken;
    }
}
