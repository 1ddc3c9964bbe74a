using SelectQuest.Server.Sockets;

namespace SelectQuest.Grading.Evidence.Simulation;

/// <summary>A seam for commands that have no business with the kernel, such as adding to a registry.</summary>
internal sealed class NoSockets : ISocketApi
{
    public static NoSockets Instance { get; } = new();

    public int Select(int nfds, ref FdSet read, ref FdSet write, ref FdSet error, TimeSpan timeout, out Errno errno) =>
        Refuse(out errno);

    public int Accept(int listenFd, out Errno errno) => Refuse(out errno);

    public bool SetNonBlocking(int fd, out Errno errno) => Refuse(out errno) == 0;

    public int Receive(int fd, Span<byte> buffer, out Errno errno) => Refuse(out errno);

    public int Send(int fd, ReadOnlySpan<byte> data, out Errno errno) => Refuse(out errno);

    public void Close(int fd)
    {
        // There is no fd here to close.
    }

    private static int Refuse(out Errno errno)
    {
        errno = Errno.EBADF;
        return -1;
    }
}
