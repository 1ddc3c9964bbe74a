using System.Runtime.InteropServices;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Server.Handlers;

public class WriteHandler
{
    private readonly ISocketApi sockets;

    public WriteHandler(ISocketApi sockets)
    {
        this.sockets = sockets;
    }

    /// <summary>Returns false if the connection must be closed now.</summary>
    public bool Handle(Connection connection)
    {
        int bytes = sockets.Send(connection.Fd, CollectionsMarshal.AsSpan(connection.WriteQueue), out Errno errno);
        if (bytes == -1)
            return errno == Errno.EAGAIN || errno == Errno.EINTR;
        connection.WriteQueue.RemoveRange(0, bytes);
        connection.LastActive = Environment.TickCount64;
        if (connection.WriteQueue.Count > 0)
            return true;
        if (connection.EndOfInput)
            return false;
        connection.State = ConnectionState.Reading;
        return true;
    }
}
