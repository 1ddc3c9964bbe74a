using SelectQuest.Server.Abstract;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

internal sealed class Sending : Transfer
{
    protected override int Call(ISocketApi sockets, Connection connection, out Errno errno) =>
        sockets.Send(connection.Fd, connection.Tail, out errno);

    protected override void Moved(ISocketApi sockets, Connection connection, int count) => connection.Sent(count);
}

internal sealed class Receiving(Sending sending) : Transfer
{
    private readonly byte[] buffer = new byte[10_000];

    protected override int Call(ISocketApi sockets, Connection connection, out Errno errno) =>
        sockets.Receive(connection.Fd, buffer, out errno);

    protected override void Moved(ISocketApi sockets, Connection connection, int count)
    {
        connection.Received(buffer.AsSpan(0, count));
        sending.Run(sockets, connection);
    }

    protected override void Nothing(Connection connection) => connection.State = ConnectionState.Closing;
}
