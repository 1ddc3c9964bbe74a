using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

public enum ConnectionState { Connecting, Reading, Writing, Closing }

public sealed class Connection(int fd)
{
    public int Fd { get; } = fd;

    public ConnectionState State { get; set; }

    public long LastActive { get; private set; } = Environment.TickCount64;

    internal ReadOnlyMemory<byte> Pending { get; private set; }

    internal void Receive(ISocketApi sockets)
    {
        if (State == ConnectionState.Closing)
        {
            return;
        }

        var buffer = new byte[4096];
        var count = sockets.Receive(Fd, buffer, out var errno);
        if (count > 0)
        {
            Pending = Pending.IsEmpty ? buffer.AsMemory(0, count) : (byte[])[.. Pending.Span, .. buffer.AsSpan(0, count)];
            Moved();
            Send(sockets);
        }
        else if (count == 0)
        {
            State = ConnectionState.Closing;
        }
        else if (errno is not (Errno.EAGAIN or Errno.EINTR))
        {
            Fail();
        }
    }

    internal void Send(ISocketApi sockets)
    {
        if (Pending.IsEmpty)
        {
            return;
        }

        var count = sockets.Send(Fd, Pending.Span, out var errno);
        if (count >= 0)
        {
            Pending = Pending[count..];
            Moved();
        }
        else if (errno is not (Errno.EAGAIN or Errno.EINTR))
        {
            Fail();
        }
    }

    internal void Fail()
    {
        Pending = default;
        State = ConnectionState.Closing;
    }

    private void Moved()
    {
        LastActive = Environment.TickCount64;
        State = State == ConnectionState.Closing ? State
            : Pending.IsEmpty ? ConnectionState.Reading
            : ConnectionState.Writing;
    }
}
