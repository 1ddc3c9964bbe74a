namespace SelectQuest.Server;

public enum ConnectionState { Connecting, Reading, Writing, Closing }

public sealed class Connection(int fd)
{
    public int Fd { get; } = fd;
    public ConnectionState State { get; set; }
    public long LastActive { get; set; } = Environment.TickCount64;
    internal MemoryStream Backlog { get; private set; } = new();

    internal void KeepFrom(int sent)
    {
        var rest = Backlog.ToArray()[sent..];
        Backlog = new MemoryStream();
        Backlog.Write(rest);
        LastActive = Environment.TickCount64;
        if (State != ConnectionState.Closing)
        {
            State = rest.Length == 0 ? ConnectionState.Reading : ConnectionState.Writing;
        }
    }
}
