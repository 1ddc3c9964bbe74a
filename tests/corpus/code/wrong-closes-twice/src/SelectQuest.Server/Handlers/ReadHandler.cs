using SelectQuest.Server.Sockets;

namespace SelectQuest.Server.Handlers;

public class ReadHandler
{
    private readonly ISocketApi sockets;
    private readonly byte[] buffer = new byte[4096];

    public ReadHandler(ISocketApi sockets)
    {
        this.sockets = sockets;
    }

    /// <summary>Returns false if the connection must be closed now.</summary>
    public bool Handle(Connection connection)
    {
        int bytes = sockets.Receive(connection.Fd, buffer, out Errno errno);
        if (bytes == -1)
        {
            if (errno == Errno.EAGAIN || errno == Errno.EINTR)
                return true;
            sockets.Close(connection.Fd);
            return false;
        }
        if (bytes == 0)
        {
            connection.EndOfInput = true;
            connection.State = ConnectionState.Closing;
            return connection.WriteQueue.Count > 0;
        }
        for (int i = 0; i < bytes; i++)
            connection.WriteQueue.Add(buffer[i]);
        connection.LastActive = Environment.TickCount64;
        connection.State = ConnectionState.Writing;
        return true;
    }
}
