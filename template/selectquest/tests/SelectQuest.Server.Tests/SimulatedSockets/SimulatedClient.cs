namespace SelectQuest.Server.Simulation;

/// <summary>
/// The far end of a connection. It does what the schedule says, as far as TCP lets it: bytes that do not fit into the
/// server's receive buffer wait here.
/// </summary>
internal sealed class SimulatedClient(int id)
{
    /// <summary>Bytes that were sent and did not yet fit into the server's receive buffer.</summary>
    private int outbox;
    private bool urgentNext;
    private bool finishNext;
    private bool writingDone;
    private bool hangUpWhenEchoed;
    private bool reading = true;
    private bool patient;

    public int Id { get; } = id;

    /// <summary>The kernel's end; null before the client connects.</summary>
    public SimulatedSocket? Socket { get; private set; }

    /// <summary>Has it closed its socket, so that nobody reads what the server sends?</summary>
    public bool Gone { get; private set; }

    /// <summary>Bytes it asked to send so far.</summary>
    public long Sent { get; private set; }

    /// <summary>Echoed bytes it has read so far.</summary>
    public long Echoed { get; private set; }

    /// <summary>Has it something left that the kernel did not take yet?</summary>
    public bool HasMoreToSend => Socket is { Dead: false } && (outbox > 0 || urgentNext || finishNext);

    /// <summary>Can bytes move, here or in the kernel's buffers?</summary>
    public bool HasToFlow => HasMoreToSend || (reading && Socket is { InFlight: > 0 });

    /// <summary>Does it read what the server sends?</summary>
    public bool Reading => reading;

    public SimulatedSocket Connect(int receiveBuffer, int sendBuffer) =>
        Socket = new SimulatedSocket(this, receiveBuffer, sendBuffer);

    /// <summary>From now on it reads whatever comes: a server that shuts down can flush.</summary>
    public void ReadToTheEnd() => reading = patient = true;

    /// <summary>Does one thing of the schedule. What makes no sense any more (a send after a close) is left out.</summary>
    public void Do(ClientEvent happening)
    {
        if (Socket is null || Socket.Dead || Gone)
        {
            return;
        }

        switch (happening.Does)
        {
            case ClientDoes.Send when !writingDone:
                outbox += happening.Bytes;
                Sent += happening.Bytes;
                break;
            case ClientDoes.SendUrgent when !writingDone:
                urgentNext = true;
                break;
            case ClientDoes.StopReading when !patient:
                reading = false;
                break;
            case ClientDoes.ReadOn:
                reading = true;
                break;
            case ClientDoes.ShutDownWriting when !writingDone:
                writingDone = finishNext = true;
                break;
            case ClientDoes.HangUp:
                hangUpWhenEchoed = true;
                reading = true;
                break;
            case ClientDoes.Close:
                Close();
                break;
            case ClientDoes.Reset:
                Gone = true;
                outbox = 0;
                urgentNext = finishNext = false;
                Socket.Reset();
                break;
        }

        Flow();
    }

    /// <summary>Moves what can move: our bytes into the server's buffer, its echo out of the kernel's.</summary>
    public void Flow()
    {
        if (Socket is null || Socket.Dead)
        {
            outbox = 0;
            urgentNext = false;
            return;
        }

        if (outbox > 0)
        {
            var count = Math.Min(outbox, Socket.RoomToArrive);
            Socket.Arrive(count);
            outbox -= count;
        }

        if (outbox == 0)
        {
            if (urgentNext)
            {
                urgentNext = false;
                Socket.ArriveUrgent();
            }

            if (finishNext)
            {
                finishNext = false;
                Socket.Finish();
            }
        }

        if (reading && !Gone)
        {
            Echoed += Socket.Deliver(int.MaxValue);
            if (hangUpWhenEchoed && Echoed == Sent)
            {
                hangUpWhenEchoed = false;
                Close();
                Flow();
            }
        }
    }

    /// <summary>
    /// close(2): what is in the outbox still goes out, then FIN. If echoed bytes lie unread in this client's kernel, TCP
    /// tells the server that they were lost: RST instead of FIN.
    /// </summary>
    private void Close()
    {
        Gone = true;
        finishNext = !writingDone || finishNext;
        writingDone = true;
        if (Socket!.InFlight > 0)
        {
            outbox = 0;
            finishNext = false;
            Socket.Reset();
        }
    }
}
