namespace SelectQuest.Server;

public enum ConnectionState { Connecting, Reading, Writing, Closing }

public sealed class Connection(int fd)
{
    private static int lastSerial;

    public int Fd { get; } = fd;

    /// <summary>Tells two clients apart that had the same fd one after the other.</summary>
    internal int Serial { get; } = ++lastSerial;

    public ConnectionState State { get; set; }
    public long LastActive { get; set; } = Environment.TickCount64;
    internal byte[] Unsent { get; set; } = [];
}
