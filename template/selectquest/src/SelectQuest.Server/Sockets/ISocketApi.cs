namespace SelectQuest.Server.Sockets;

/// <summary>
/// The system calls a select server needs, in the shape of the calls themselves. Behind it stands the real kernel
/// (<see cref="KernelSockets"/>) or a simulated one in the tests. Every fd is a small number, as in POSIX, on Windows too.
/// </summary>
public interface ISocketApi
{
    /// <summary>
    /// <c>select(2)</c>: waits until an fd in one of the sets is ready, the timeout has passed or a signal arrives.
    /// </summary>
    /// <param name="nfds">The highest fd in any set, plus 1: the kernel looks at fds 0 to nfds - 1 and no further.</param>
    /// <param name="read">In: fds to watch for data, EOF or a new connection. Out: those that are ready.</param>
    /// <param name="write">In: fds to watch for room to send. Out: those that have room.</param>
    /// <param name="error">In: fds to watch for exceptional conditions (urgent data). Out: those that have one.</param>
    /// <param name="timeout"><see cref="TimeSpan.Zero"/> polls; <see cref="Timeout.InfiniteTimeSpan"/> (NULL in C) waits for ever.</param>
    /// <param name="errno">EINTR after a signal, EBADF if a set holds a closed fd, EINVAL if nfds or timeout is out of range.</param>
    /// <returns>How many bits are set in the three sets together, 0 after the timeout, or -1 (then the sets are as they were).</returns>
    int Select(int nfds, ref FdSet read, ref FdSet write, ref FdSet error, TimeSpan timeout, out Errno errno);

    /// <summary><c>accept(2)</c>: takes one connection from the backlog of a listening fd.</summary>
    /// <returns>The new fd, the lowest that is free, in blocking mode; or -1.</returns>
    int Accept(int listenFd, out Errno errno);

    /// <summary><c>fcntl(fd, F_SETFL, O_NONBLOCK)</c>: from now on no call on this fd waits; it says EAGAIN instead.</summary>
    /// <returns>False if the kernel refused.</returns>
    bool SetNonBlocking(int fd, out Errno errno);

    /// <summary><c>recv(2)</c>: takes what has arrived, up to the size of the buffer.</summary>
    /// <returns>The number of bytes, 0 at end of file (the peer will send nothing more), or -1.</returns>
    int Receive(int fd, Span<byte> buffer, out Errno errno);

    /// <summary><c>send(2)</c>: hands bytes to the kernel, as many as it has room for.</summary>
    /// <returns>The number of bytes taken, which may be less than offered; or -1.</returns>
    int Send(int fd, ReadOnlySpan<byte> data, out Errno errno);

    /// <summary><c>close(2)</c>: gives the fd back. The kernel may hand out the same number at the very next accept.</summary>
    void Close(int fd);
}
