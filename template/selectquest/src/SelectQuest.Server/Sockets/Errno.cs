namespace SelectQuest.Server.Sockets;

/// <summary>
/// What went wrong in a system call, under its POSIX name (<c>errno.h</c>). The numbers differ from system to system
/// (EAGAIN is 11 on Linux, 35 on macOS, WSAEWOULDBLOCK 10035 on Windows); the seam maps them all to these names.
/// </summary>
public enum Errno
{
    /// <summary>The call succeeded.</summary>
    None = 0,

    /// <summary>Nothing to do right now: try again after <c>select</c> says so. Not an error.</summary>
    EAGAIN,

    /// <summary>The same as <see cref="EAGAIN"/> on every system this seam knows.</summary>
    EWOULDBLOCK = EAGAIN,

    /// <summary>A signal arrived before anything happened. Not an error: call again.</summary>
    EINTR,

    /// <summary>The fd is not open. From <c>select</c>: one of the sets holds a closed fd.</summary>
    EBADF,

    /// <summary>An argument is out of range: a negative timeout, or nfds beyond <see cref="FdSet.Size"/>.</summary>
    EINVAL,

    /// <summary>This process may not open another fd.</summary>
    EMFILE,

    /// <summary>The whole system may not open another file.</summary>
    ENFILE,

    /// <summary>The kernel has no memory for socket buffers right now.</summary>
    ENOBUFS,

    /// <summary>The kernel has no memory at all right now.</summary>
    ENOMEM,

    /// <summary>The client gave up between its connect and our <c>accept</c>.</summary>
    ECONNABORTED,

    /// <summary>The peer reset the connection: nothing more will come, and nothing can be sent.</summary>
    ECONNRESET,

    /// <summary>We sent on a connection whose other side no longer reads.</summary>
    EPIPE,

    /// <summary>The socket is not connected.</summary>
    ENOTCONN,

    /// <summary>The peer did not answer for too long.</summary>
    ETIMEDOUT,

    /// <summary>No route leads to the peer any more.</summary>
    EHOSTUNREACH,

    /// <summary>The address and port are taken.</summary>
    EADDRINUSE,

    /// <summary>This process may not use that port.</summary>
    EACCES,

    /// <summary>The fd is not a socket.</summary>
    ENOTSOCK,

    /// <summary>Any error that has no name here.</summary>
    EIO,
}
