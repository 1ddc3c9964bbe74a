using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

public enum ConnectionState { Connecting, Reading, Writing, Closing }

public sealed class Connection(int fd)
{
    private byte[] owed = [];

    public int Fd { get; } = fd;

    public ConnectionState State { get; private set; }

    public long LastActive { get; private set; } = Environment.TickCount64;

    internal bool Listens => State != ConnectionState.Closing;

    internal bool Owes => owed.Length > 0;

    internal Connection Write(ISocketApi sockets) =>
        sockets.Send(Fd, owed, out var errno) switch
        {
            >= 0 and var count => Now(owed[count..]),
            _ => Unless(errno),
        };

    internal Connection Read(ISocketApi sockets) => Read(sockets, new byte[3000]);

    internal Connection End() => Become(owed, ConnectionState.Closing);

    internal Connection Lose() => Become([], ConnectionState.Closing);

    private Connection Read(ISocketApi sockets, byte[] buffer) =>
        sockets.Receive(Fd, buffer, out var errno) switch
        {
            0 => End(),
            > 0 and var count => Now([.. owed, .. buffer[..count]]).Write(sockets),
            _ => Unless(errno),
        };

    private Connection Unless(Errno errno) => errno is Errno.EAGAIN or Errno.EINTR ? this : Lose();

    private Connection Now(byte[] rest) =>
        Become(
            rest,
            !Listens ? State
                : rest.Length > 0 ? ConnectionState.Writing
                : ConnectionState.Reading
        );

    private Connection Become(byte[] rest, ConnectionState state)
    {
        (owed, State, LastActive) = (rest, state, Environment.TickCount64);
        return this;
    }
}
