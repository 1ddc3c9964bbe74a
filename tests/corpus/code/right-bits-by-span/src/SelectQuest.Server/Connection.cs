namespace SelectQuest.Server;

public enum ConnectionState { Connecting, Reading, Writing, Closing }

public sealed class Connection(int fd)
{
    internal byte[] Store = [];
    internal int From;
    internal int To;

    public int Fd { get; } = fd;
    public ConnectionState State { get; set; }
    public long LastActive { get; set; } = Environment.TickCount64;

    internal Span<byte> Waiting => Store.AsSpan(From, To - From);
}
