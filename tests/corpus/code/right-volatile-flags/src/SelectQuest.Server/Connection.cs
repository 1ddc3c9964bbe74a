namespace SelectQuest.Server;

public enum ConnectionState { Connecting, Reading, Writing, Closing }

public sealed class Connection(int fd)
{
    private readonly Queue<byte> owed = new();

    public int Fd { get; } = fd;
    public ConnectionState State { get; set; }
    public long LastActive { get; set; } = Environment.TickCount64;

    internal int Owed => owed.Count;

    internal byte[] Peek() => owed.ToArray();

    internal void Put(byte one) => owed.Enqueue(one);

    internal void Drop(int count)
    {
        while (count-- > 0)
        {
            owed.Dequeue();
        }
    }
}
