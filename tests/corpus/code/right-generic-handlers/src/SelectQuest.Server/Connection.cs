namespace SelectQuest.Server;

public enum ConnectionState { Connecting, Reading, Writing, Closing }

public sealed class Connection(int fd)
{
    public int Fd { get; } = fd;

    public ConnectionState State { get; set; }

    public long LastActive { get; private set; } = Environment.TickCount64;

    internal Bytes Out { get; } = new();

    internal void Seen()
    {
        LastActive = Environment.TickCount64;
        State = (State, Out.Count) switch
        {
            (ConnectionState.Closing, _) => ConnectionState.Closing,
            (_, 0) => ConnectionState.Reading,
            _ => ConnectionState.Writing,
        };
    }

    internal void Break()
    {
        Out.Take(Out.Count);
        State = ConnectionState.Closing;
    }
}

/// <summary>Bytes that are received straight to where they wait to be sent.</summary>
internal sealed class Bytes
{
    private byte[] store = [];
    private int start;

    public int Count { get; private set; }

    public ReadOnlySpan<byte> Unsent => store.AsSpan(start, Count);

    public Span<byte> Room(int size)
    {
        if (start + Count + size > store.Length)
        {
            var next = new byte[(Count + size) * 2];
            Unsent.CopyTo(next);
            (store, start) = (next, 0);
        }

        return store.AsSpan(start + Count, size);
    }

    public void Commit(int count) => Count += count;

    public void Take(int count)
    {
        Count -= count;
        start = Count == 0 ? 0 : start + count;
    }
}
