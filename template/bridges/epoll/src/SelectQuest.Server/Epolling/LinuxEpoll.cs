using System.Runtime.InteropServices;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Server.Epolling;

/// <summary>The real kernel's epoll, level-triggered as select is. No call allocates memory.</summary>
public sealed unsafe partial class LinuxEpoll : IEpollApi
{
    private const int CloseOnExec = 0x80000;

    /// <summary>The most answers fetched at once.</summary>
    private const int Places = 1024;

    /// <summary>
    /// <c>struct epoll_event</c> is 32 bits of events and 64 of our own. On x86 it is packed, elsewhere the second part is
    /// aligned: so many 32-bit numbers from one to the next, and to the second part.
    /// </summary>
    private static readonly int Stride = IsPacked ? 3 : 4;
    private static readonly int Data = IsPacked ? 1 : 2;

    private readonly int[] answers = GC.AllocateArray<int>(Places * 4, pinned: true);

    private LinuxEpoll() { }

    private static bool IsPacked => RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.X86;

    /// <summary>The epoll that watches the fds of <paramref name="sockets"/>: their own, if they bring one.</summary>
    /// <exception cref="PlatformNotSupportedException">Not Linux.</exception>
    public static IEpollApi Of(ISocketApi sockets) =>
        sockets switch
        {
            IEpollApi own => own,
            KernelSockets when OperatingSystem.IsLinux() => new LinuxEpoll(),
            KernelSockets => throw new PlatformNotSupportedException("Take the bridge to poll: epoll is Linux' own."),
            _ => throw new ArgumentException(
                "Whatever stands for the kernel must stand for its epoll too.",
                nameof(sockets)
            ),
        };

    /// <inheritdoc/>
    public int Create(out Errno errno)
    {
        var epollFd = EpollCreate(CloseOnExec);
        errno = ErrnoOf(epollFd);
        return epollFd;
    }

    /// <inheritdoc/>
    public bool Control(int epollFd, EpollOperation operation, int fd, EpollEvents asked, out Errno errno)
    {
        var question = stackalloc int[4];
        question[0] = (int)asked;
        question[Data] = fd;
        var result = EpollControl(epollFd, (int)operation, fd, question);
        errno = ErrnoOf(result);
        return result == 0;
    }

    /// <inheritdoc/>
    public int Wait(int epollFd, Span<EpollEvent> ready, TimeSpan timeout, out Errno errno)
    {
        if (!TryCount(timeout, out var milliseconds))
        {
            errno = Errno.EINVAL;
            return -1;
        }

        var places = Math.Min(ready.Length, Places);
        var count = EpollWait(epollFd, (int*)Marshal.UnsafeAddrOfPinnedArrayElement(answers, 0), places, milliseconds);
        errno = ErrnoOf(count);
        for (var place = 0; place < count; place++)
        {
            var at = place * Stride;
            ready[place] = new EpollEvent(answers[at + Data], (EpollEvents)answers[at]);
        }

        return count;
    }

    /// <summary>In milliseconds, rounded up: a wait that ends too early would be repeated. -1 is for ever.</summary>
    private static bool TryCount(TimeSpan timeout, out int milliseconds)
    {
        var forEver = timeout == Timeout.InfiniteTimeSpan;
        var count = forEver ? -1 : Math.Ceiling(timeout.TotalMilliseconds);
        milliseconds = count is >= -1 and <= int.MaxValue ? (int)count : 0;
        return forEver || count is >= 0 and <= int.MaxValue;
    }

    /// <summary>The very next statement after the call it judges. EEXIST, ENOENT and ENOSPC have no names here: EIO.</summary>
    private static Errno ErrnoOf(int result) =>
        result < 0 ? PosixNumbers.Linux.Name(Marshal.GetLastPInvokeError()) : Errno.None;

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    private static partial int EpollCreate(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    private static partial int EpollControl(int epollFd, int operation, int fd, int* question);

    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    private static partial int EpollWait(int epollFd, int* answers, int places, int timeout);
}
