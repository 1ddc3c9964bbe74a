namespace SelectQuest.Server;

public enum ConnectionState { Connecting, Reading, Writing, Closing }

public sealed class Connection(int fd)
{
    private Phase phase = new Phase.Fresh();

    public int Fd { get; } = fd;

    public ConnectionState State =>
        phase switch
        {
            Phase.Fresh => ConnectionState.Connecting,
            Phase.Quiet => ConnectionState.Reading,
            Phase.Owing => ConnectionState.Writing,
            _ => ConnectionState.Closing,
        };

    public long LastActive { get; private set; } = Environment.TickCount64;

    internal Phase Phase
    {
        get => phase;
        set
        {
            if (phase != value)
            {
                LastActive = Environment.TickCount64;
            }

            phase = value;
        }
    }
}
