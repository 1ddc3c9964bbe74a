using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

internal static class SocketApiExtensions
{
    private const int ChunkSize = 6000;

    public static bool TryAccept(this ISocketApi sockets, int listenFd, out int fd, out Errno errno)
    {
        do
        {
            fd = sockets.Accept(listenFd, out errno);
        } while (errno == Errno.ECONNABORTED);

        return fd >= 0;
    }

    public static void Pull(this ISocketApi sockets, Connection connection)
    {
        var chunk = new byte[ChunkSize];
        var count = sockets.Receive(connection.Fd, chunk, out var errno);
        if (count > 0)
        {
            connection.Append(chunk.AsSpan(0, count));
            sockets.Push(connection);
        }
        else if (count == 0)
        {
            connection.State = ConnectionState.Closing;
        }
        else if (!errno.IsTransient)
        {
            connection.Break();
        }
    }

    public static void Push(this ISocketApi sockets, Connection connection)
    {
        var count = sockets.Send(connection.Fd, connection.Rest, out var errno);
        if (count >= 0)
        {
            connection.DropFirst(count);
        }
        else if (!errno.IsTransient)
        {
            connection.Break();
        }
    }

    public static int SelectOrThrow(
        this ISocketApi sockets,
        int highestFd,
        ref FdSet read,
        ref FdSet write,
        ref FdSet error,
        int milliseconds
    )
    {
        var ready = sockets.Select(highestFd + 1, ref read, ref write, ref error, TimeSpan.FromMilliseconds(milliseconds), out var errno);
        return ready >= 0 || errno.IsTransient ? ready : throw new InvalidOperationException($"select: {errno}");
    }
}
