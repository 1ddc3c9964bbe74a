using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace SelectQuest.Server.Sockets;

/// <summary>The sockets of Linux and macOS: each method is the system call of its name and the naming of its error.</summary>
internal sealed unsafe class PosixSockets(PosixNumbers numbers) : KernelSockets
{
    private const int AddressLength = 16;

    private static readonly bool ArgumentsOfFcntlTravelOnTheStack =
        OperatingSystem.IsMacOS() && RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

    private readonly FdReserve reserve = new(numbers.LimitOfOpenFiles);

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

        // Linux counts this struct down while it waits; it is made anew here each time, as the sets are in the loop.
        var timeval = new Libc.TimeVal
        {
            Seconds = (nint)(timeout.Ticks / TimeSpan.TicksPerSecond),
            Microseconds = (nint)(timeout.Ticks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond),
        };
        var forever = timeout == Timeout.InfiniteTimeSpan;
        fixed (
            FdSet* reads = &read,
                writes = &write,
                errors = &error
        )
        {
            var ready = Libc.Select(nfds, reads, writes, errors, forever ? null : &timeval);
            errno = ErrnoOf(ready);
            return ready;
        }
    }

    /// <inheritdoc/>
    public override int Accept(int listenFd, out Errno errno)
    {
        if (reserve.IsAllThatIsLeft(listenFd))
        {
            errno = Errno.EMFILE;
            return -1;
        }

        var fd =
            numbers.CloseOnExecAtBirth != 0 ? AcceptOnLinux(listenFd, out errno) : AcceptOnMacOS(listenFd, out errno);
        reserve.Note(fd);
        return fd;
    }

    /// <inheritdoc/>
    public override bool SetNonBlocking(int fd, out Errno errno) => SetStatus(fd, nonBlocking: true, out errno);

    /// <inheritdoc/>
    public override int Receive(int fd, Span<byte> buffer, out Errno errno)
    {
        fixed (byte* start = buffer)
        {
            var received = (int)Libc.Recv(fd, start, (nuint)buffer.Length, 0);
            errno = ErrnoOf(received);
            return received;
        }
    }

    /// <inheritdoc/>
    public override int Send(int fd, ReadOnlySpan<byte> data, out Errno errno)
    {
        fixed (byte* start = data)
        {
            var sent = (int)Libc.Send(fd, start, (nuint)data.Length, numbers.SendWithoutSignal);
            errno = ErrnoOf(sent);
            return sent;
        }
    }

    /// <summary>Never repeated after EINTR: the fd is gone either way, and its number may already be someone else's.</summary>
    public override void Close(int fd) => _ = Libc.Close(fd);

    /// <inheritdoc/>
    public override int Listen(int port, int backlog, out int boundPort, out Errno errno)
    {
        boundPort = 0;
        var fd = Libc.Socket(
            PosixNumbers.AddressFamilyInet,
            PosixNumbers.StreamSocket | numbers.CloseOnExecAtBirth,
            PosixNumbers.ProtocolTcp
        );
        errno = ErrnoOf(fd);
        if (fd < 0)
        {
            return -1;
        }

        if (IsPrepared(fd, out errno) && IsBound(fd, port, out boundPort, out errno))
        {
            var result = Libc.Listen(fd, backlog);
            errno = ErrnoOf(result);
            if (result == 0)
            {
                return fd;
            }
        }

        boundPort = 0;
        Close(fd);
        return -1;
    }

    private int AcceptOnLinux(int listenFd, out Errno errno)
    {
        var fd = Libc.Accept4(listenFd, null, null, numbers.CloseOnExecAtBirth);
        errno = ErrnoOf(fd);
        return fd;
    }

    private int AcceptOnMacOS(int listenFd, out Errno errno)
    {
        var fd = Libc.Accept(listenFd, null, null);
        errno = ErrnoOf(fd);
        if (fd < 0)
        {
            return -1;
        }

        // macOS refuses options on a connection whose peer is gone already; that peer will never be sent anything.
        _ = TurnOn(fd, numbers.SocketLevel, numbers.SocketWithoutSignal, out _);

        // BSD lets the new fd inherit O_NONBLOCK from the listener and Linux does not: one rule for every system.
        if (!SetCloseOnExec(fd, out errno) || !SetStatus(fd, nonBlocking: false, out errno))
        {
            Close(fd);
            return -1;
        }

        return fd;
    }

    /// <summary>Accepted fds inherit TCP_NODELAY: an echo is small and must not wait for the previous one's receipt.</summary>
    private bool IsPrepared(int fd, out Errno errno) =>
        SetCloseOnExec(fd, out errno)
        && TurnOn(fd, numbers.SocketLevel, numbers.ReuseAddress, out errno)
        && TurnOn(fd, numbers.SocketLevel, numbers.SocketWithoutSignal, out errno)
        && TurnOn(fd, PosixNumbers.ProtocolTcp, PosixNumbers.TcpNoDelay, out errno)
        && SetNonBlocking(fd, out errno);

    private bool IsBound(int fd, int port, out int boundPort, out Errno errno)
    {
        boundPort = 0;
        var address = stackalloc byte[AddressLength];
        var bytes = new Span<byte>(address, AddressLength);
        bytes.Clear();
        if (numbers.AddressStartsWithLength)
        {
            bytes[0] = AddressLength;
            bytes[1] = PosixNumbers.AddressFamilyInet;
        }
        else
        {
            BitConverter.TryWriteBytes(bytes, (ushort)PosixNumbers.AddressFamilyInet);
        }

        BinaryPrimitives.WriteUInt16BigEndian(bytes[2..], (ushort)port);
        bytes[4] = 127;
        bytes[7] = 1;

        var result = Libc.Bind(fd, address, AddressLength);
        errno = ErrnoOf(result);
        if (result != 0)
        {
            return false;
        }

        uint length = AddressLength;
        result = Libc.GetSockName(fd, address, &length);
        errno = ErrnoOf(result);
        boundPort = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        return result == 0;
    }

    /// <summary>Sets a socket option to 1; an option of 0 does not exist on this system and there is nothing to do.</summary>
    private bool TurnOn(int fd, int level, int option, out Errno errno)
    {
        errno = Errno.None;
        if (option == 0)
        {
            return true;
        }

        var on = 1;
        var result = Libc.SetSockOpt(fd, level, option, &on, sizeof(int));
        errno = ErrnoOf(result);
        return result == 0;
    }

    private bool SetCloseOnExec(int fd, out Errno errno)
    {
        errno = Errno.None;
        if (numbers.CloseOnExecAtBirth != 0)
        {
            return true;
        }

        var result = Fcntl(fd, PosixNumbers.SetFdFlags, PosixNumbers.CloseOnExec, out errno);
        return result >= 0;
    }

    private bool SetStatus(int fd, bool nonBlocking, out Errno errno)
    {
        var flags = Fcntl(fd, PosixNumbers.GetStatusFlags, 0, out errno);
        if (flags < 0)
        {
            return false;
        }

        var wanted = nonBlocking ? flags | numbers.NonBlocking : flags & ~numbers.NonBlocking;
        if (Fcntl(fd, PosixNumbers.SetStatusFlags, wanted, out errno) < 0)
        {
            return false;
        }

        if (!ArgumentsOfFcntlTravelOnTheStack)
        {
            return true;
        }

        // A wrong guess about the calling convention would set whatever lay on the stack and still say 0: look.
        var got = Fcntl(fd, PosixNumbers.GetStatusFlags, 0, out errno);
        if (got >= 0 && (got & numbers.NonBlocking) == (wanted & numbers.NonBlocking))
        {
            return true;
        }

        errno = got < 0 ? errno : Errno.EIO;
        return false;
    }

    private int Fcntl(int fd, int command, int argument, out Errno errno)
    {
        if (ArgumentsOfFcntlTravelOnTheStack)
        {
            var answer = Libc.FcntlOnTheStack(fd, command, 0, 0, 0, 0, 0, 0, argument);
            errno = ErrnoOf(answer);
            return answer;
        }

        var result = Libc.Fcntl(fd, command, argument);
        errno = ErrnoOf(result);
        return result;
    }

    /// <summary>The very next statement after the call it judges, as <see cref="Libc"/> asks.</summary>
    private Errno ErrnoOf(int result) => result < 0 ? numbers.Name(Marshal.GetLastPInvokeError()) : Errno.None;
}
