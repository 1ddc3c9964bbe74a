namespace SelectQuest.Server;

public enum ConnectionState { Connecting, Reading, Writing, Closing }

public sealed partial class Connection(int fd)
{
    public int Fd { get; } = fd;
    public ConnectionState State { get; private set; }
    public long LastActive { get; private set; } = Environment.TickCount64;
}
