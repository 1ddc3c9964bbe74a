namespace SelectQuest.Server;

public enum ConnectionState { Connecting, Reading, Writing, Closing }

public sealed class Connection(int fd)
{
    internal readonly Ring Ring = new();

    public int Fd { get; } = fd;

    public ConnectionState State { get; private set; }

    public long LastActive { get; private set; } = Environment.TickCount64;

    internal bool MayRead => State != ConnectionState.Closing && Ring.Free > 0;

    internal bool MustWrite => Ring.Used > 0;

    internal bool IsOver => State == ConnectionState.Closing && Ring.Used == 0;

    internal void NoMoreToRead() => State = ConnectionState.Closing;

    internal void Lost()
    {
        Ring.Forget();
        NoMoreToRead();
    }

    internal void Progressed()
    {
        LastActive = Environment.TickCount64;
        if (State != ConnectionState.Closing)
        {
            State = MustWrite ? ConnectionState.Writing : ConnectionState.Reading;
        }
    }
}
