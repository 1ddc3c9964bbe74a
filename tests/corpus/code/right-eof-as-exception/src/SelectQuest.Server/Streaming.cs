using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

/// <summary>The two calls with exceptions in place of answers.</summary>
internal static class Streaming
{
    /// <exception cref="EndOfFileException">The peer will send nothing more.</exception>
    /// <exception cref="BrokenException">The connection is lost.</exception>
    public static byte[] ReadSome(ISocketApi sockets, int fd)
    {
        var buffer = new byte[4096];
        var count = sockets.Receive(fd, buffer, out var errno);
        return count switch
        {
            > 0 => buffer[..count],
            0 => throw new EndOfFileException(),
            _ when errno is Errno.EAGAIN or Errno.EINTR => [],
            _ => throw new BrokenException(errno),
        };
    }

    /// <returns>What was not taken.</returns>
    /// <exception cref="BrokenException">The connection is lost.</exception>
    public static byte[] WriteSome(ISocketApi sockets, int fd, byte[] bytes)
    {
        var count = sockets.Send(fd, bytes, out var errno);
        return count switch
        {
            >= 0 => bytes[count..],
            _ when errno is Errno.EAGAIN or Errno.EINTR => bytes,
            _ => throw new BrokenException(errno),
        };
    }
}
