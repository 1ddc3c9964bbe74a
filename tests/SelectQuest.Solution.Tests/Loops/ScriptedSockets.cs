using SelectQuest.Server.Sockets;

namespace SelectQuest.Solution.Tests.Loops;

/// <summary>The real kernel, counted, and told to be difficult at chosen calls. For the loop's thread only.</summary>
internal sealed class ScriptedSockets(ISocketApi kernel) : ISocketApi
{
    /// <summary>Runs before every select.</summary>
    public Action? RoundBegins { get; set; }

    /// <summary>What accept answers instead of asking the kernel; null asks it.</summary>
    public volatile Errno AcceptAnswers = Errno.None;

    /// <summary>The most bytes one send takes.</summary>
    public int LargestSend { get; set; } = int.MaxValue;

    public int Selects { get; private set; }

    public int Timeouts { get; private set; }

    public int Accepts { get; private set; }

    public long Received { get; private set; }

    /// <summary>Every close, in order.</summary>
    public List<int> Closed { get; } = [];

    public int Select(int nfds, ref FdSet read, ref FdSet write, ref FdSet error, TimeSpan timeout, out Errno errno)
    {
        RoundBegins?.Invoke();
        var ready = kernel.Select(nfds, ref read, ref write, ref error, timeout, out errno);
        Selects++;
        Timeouts += ready == 0 ? 1 : 0;
        return ready;
    }

    public int Accept(int listenFd, out Errno errno)
    {
        Accepts++;
        errno = AcceptAnswers;
        return errno == Errno.None ? kernel.Accept(listenFd, out errno) : -1;
    }

    public bool SetNonBlocking(int fd, out Errno errno) => kernel.SetNonBlocking(fd, out errno);

    public int Receive(int fd, Span<byte> buffer, out Errno errno)
    {
        var received = kernel.Receive(fd, buffer, out errno);
        Received += Math.Max(received, 0);
        return received;
    }

    public int Send(int fd, ReadOnlySpan<byte> data, out Errno errno) =>
        kernel.Send(fd, data[..Math.Min(data.Length, LargestSend)], out errno);

    public void Close(int fd)
    {
        Closed.Add(fd);
        kernel.Close(fd);
    }
}
