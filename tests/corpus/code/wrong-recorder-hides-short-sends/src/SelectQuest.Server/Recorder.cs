using SelectQuest.Server.Sockets;

namespace SelectQuest.Server;

/// <summary>Counts what goes through.</summary>
internal sealed class Recorder(ISocketApi kernel) : ISocketApi
{
    public long BytesIn { get; private set; }

    public long BytesOut { get; private set; }

    public int Select(int nfds, ref FdSet read, ref FdSet write, ref FdSet error, TimeSpan timeout, out Errno errno) =>
        kernel.Select(nfds, ref read, ref write, ref error, timeout, out errno);

    public int Accept(int listenFd, out Errno errno) => kernel.Accept(listenFd, out errno);

    public bool SetNonBlocking(int fd, out Errno errno) => kernel.SetNonBlocking(fd, out errno);

    public int Receive(int fd, Span<byte> buffer, out Errno errno)
    {
        var count = kernel.Receive(fd, buffer, out errno);
        BytesIn += Math.Max(count, 0);
        return count;
    }

    public int Send(int fd, ReadOnlySpan<byte> data, out Errno errno)
    {
        var count = kernel.Send(fd, data, out errno);
        BytesOut += Math.Max(count, 0);
        return count < 0 ? count : data.Length;
    }

    public void Close(int fd) => kernel.Close(fd);
}
