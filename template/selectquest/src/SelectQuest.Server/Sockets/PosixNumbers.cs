namespace SelectQuest.Server.Sockets;

/// <summary>
/// POSIX fixes the names, each system picks the numbers: what C takes from the headers when it compiles, we choose when
/// we run.
/// </summary>
internal sealed record PosixNumbers
{
    internal const int AddressFamilyInet = 2;
    internal const int StreamSocket = 1;
    internal const int ProtocolTcp = 6;
    internal const int TcpNoDelay = 1;
    internal const int GetFdFlags = 1;
    internal const int SetFdFlags = 2;
    internal const int CloseOnExec = 1;
    internal const int GetStatusFlags = 3;
    internal const int SetStatusFlags = 4;

    /// <summary>O_NONBLOCK.</summary>
    internal required int NonBlocking { get; init; }

    /// <summary>SOL_SOCKET.</summary>
    internal required int SocketLevel { get; init; }

    /// <summary>SO_REUSEADDR: a restarted server need not wait for old connections to leave TIME_WAIT.</summary>
    internal required int ReuseAddress { get; init; }

    /// <summary>SOCK_CLOEXEC, for socket and accept4; 0 where neither exists.</summary>
    internal required int CloseOnExecAtBirth { get; init; }

    /// <summary>MSG_NOSIGNAL: a send to a peer that is gone answers EPIPE and raises no SIGPIPE; 0 where it is unknown.</summary>
    internal required int SendWithoutSignal { get; init; }

    /// <summary>SO_NOSIGPIPE: the same as a property of the socket; 0 where it is unknown.</summary>
    internal required int SocketWithoutSignal { get; init; }

    /// <summary>RLIMIT_NOFILE: how many fds this process may have open.</summary>
    internal required int LimitOfOpenFiles { get; init; }

    /// <summary>BSD's sockaddr begins with its length and a family of one byte, Linux' with a family of two.</summary>
    internal required bool AddressStartsWithLength { get; init; }

    /// <summary>What errno holds, under its name.</summary>
    internal required Func<int, Errno> Name { get; init; }

    internal static PosixNumbers Linux { get; } =
        new()
        {
            NonBlocking = 0x800,
            SocketLevel = 1,
            ReuseAddress = 2,
            CloseOnExecAtBirth = 0x80000,
            SendWithoutSignal = 0x4000,
            SocketWithoutSignal = 0,
            LimitOfOpenFiles = 7,
            AddressStartsWithLength = false,
            Name = NameOnLinux,
        };

    internal static PosixNumbers MacOS { get; } =
        new()
        {
            NonBlocking = 0x4,
            SocketLevel = 0xFFFF,
            ReuseAddress = 0x4,
            CloseOnExecAtBirth = 0,
            SendWithoutSignal = 0,
            SocketWithoutSignal = 0x1022,
            LimitOfOpenFiles = 8,
            AddressStartsWithLength = true,
            Name = NameOnMacOS,
        };

    private static Errno NameOnLinux(int number) =>
        number switch
        {
            0 => Errno.None,
            11 => Errno.EAGAIN,
            88 => Errno.ENOTSOCK,
            98 => Errno.EADDRINUSE,
            101 or 113 => Errno.EHOSTUNREACH, // 101 is ENETUNREACH: no route either
            103 => Errno.ECONNABORTED,
            104 => Errno.ECONNRESET,
            105 => Errno.ENOBUFS,
            107 => Errno.ENOTCONN,
            110 => Errno.ETIMEDOUT,
            _ => NameEverywhere(number),
        };

    private static Errno NameOnMacOS(int number) =>
        number switch
        {
            0 => Errno.None,
            35 => Errno.EAGAIN,
            38 => Errno.ENOTSOCK,
            48 => Errno.EADDRINUSE,
            51 or 65 => Errno.EHOSTUNREACH, // 51 is ENETUNREACH: no route either
            53 => Errno.ECONNABORTED,
            54 => Errno.ECONNRESET,
            55 => Errno.ENOBUFS,
            57 => Errno.ENOTCONN,
            60 => Errno.ETIMEDOUT,
            _ => NameEverywhere(number),
        };

    /// <summary>The numbers that are as old as Unix and therefore the same.</summary>
    private static Errno NameEverywhere(int number) =>
        number switch
        {
            4 => Errno.EINTR,
            9 => Errno.EBADF,
            12 => Errno.ENOMEM,
            13 => Errno.EACCES,
            22 => Errno.EINVAL,
            23 => Errno.ENFILE,
            24 => Errno.EMFILE,
            32 => Errno.EPIPE,
            _ => Errno.EIO,
        };
}
