namespace SelectQuest.Server;

public enum ConnectionState { Connecting, Reading, Writing, Closing }

/// <summary>One message at a time: a buffer, how full it is, and how much of that is sent.</summary>
public sealed class Connection(int fd)
{
    public int Fd { get; } = fd;
    public ConnectionState State { get; set; }
    public long LastActive { get; set; } = Environment.TickCount64;

    internal byte[] Message { get; } = new byte[2048];
    internal int Length { get; set; }
    internal int Sent { get; set; }
    internal bool Waiting => Sent < Length;
}
