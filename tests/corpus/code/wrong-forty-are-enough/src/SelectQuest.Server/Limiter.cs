using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

/// <summary>Says that there is no fd left when enough clients are in.</summary>
internal sealed class Limiter(ISocketApi kernel, int clients) : ISocketApi
{
    private int open;

    public int Select(int nfds, ref FdSet read, ref FdSet write, ref FdSet error, TimeSpan timeout, out Errno errno) =>
        kernel.Select(nfds, ref read, ref write, ref error, timeout, out errno);

    public int Accept(int listenFd, out Errno errno)
    {
        if (open == clients)
        {
            errno = Errno.EMFILE;
            return -1;
        }

        var fd = kernel.Accept(listenFd, out errno);
        open += fd < 0 ? 0 : 1;
        return fd;
    }

    public bool SetNonBlocking(int fd, out Errno errno) => kernel.SetNonBlocking(fd, out errno);

    public int Receive(int fd, Span<byte> buffer, out Errno errno) => kernel.Receive(fd, buffer, out errno);

    public int Send(int fd, ReadOnlySpan<byte> data, out Errno errno) => kernel.Send(fd, data, out errno);

    public void Close(int fd)
    {
        kernel.Close(fd);
        open--;
    }
}
