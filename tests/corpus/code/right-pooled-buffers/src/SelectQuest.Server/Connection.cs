namespace SelectQuest.Server;

public enum ConnectionState { Connecting, Reading, Writing, Closing }

public sealed class Connection(int fd)
{
    public int Fd { get; } = fd;
    public ConnectionState State { get; set; } = ConnectionState.Connecting;
    public long LastActive { get; set; } = Environment.TickCount64;

    /// <summary>Null whenever nothing waits: an idle client costs no buffer.</summary>
    internal byte[]? Rented { get; set; }
    internal int RentedFrom { get; set; }
    internal int RentedLength { get; set; }
}
