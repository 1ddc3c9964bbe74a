namespace SelectQuest.Server;

public enum ConnectionState { Connecting, Reading, Writing, Closing }

public sealed class Connection
{
    public Connection(int fd)
    {
        Fd = fd;
        Chunks = new LinkedList<Memory<byte>>();
    }

    public int Fd { get; }
    public ConnectionState State { get; set; }
    public long LastActive { get; set; } = Environment.TickCount64;
    internal LinkedList<Memory<byte>> Chunks { get; }
}
