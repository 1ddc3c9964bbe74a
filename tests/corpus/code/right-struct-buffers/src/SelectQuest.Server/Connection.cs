namespace SelectQuest.Server;

public sealed class Connection
{
    internal Outgoing Outgoing;

    public Connection(int fd)
    {
        Fd = fd;
    }

    public int Fd { get; }

    public ConnectionState State { get; internal set; } = ConnectionState.Connecting;

    public long LastActive { get; internal set; } = Environment.TickCount64;

    internal bool Over => State == ConnectionState.Closing && Outgoing.Length == 0;
}
