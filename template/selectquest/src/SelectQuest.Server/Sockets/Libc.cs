using System.Runtime.InteropServices;

namespace SelectQuest.Server.Sockets;

/// <summary>
/// The C library's own functions, one declaration each. The error of a failed call must be fetched by the very next
/// statement (<see cref="Marshal.GetLastPInvokeError"/>): whatever runs in between may overwrite it.
/// </summary>
internal static unsafe partial class Libc
{
    private const string Name = "libc";

    [LibraryImport(Name, EntryPoint = "socket", SetLastError = true)]
    internal static partial int Socket(int domain, int type, int protocol);

    [LibraryImport(Name, EntryPoint = "setsockopt", SetLastError = true)]
    internal static partial int SetSockOpt(int fd, int level, int option, int* value, uint length);

    [LibraryImport(Name, EntryPoint = "bind", SetLastError = true)]
    internal static partial int Bind(int fd, byte* address, uint length);

    [LibraryImport(Name, EntryPoint = "listen", SetLastError = true)]
    internal static partial int Listen(int fd, int backlog);

    [LibraryImport(Name, EntryPoint = "getsockname", SetLastError = true)]
    internal static partial int GetSockName(int fd, byte* address, uint* length);

    [LibraryImport(Name, EntryPoint = "accept", SetLastError = true)]
    internal static partial int Accept(int fd, byte* address, uint* length);

    /// <summary>Linux only: accepts and marks the new fd in one step, so that no child process can inherit it.</summary>
    [LibraryImport(Name, EntryPoint = "accept4", SetLastError = true)]
    internal static partial int Accept4(int fd, byte* address, uint* length, int flags);

    [LibraryImport(Name, EntryPoint = "select", SetLastError = true)]
    internal static partial int Select(int nfds, FdSet* read, FdSet* write, FdSet* error, TimeVal* timeout);

    [LibraryImport(Name, EntryPoint = "recv", SetLastError = true)]
    internal static partial nint Recv(int fd, byte* buffer, nuint length, int flags);

    [LibraryImport(Name, EntryPoint = "send", SetLastError = true)]
    internal static partial nint Send(int fd, byte* data, nuint length, int flags);

    [LibraryImport(Name, EntryPoint = "close", SetLastError = true)]
    internal static partial int Close(int fd);

    [LibraryImport(Name, EntryPoint = "dup", SetLastError = true)]
    internal static partial int Dup(int fd);

    [LibraryImport(Name, EntryPoint = "getrlimit", SetLastError = true)]
    internal static partial int GetRLimit(int resource, nuint* softAndHard);

    /// <summary>
    /// C declares <c>fcntl(int, int, ...)</c>. On Linux (and macOS on Intel) the third argument travels like any other.
    /// </summary>
    [LibraryImport(Name, EntryPoint = "fcntl", SetLastError = true)]
    internal static partial int Fcntl(int fd, int command, nint argument);

    /// <summary>
    /// The same function on macOS arm64, where what stands for <c>...</c> travels on the stack: six unused arguments fill
    /// the registers that are left, so that the seventh lands where fcntl looks for it.
    /// </summary>
    [LibraryImport(Name, EntryPoint = "fcntl", SetLastError = true)]
    internal static partial int FcntlOnTheStack(
        int fd,
        int command,
        nint unused2,
        nint unused3,
        nint unused4,
        nint unused5,
        nint unused6,
        nint unused7,
        nint argument
    );

    /// <summary><c>struct timeval</c>. On macOS the microseconds are 32 bits and padding; little endian makes it the same.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct TimeVal
    {
        internal nint Seconds;
        internal nint Microseconds;
    }
}
