using SelectQuest.Server.Sockets;

namespace SelectQuest.Server.Computing;

/// <summary>
/// The read handler sends at once what it has received. Here it is given a seam on which "send" leads to the pool and not
/// to the client: so the handler stays as it is, and the echo becomes a computation.
/// </summary>
internal sealed class JobIntake(ISocketApi sockets, Jobs jobs) : ISocketApi
{
    /// <inheritdoc/>
    public int Receive(int fd, Span<byte> buffer, out Errno errno) => sockets.Receive(fd, buffer, out errno);

    /// <summary>Takes all there is. A job that is too long is a client to be given up, as one that is gone.</summary>
    public int Send(int fd, ReadOnlySpan<byte> data, out Errno errno)
    {
        var taken = jobs.Take(fd, data);
        errno = taken ? Errno.None : Errno.EPIPE;
        return taken ? data.Length : -1;
    }

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
