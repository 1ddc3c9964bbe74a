using SelectQuest.Server.Sockets;

namespace SelectQuest.Server.Epolling;

/// <summary>
/// What replaces <see cref="ISocketApi.Select"/> on Linux, in the shape of the system calls. Everything else a server asks
/// of the kernel, closing included, stays with <see cref="ISocketApi"/>.
/// </summary>
public interface IEpollApi
{
    /// <summary><c>epoll_create1(2)</c>: an empty list of fds to watch, kept by the kernel.</summary>
    /// <returns>The list's own fd, which the caller closes; or -1.</returns>
    int Create(out Errno errno);

    /// <summary><c>epoll_ctl(2)</c>: adds an fd to the list, changes what is asked about it, or takes it out.</summary>
    /// <param name="epollFd">From <see cref="Create"/>.</param>
    /// <param name="operation">What to do.</param>
    /// <param name="fd">The fd to watch. Closing it takes it out of the list by itself.</param>
    /// <param name="asked">What to ask from now on, until it is changed; unused by Delete.</param>
    /// <param name="errno">EBADF if an fd is not open, EIO if it is in the list already (Add) or is not (Modify, Delete).</param>
    /// <returns>False if the kernel refused.</returns>
    bool Control(int epollFd, EpollOperation operation, int fd, EpollEvents asked, out Errno errno);

    /// <summary><c>epoll_wait(2)</c>: waits until an fd in the list is ready, the timeout has passed or a signal arrives.</summary>
    /// <param name="epollFd">From <see cref="Create"/>.</param>
    /// <param name="ready">At least one place. If more fds are ready the rest come next time, in turn.</param>
    /// <param name="timeout"><see cref="TimeSpan.Zero"/> returns at once; <see cref="Timeout.InfiniteTimeSpan"/> waits for ever.</param>
    /// <param name="errno">EINTR after a signal, EINVAL if the timeout is out of range.</param>
    /// <returns>How many places were filled, 0 after the timeout, or -1.</returns>
    int Wait(int epollFd, Span<EpollEvent> ready, TimeSpan timeout, out Errno errno);
}

/// <summary>What <see cref="IEpollApi.Control"/> does.</summary>
public enum EpollOperation
{
    /// <summary>EPOLL_CTL_ADD.</summary>
    Add = 1,

    /// <summary>EPOLL_CTL_DEL.</summary>
    Delete = 2,

    /// <summary>EPOLL_CTL_MOD.</summary>
    Modify = 3,
}
