using System.Diagnostics;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Bench.Peers;

/// <summary>Something to do with every message that came, before the loop sees it.</summary>
internal delegate void Work(ReadOnlySpan<byte> received);

/// <summary>Works at every receive, on the loop's own thread.</summary>
internal sealed class SlowedSockets(ISocketApi kernel, Work work) : ISocketApi
{
    /// <summary>Burns processor time: a benchmark that does not show it is not worth reading.</summary>
    public static Work Burning(TimeSpan time)
    {
        var ticks = (long)(time.TotalSeconds * Stopwatch.Frequency);
        return _ =>
        {
            for (var end = Stopwatch.GetTimestamp() + ticks; Stopwatch.GetTimestamp() < end; )
            {
                // Reading the clock is the work.
            }
        };
    }

    public int Receive(int fd, Span<byte> buffer, out Errno errno)
    {
        var count = kernel.Receive(fd, buffer, out errno);
        work(buffer[..Math.Max(0, count)]);
        return count;
    }

    public int Select(int nfds, ref FdSet read, ref FdSet write, ref FdSet error, TimeSpan timeout, out Errno errno) =>
        kernel.Select(nfds, ref read, ref write, ref error, timeout, out errno);

    public int Accept(int listenFd, out Errno errno) => kernel.Accept(listenFd, out errno);

    public bool SetNonBlocking(int fd, out Errno errno) => kernel.SetNonBlocking(fd, out errno);

    public int Send(int fd, ReadOnlySpan<byte> data, out Errno errno) => kernel.Send(fd, data, out errno);

    public void Close(int fd) => kernel.Close(fd);
}
