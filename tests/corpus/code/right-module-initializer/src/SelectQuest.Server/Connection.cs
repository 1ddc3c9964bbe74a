namespace SelectQuest.Server;

public enum ConnectionState
{
    Connecting,
    Reading,
    Writing,
    Closing,
}

public sealed class Connection(int fd)
{
    public int Fd { get; } = fd;

    public ConnectionState State { get; set; } = ConnectionState.Connecting;

    public long LastActive { get; private set; } = Environment.TickCount64;

    /// <summary>Milliseconds between the start of the server and this client.</summary>
    public long Age { get; } = Environment.TickCount64 - Start.At;

    public byte[] Pending { get; set; } = [];

    public bool HasPending => Pending.Length > 0;

    public void Touch()
    {
        LastActive = Environment.TickCount64;
        if (State != ConnectionState.Closing)
        {
            State = HasPending ? ConnectionState.Writing : ConnectionState.Reading;
        }
    }

    public void Fail()
    {
        Pending = [];
        State = ConnectionState.Closing;
    }
}
