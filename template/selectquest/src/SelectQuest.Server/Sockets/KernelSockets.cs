namespace SelectQuest.Server.Sockets;

/// <summary>
/// The real kernel behind the seam: libc on Linux and macOS, Winsock on Windows. No call allocates memory.
/// </summary>
/// <remarks>
/// An fd belongs to the instance that returned it, and an instance belongs to one thread at a time: the one that runs
/// the loop.
/// </remarks>
public abstract class KernelSockets : ISocketApi
{
    private protected KernelSockets() { }

    /// <summary>The kernel of the system this process runs on.</summary>
    /// <exception cref="PlatformNotSupportedException">Not Linux, macOS or Windows.</exception>
    public static KernelSockets Open() =>
        OperatingSystem.IsLinux() ? new PosixSockets(PosixNumbers.Linux)
        : OperatingSystem.IsMacOS() ? new PosixSockets(PosixNumbers.MacOS)
        : OperatingSystem.IsWindows() ? new WinsockSockets()
        : throw new PlatformNotSupportedException("The seam knows the sockets of Linux, macOS and Windows.");

    /// <summary>
    /// <c>socket</c>, <c>bind</c> and <c>listen</c> on 127.0.0.1: what comes before the loop.
    /// </summary>
    /// <param name="port">0 to 65535; 0 lets the kernel choose a free one.</param>
    /// <param name="backlog">
    /// How many clients the kernel completes and keeps until <c>accept</c> takes them. Systems have a limit of their own
    /// (<c>somaxconn</c>) and use the smaller of the two.
    /// </param>
    /// <param name="boundPort">The port the kernel listens on; 0 if the call failed.</param>
    /// <param name="errno">EADDRINUSE if the port is taken, EACCES if it is not ours to take.</param>
    /// <returns>A listening fd in non-blocking mode, which the caller owns; or -1.</returns>
    public abstract int Listen(int port, int backlog, out int boundPort, out Errno errno);

    /// <inheritdoc/>
    public abstract int Select(
        int nfds,
        ref FdSet read,
        ref FdSet write,
        ref FdSet error,
        TimeSpan timeout,
        out Errno errno
    );

    /// <inheritdoc/>
    public abstract int Accept(int listenFd, out Errno errno);

    /// <inheritdoc/>
    public abstract bool SetNonBlocking(int fd, out Errno errno);

    /// <inheritdoc/>
    public abstract int Receive(int fd, Span<byte> buffer, out Errno errno);

    /// <inheritdoc/>
    public abstract int Send(int fd, ReadOnlySpan<byte> data, out Errno errno);

    /// <inheritdoc/>
    public abstract void Close(int fd);

    /// <summary>nfds within 0 to FD_SETSIZE, and a timeout that is NULL or not negative and fits a timeval?</summary>
    private protected static bool IsValidSelect(int nfds, TimeSpan timeout) =>
        nfds is >= 0 and <= FdSet.Size
        && (timeout == Timeout.InfiniteTimeSpan || (timeout >= TimeSpan.Zero && timeout.TotalSeconds <= int.MaxValue));
}
