using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

public enum ConnectionState { Connecting, Reading, Writing, Closing }

public sealed class Connection(int fd)
{
    private byte[] unsent = [];

    public int Fd { get; } = fd;

    public ConnectionState State { get; private set; }

    public long LastActive { get; private set; } = Environment.TickCount64;

    public bool WantsRead => State is not ConnectionState.Closing;

    public bool WantsWrite => unsent is not [];

    /// <summary>Half of what there is to say about a client; the other half is <see cref="WantsWrite"/>.</summary>
    public void OnReadable(ISocketApi api)
    {
        Span<byte> chunk = stackalloc byte[8 * 1024];
        switch (api.Receive(Fd, chunk, out var errno), errno)
        {
            case (0, _):
                State = ConnectionState.Closing;
                return;
            case (-1, Errno.EAGAIN or Errno.EINTR):
                return;
            case (-1, _):
                Discard();
                return;
            case (var count, _):
                unsent = [.. unsent, .. chunk[..count]];
                OnWritable(api);
                return;
        }
    }

    public void OnWritable(ISocketApi api)
    {
        var count = api.Send(Fd, unsent, out var errno);
        if (count < 0)
        {
            if (errno is not Errno.EAGAIN and not Errno.EINTR)
            {
                Discard();
                return;
            }

            count = 0;
        }

        unsent = unsent[count..];
        LastActive = Environment.TickCount64;
        State = !WantsRead ? State : WantsWrite ? ConnectionState.Writing : ConnectionState.Reading;
    }

    public void Finish() => State = ConnectionState.Closing;

    public void Discard()
    {
        unsent = [];
        Finish();
    }
}
