namespace SelectQuest.Server;

public enum ConnectionState { Connecting, Reading, Writing, Closing }

public sealed class Connection
{
    public Connection(int fd) => Fd = fd;

    public int Fd { get; }
    public ConnectionState State { get; set; } = ConnectionState.Connecting;
    public long LastActive { get; set; } = Environment.TickCount64;
    public List<byte> WriteQueue { get; } = new List<byte>();
    public bool EndOfInput { get; set; }
}
