using SelectQuest.Server.Sockets;

namespace SelectQuest.Server.Computing;

/// <summary>Where replies go out. A client that can be sent nothing any more is computed nothing any more.</summary>
internal sealed class ReplyOutlet(ISocketApi sockets, Jobs jobs) : ISocketApi
{
    /// <inheritdoc/>
    public int Send(int fd, ReadOnlySpan<byte> data, out Errno errno)
    {
        var sent = sockets.Send(fd, data, out errno);
        if (sent < 0 && errno is not (Errno.EAGAIN or Errno.EINTR))
        {
            jobs.Forget(fd);
        }

        return sent;
    }

    /// <inheritdoc/>
    public int Receive(int fd, Span<byte> buffer, out Errno errno) => sockets.Receive(fd, buffer, out errno);

    /// <inheritdoc/>
    public int Select(int nfds, ref FdSet read, ref FdSet write, ref FdSet error, TimeSpan timeout, out Errno errno) =>
        sockets.Select(nfds, ref read, ref write, ref error, timeout, out errno);

    /// <inheritdoc/>
    public int Accept(int listenFd, out Errno errno) => sockets.Accept(listenFd, out errno);

    /// <inheritdoc/>
    public bool SetNonBlocking(int fd, out Errno errno) => sockets.SetNonBlocking(fd, out errno);

    /// <inheritdoc/>
    public void Close(int fd) => sockets.Close(fd);
}
