using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace SelectQuest.Server.Sockets;

/// <summary>
/// The sockets of Windows behind POSIX manners: small fds instead of handles, bits instead of lists of handles, POSIX
/// names instead of WSA numbers.
/// </summary>
internal sealed unsafe class WinsockSockets : KernelSockets
{
    private const int AddressLength = 16;
    private const ushort Version22 = 0x0202;

    /// <summary>Larger than any WSADATA; we need none of what it says.</summary>
    private const int StartupDataLength = 1024;

    private readonly WinsockFds fds = new();
    private readonly WinsockFdSet reads;
    private readonly WinsockFdSet writes;
    private readonly WinsockFdSet errors;

    internal WinsockSockets()
    {
        reads = new WinsockFdSet(fds);
        writes = new WinsockFdSet(fds);
        errors = new WinsockFdSet(fds);

        // Counted by Windows and undone when the process ends.
        var data = stackalloc byte[StartupDataLength];
        var error = Winsock2.Startup(Version22, data);
        if (error != 0)
        {
            throw new PlatformNotSupportedException($"Winsock 2.2 did not start: WSAStartup answered {error}.");
        }
    }

    /// <inheritdoc/>
    public override int Select(
        int nfds,
        ref FdSet read,
        ref FdSet write,
        ref FdSet error,
        TimeSpan timeout,
        out Errno errno
    )
    {
        if (!IsValidSelect(nfds, timeout))
        {
            errno = Errno.EINVAL;
            return -1;
        }

        if (!reads.TryFill(in read, nfds) || !writes.TryFill(in write, nfds) || !errors.TryFill(in error, nfds))
        {
            errno = Errno.EBADF;
            return -1;
        }

        var ready = Wait(timeout, out errno);
        if (ready >= 0)
        {
            reads.CopyTo(ref read);
            writes.CopyTo(ref write);
            errors.CopyTo(ref error);
        }

        return ready;
    }

    /// <inheritdoc/>
    public override int Accept(int listenFd, out Errno errno)
    {
        var listener = fds.HandleOf(listenFd);
        if (listener == Winsock2.InvalidSocket)
        {
            errno = Errno.EBADF;
            return -1;
        }

        var socket = Winsock2.Accept(listener, null, null);
        errno = ErrnoOf(socket);
        if (socket == Winsock2.InvalidSocket)
        {
            return -1;
        }

        // Windows lets the new socket inherit the listener's non-blocking mode and POSIX does not: one rule everywhere.
        _ = Winsock2.SetHandleInformation(socket, Winsock2.Inherit, 0);
        if (!SetBlocking(socket, nonBlocking: 0, out errno))
        {
            _ = Winsock2.CloseSocket(socket);
            return -1;
        }

        return fds.Add(socket);
    }

    /// <inheritdoc/>
    public override bool SetNonBlocking(int fd, out Errno errno) => SetBlocking(fds.HandleOf(fd), 1, out errno);

    /// <inheritdoc/>
    public override int Receive(int fd, Span<byte> buffer, out Errno errno)
    {
        fixed (byte* start = buffer)
        {
            var received = Winsock2.Recv(fds.HandleOf(fd), start, buffer.Length, 0);
            errno = ErrnoOf(received);
            return received;
        }
    }

    /// <inheritdoc/>
    public override int Send(int fd, ReadOnlySpan<byte> data, out Errno errno)
    {
        fixed (byte* start = data)
        {
            var sent = Winsock2.Send(fds.HandleOf(fd), start, data.Length, 0);
            errno = ErrnoOf(sent);
            return sent;
        }
    }

    /// <inheritdoc/>
    public override void Close(int fd)
    {
        var socket = fds.Remove(fd);
        if (socket != Winsock2.InvalidSocket)
        {
            _ = Winsock2.CloseSocket(socket);
        }
    }

    /// <inheritdoc/>
    public override int Listen(int port, int backlog, out int boundPort, out Errno errno)
    {
        boundPort = 0;
        var socket = Winsock2.Socket(
            Winsock2.AddressFamilyInet,
            Winsock2.StreamSocket,
            Winsock2.ProtocolTcp,
            null,
            0,
            Winsock2.NotInherited
        );
        errno = ErrnoOf(socket);
        if (socket == Winsock2.InvalidSocket)
        {
            return -1;
        }

        if (
            TurnOn(socket, Winsock2.SocketLevel, Winsock2.ExclusiveAddress, out errno)
            && TurnOn(socket, Winsock2.ProtocolTcp, Winsock2.TcpNoDelay, out errno)
            && SetBlocking(socket, nonBlocking: 1, out errno)
            && IsBound(socket, port, out boundPort, out errno)
        )
        {
            var result = Winsock2.Listen(socket, backlog);
            errno = ErrnoOf(result);
            if (result == 0)
            {
                return fds.Add(socket);
            }
        }

        boundPort = 0;
        _ = Winsock2.CloseSocket(socket);
        return -1;
    }

    private int Wait(TimeSpan timeout, out Errno errno)
    {
        // POSIX' select on three empty sets sleeps. Winsock's refuses (WSAEINVAL).
        if (reads.Count + writes.Count + errors.Count == 0)
        {
            var longest = TimeSpan.FromMilliseconds(int.MaxValue);
            Thread.Sleep(timeout < longest ? timeout : longest);
            errno = Errno.None;
            return 0;
        }

        var timeval = new Winsock2.TimeVal
        {
            Seconds = (int)(timeout.Ticks / TimeSpan.TicksPerSecond),
            Microseconds = (int)(timeout.Ticks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond),
        };
        var forever = timeout == Timeout.InfiniteTimeSpan;
        var ready = Winsock2.Select(0, reads.Address, writes.Address, errors.Address, forever ? null : &timeval);
        errno = ErrnoOf(ready);
        return ready;
    }

    private static bool IsBound(nint socket, int port, out int boundPort, out Errno errno)
    {
        var address = stackalloc byte[AddressLength];
        var bytes = new Span<byte>(address, AddressLength);
        bytes.Clear();
        bytes[0] = Winsock2.AddressFamilyInet;
        BinaryPrimitives.WriteUInt16BigEndian(bytes[2..], (ushort)port);
        bytes[4] = 127;
        bytes[7] = 1;

        boundPort = 0;
        var result = Winsock2.Bind(socket, address, AddressLength);
        errno = ErrnoOf(result);
        if (result != 0)
        {
            return false;
        }

        var length = AddressLength;
        result = Winsock2.GetSockName(socket, address, &length);
        errno = ErrnoOf(result);
        boundPort = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        return result == 0;
    }

    private static bool TurnOn(nint socket, int level, int option, out Errno errno)
    {
        var on = 1;
        var result = Winsock2.SetSockOpt(socket, level, option, &on, sizeof(int));
        errno = ErrnoOf(result);
        return result == 0;
    }

    private static bool SetBlocking(nint socket, uint nonBlocking, out Errno errno)
    {
        var result = Winsock2.IoctlSocket(socket, Winsock2.NonBlocking, &nonBlocking);
        errno = ErrnoOf(result);
        return result == 0;
    }

    /// <summary>
    /// The very next statement after the call it judges. An fd that is not open reached Winsock as INVALID_SOCKET, which
    /// is not a socket there and a bad fd here.
    /// </summary>
    private static Errno ErrnoOf(nint result)
    {
        if (result >= 0)
        {
            return Errno.None;
        }

        var errno = Winsock2.NameOf(Marshal.GetLastPInvokeError());
        return errno == Errno.ENOTSOCK ? Errno.EBADF : errno;
    }
}
