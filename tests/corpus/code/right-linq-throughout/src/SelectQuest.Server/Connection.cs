using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

public enum ConnectionState { Connecting, Reading, Writing, Closing }

public sealed class Connection(int fd)
{
    private readonly List<byte> owed = [];

    public int Fd => fd;
    public ConnectionState State { get; set; }
    public long LastActive { get; private set; } = Environment.TickCount64;
    public IReadOnlyCollection<byte> Owed => owed;

    internal void Receive(ISocketApi sockets)
    {
        if (State == ConnectionState.Closing)
        {
            return;
        }

        var buffer = new byte[1500];
        var count = sockets.Receive(fd, buffer, out var errno);
        owed.AddRange(buffer.Take(count));
        LastActive = Environment.TickCount64;
        State = count switch
        {
            > 0 => ConnectionState.Writing,
            0 => ConnectionState.Closing,
            _ => State,
        };
        if (count > 0)
        {
            Send(sockets);
        }

        if (count < 0 && !new[] { Errno.EAGAIN, Errno.EINTR }.Contains(errno))
        {
            GiveUp();
        }
    }

    internal void Send(ISocketApi sockets)
    {
        if (owed.Count == 0)
        {
            return;
        }

        var count = sockets.Send(fd, owed.ToArray(), out var errno);
        if (count >= 0)
        {
            owed.RemoveRange(0, count);
            State = State == ConnectionState.Writing && owed.Count == 0 ? ConnectionState.Reading : State;
        }
        else if (!new[] { Errno.EAGAIN, Errno.EINTR }.Contains(errno))
        {
            GiveUp();
        }
    }

    internal void GiveUp()
    {
        owed.Clear();
        State = ConnectionState.Closing;
    }
}
