using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

internal static class Echo
{
    public static void Read(ISocketApi sockets, Connection connection)
    {
        Span<byte> buffer = stackalloc byte[4096];
        var received = sockets.Receive(connection.Fd, buffer, out var errno);
        if (received > 0)
        {
            connection.Pending = [.. connection.Pending, .. buffer[..received]];
            connection.Touch();
            Write(sockets, connection);
        }
        else if (received == 0)
        {
            connection.Touch();
        }
        else if (errno is not (Errno.EAGAIN or Errno.EINTR))
        {
            connection.Fail();
        }
    }

    public static void Write(ISocketApi sockets, Connection connection)
    {
        var sent = sockets.Send(connection.Fd, connection.Pending, out var errno);
        if (sent >= 0)
        {
            connection.Pending = connection.Pending[sent..];
            connection.Touch();
        }
        else if (errno is not (Errno.EAGAIN or Errno.EINTR))
        {
            connection.Fail();
        }
    }
}
