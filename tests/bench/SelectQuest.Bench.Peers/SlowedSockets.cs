using System.Diagnostics;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Bench.Peers;

/// <summary>Burns processor time at every receive: a benchmark that does not show it is not worth reading.</summary>
internal sealed class SlowedSockets(ISocketApi kernel, TimeSpan burnt) : ISocketApi
{
    private readonly long ticks = (long)(burnt.TotalSeconds * Stopwatch.Frequency);

    public int Receive(int fd, Span<byte> buffer, out Errno errno)
    {
        for (var end = Stopwatch.GetTimestamp() + ticks; Stopwatch.GetTimestamp() < end; )
        {
            // Reading the clock is the work.
        }

        return kernel.Receive(fd, buffer, out errno);
    }

    public int Select(int nfds, ref FdSet read, ref FdSet write, ref FdSet error, TimeSpan timeout, out Errno errno) =>
        kernel.Select(nfds, ref read, ref write, ref error, timeout, out errno);

    public int Accept(int listenFd, out Errno errno) => kernel.Accept(listenFd, out errno);

    public bool SetNonBlocking(int fd, out Errno errno) => kernel.SetNonBlocking(fd, out errno);

    public int Send(int fd, ReadOnlySpan<byte> data, out Errno errno) => kernel.Send(fd, data, out errno);

    public void Close(int fd) => kernel.Close(fd);
}
