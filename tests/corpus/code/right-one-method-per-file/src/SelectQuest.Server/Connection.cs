namespace SelectQuest.Server;

public sealed class Connection(int fd)
{
    public int Fd => fd;
    public ConnectionState State { get; set; }
    public long LastActive { get; set; } = Environment.TickCount64;
    internal Queue<byte> Debt { get; } = new();
}
