namespace SelectQuest.Server;

public enum ConnectionState { Connecting, Reading, Writing, Closing }

public sealed class Connection(int fd)
{
    public int Fd { get; } = fd;
    public ConnectionState State { get; set; }
    public long LastActive { get; set; } = Environment.TickCount64;
    internal List<byte> Debt { get; } = [];
    internal bool Gone { get; set; }
}
