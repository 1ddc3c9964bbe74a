namespace SelectQuest.Server;

public enum ConnectionState { Connecting, Reading, Writing, Closing }

public sealed class Connection(int fd)
{
    private byte[] tail = [];

    public int Fd { get; } = fd;

    public ConnectionState State { get; set; }

    public long LastActive { get; private set; } = Environment.TickCount64;

    internal ReadOnlySpan<byte> Tail => tail;

    internal bool HasTail => tail.Length != 0;

    internal void Received(ReadOnlySpan<byte> bytes)
    {
        tail = [.. tail, .. bytes];
        State = ConnectionState.Writing;
        LastActive = Environment.TickCount64;
    }

    internal void Sent(int count)
    {
        tail = tail[count..];
        LastActive = Environment.TickCount64;
        if (State == ConnectionState.Writing && !HasTail)
        {
            State = ConnectionState.Reading;
        }
    }

    internal void Abandon()
    {
        tail = [];
        State = ConnectionState.Closing;
    }
}
