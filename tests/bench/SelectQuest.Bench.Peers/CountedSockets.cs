using SelectQuest.Server.Sockets;

namespace SelectQuest.Bench.Peers;

/// <summary>
/// Asks the runtime at every receive what the loop's thread has allocated. Counting begins after <see cref="Warm"/> of
/// them, when all clients are in, and ends with the first client that leaves.
/// </summary>
internal sealed class CountedSockets(ISocketApi kernel) : ISocketApi
{
    private const int Warm = 5_000;

    private long receives;
    private long first;
    private long last;
    private bool ended;

    /// <summary>One line for whoever started the server.</summary>
    public string Sum => $"allocated {last - first} bytes in {Math.Max(0, receives - Warm)} receives";

    public int Receive(int fd, Span<byte> buffer, out Errno errno)
    {
        var received = kernel.Receive(fd, buffer, out errno);
        ended |= received == 0;
        if (received > 0 && !ended)
        {
            receives++;
            last = GC.GetAllocatedBytesForCurrentThread();
            if (receives <= Warm)
            {
                first = last;
            }
        }

        return received;
    }

    public int Select(int nfds, ref FdSet read, ref FdSet write, ref FdSet error, TimeSpan timeout, out Errno errno) =>
        kernel.Select(nfds, ref read, ref write, ref error, timeout, out errno);

    public int Accept(int listenFd, out Errno errno) => kernel.Accept(listenFd, out errno);

    public bool SetNonBlocking(int fd, out Errno errno) => kernel.SetNonBlocking(fd, out errno);

    public int Send(int fd, ReadOnlySpan<byte> data, out Errno errno) => kernel.Send(fd, data, out errno);

    public void Close(int fd) => kernel.Close(fd);
}
