namespace SelectQuest.Server;

public enum ConnectionState { Connecting, Reading, Writing, Closing }

public sealed class Connection(int fd)
{
    private readonly List<byte> tape = [];
    private ByteCount received;
    private ByteCount sent;

    public int Fd { get; } = fd;

    public ConnectionState State { get; private set; }

    public long LastActive { get; private set; } = Environment.TickCount64;

    /// <summary>An echo owes what it received and has not sent.</summary>
    internal long Owed => received - sent;

    internal ReadOnlySpan<byte> Next => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(tape);

    internal void Received(ReadOnlySpan<byte> bytes)
    {
        tape.AddRange(bytes);
        received += bytes.Length;
        Changed();
    }

    internal void Sent(int count)
    {
        checked
        {
            tape.RemoveRange(0, count);
            sent += count;
        }

        Changed();
    }

    internal void Ended() => State = ConnectionState.Closing;

    internal void Lost()
    {
        Sent(tape.Count);
        Ended();
    }

    private void Changed()
    {
        LastActive = Environment.TickCount64;
        State = State switch
        {
            ConnectionState.Closing => ConnectionState.Closing,
            _ when Owed > 0 => ConnectionState.Writing,
            _ => ConnectionState.Reading,
        };
    }
}
