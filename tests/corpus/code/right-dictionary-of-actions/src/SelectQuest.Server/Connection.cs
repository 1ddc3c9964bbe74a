namespace SelectQuest.Server;

public enum ConnectionState { Connecting, Reading, Writing, Closing }

public sealed record Connection(int Fd)
{
    public ConnectionState State { get; set; } = ConnectionState.Connecting;
    public long LastActive { get; set; } = Environment.TickCount64;
    internal Queue<ArraySegment<byte>> Waiting { get; } = new();
    internal bool Broken { get; set; }
    internal bool Finished => Broken || (State == ConnectionState.Closing && Waiting.Count == 0);
}
