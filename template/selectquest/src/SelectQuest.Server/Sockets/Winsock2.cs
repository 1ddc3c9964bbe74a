using System.Runtime.InteropServices;

namespace SelectQuest.Server.Sockets;

/// <summary>
/// Winsock's functions, one declaration each. They look like libc's, but a socket is a HANDLE (any number, not a small
/// one), and the error comes from WSAGetLastError, fetched here by the generated code right after the call.
/// </summary>
internal static unsafe partial class Winsock2
{
    internal const int AddressFamilyInet = 2;
    internal const int StreamSocket = 1;
    internal const int ProtocolTcp = 6;
    internal const int SocketLevel = 0xFFFF;
    internal const int TcpNoDelay = 1;

    /// <summary>
    /// SO_EXCLUSIVEADDRUSE. Windows needs no SO_REUSEADDR to restart a server, and with it any process could take the
    /// port from under us.
    /// </summary>
    internal const int ExclusiveAddress = ~4;

    /// <summary>FIONBIO.</summary>
    internal const int NonBlocking = unchecked((int)0x8004667E);

    /// <summary>WSA_FLAG_OVERLAPPED, as socket() has it, and WSA_FLAG_NO_HANDLE_INHERIT, Windows' close-on-exec.</summary>
    internal const uint NotInherited = 0x01 | 0x80;

    /// <summary>HANDLE_FLAG_INHERIT.</summary>
    internal const uint Inherit = 1;

    internal const nint InvalidSocket = -1;

    private const string Name = "ws2_32";

    [LibraryImport(Name, EntryPoint = "WSAStartup")]
    internal static partial int Startup(ushort version, byte* data);

    [LibraryImport(Name, EntryPoint = "WSASocketW", SetLastError = true)]
    internal static partial nint Socket(int family, int type, int protocol, void* info, uint group, uint flags);

    [LibraryImport(Name, EntryPoint = "setsockopt", SetLastError = true)]
    internal static partial int SetSockOpt(nint socket, int level, int option, int* value, int length);

    [LibraryImport(Name, EntryPoint = "bind", SetLastError = true)]
    internal static partial int Bind(nint socket, byte* address, int length);

    [LibraryImport(Name, EntryPoint = "listen", SetLastError = true)]
    internal static partial int Listen(nint socket, int backlog);

    [LibraryImport(Name, EntryPoint = "getsockname", SetLastError = true)]
    internal static partial int GetSockName(nint socket, byte* address, int* length);

    [LibraryImport(Name, EntryPoint = "accept", SetLastError = true)]
    internal static partial nint Accept(nint socket, byte* address, int* length);

    [LibraryImport(Name, EntryPoint = "ioctlsocket", SetLastError = true)]
    internal static partial int IoctlSocket(nint socket, int command, uint* argument);

    /// <summary>The sets are not bits but a count and that many handles; nfds is ignored.</summary>
    [LibraryImport(Name, EntryPoint = "select", SetLastError = true)]
    internal static partial int Select(int nfds, nint* read, nint* write, nint* error, TimeVal* timeout);

    [LibraryImport(Name, EntryPoint = "recv", SetLastError = true)]
    internal static partial int Recv(nint socket, byte* buffer, int length, int flags);

    [LibraryImport(Name, EntryPoint = "send", SetLastError = true)]
    internal static partial int Send(nint socket, byte* data, int length, int flags);

    [LibraryImport(Name, EntryPoint = "closesocket", SetLastError = true)]
    internal static partial int CloseSocket(nint socket);

    [LibraryImport("kernel32", EntryPoint = "SetHandleInformation", SetLastError = true)]
    internal static partial int SetHandleInformation(nint handle, uint mask, uint flags);

    /// <summary>What a failed call left behind, under its POSIX name.</summary>
    internal static Errno NameOf(int number) =>
        number switch
        {
            0 => Errno.None,
            8 => Errno.ENOMEM,
            10004 => Errno.EINTR,
            10009 => Errno.EBADF,
            10013 => Errno.EACCES,
            10022 => Errno.EINVAL,
            10024 => Errno.EMFILE,
            10035 => Errno.EAGAIN,
            10038 => Errno.ENOTSOCK,
            10048 => Errno.EADDRINUSE,
            10051 or 10065 => Errno.EHOSTUNREACH,
            10053 => Errno.ECONNABORTED,
            10052 or 10054 => Errno.ECONNRESET, // 10052: the connection died while keep-alive was watching it
            10055 => Errno.ENOBUFS,
            10057 => Errno.ENOTCONN,
            10058 => Errno.EPIPE,
            10060 => Errno.ETIMEDOUT,
            _ => Errno.EIO,
        };

    /// <summary><c>struct timeval</c>: C's long has 32 bits on Windows.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct TimeVal
    {
        internal int Seconds;
        internal int Microseconds;
    }
}
