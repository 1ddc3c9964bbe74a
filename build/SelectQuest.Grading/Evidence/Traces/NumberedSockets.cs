using SelectQuest.Grading.Submissions;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Grading.Evidence.Traces;

/// <summary>
/// The real kernel for one server in another process. Each call is the kernel's; the fds have numbers of their own
/// (<see cref="FdNumbers"/>), and a wait can be ended from another thread, as a signal would end it.
/// </summary>
/// <remarks>One thread calls; <see cref="RequestStop"/>, <see cref="BreakOff"/> and the counts are for others.</remarks>
internal sealed class NumberedSockets : ISocketApi, IDisposable
{
    private readonly KernelSockets kernel = KernelSockets.Open();
    private readonly CancellationTokenSource stop = new();
    private readonly FdNumbers numbers = new();
    private readonly Bell bell;
    private volatile bool stopRequested;
    private volatile bool brokenOff;
    private volatile int accepted;
    private volatile int live;
    private volatile int selects;

    /// <summary>Listens on a port of the kernel's choosing.</summary>
    public NumberedSockets()
    {
        bell = new Bell(kernel);
        var listener = kernel.Listen(0, backlog: FdSet.Size, out var port, out var errno);
        if (listener < 0)
        {
            bell.Dispose();
            throw new IOException($"The kernel gave no listening fd: {errno}.");
        }

        try
        {
            RequireRoomInASet(listener);
        }
        catch (UnusableInputException)
        {
            bell.Dispose();
            throw;
        }

        Port = port;
        ListenFd = numbers.Open(listener);
        numbers.MakeNonBlocking(ListenFd);
    }

    public int ListenFd { get; }

    /// <summary>On 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Run's token: cancelled from inside select, once <see cref="RequestStop"/> has asked for it.</summary>
    public CancellationToken Stop => stop.Token;

    /// <summary>Clients accepted so far.</summary>
    public int Accepted => accepted;

    /// <summary>Clients accepted and not closed.</summary>
    public int Live => live;

    /// <summary>Selects begun so far.</summary>
    public int Selects => selects;

    /// <summary>A call was ended by <see cref="BreakOff"/>: what the loop does from there on is its answer to that.</summary>
    public bool WasBrokenOff { get; private set; }

    /// <summary>Has the token cancelled by the select that waits now, or by the next one.</summary>
    public void RequestStop()
    {
        stopRequested = true;
        bell.Ring();
    }

    /// <summary>Ends the call that waits now, or the next one that could wait, with a <see cref="BrokenOffException"/>.</summary>
    public void BreakOff()
    {
        brokenOff = true;
        bell.Ring();
    }

    public int Select(int nfds, ref FdSet read, ref FdSet write, ref FdSet error, TimeSpan timeout, out Errno errno)
    {
        selects++;
        ThrowIfBrokenOff();
        if (nfds is < 0 or > FdSet.Size)
        {
            errno = Errno.EINVAL;
            return -1;
        }

        while (true)
        {
            var (reads, writes, errors) = (default(FdSet), default(FdSet), default(FdSet));
            var highest = bell.Fd;
            var allOpen =
                numbers.TryTranslate(nfds, in read, ref reads, ref highest)
                && numbers.TryTranslate(nfds, in write, ref writes, ref highest)
                && numbers.TryTranslate(nfds, in error, ref errors, ref highest);
            if (!allOpen)
            {
                errno = Errno.EBADF;
                return -1;
            }

            reads.Set(bell.Fd);
            var ready = kernel.Select(highest + 1, ref reads, ref writes, ref errors, timeout, out errno);
            var rang = ready > 0 && reads.IsSet(bell.Fd);
            if (rang)
            {
                bell.Quiet();
                ready--;
            }

            ThrowIfBrokenOff();
            var toldToStop = TellToStop();
            if (rang && ready == 0)
            {
                if (!toldToStop)
                {
                    continue; // an earlier select has told of this ring already
                }

                // As after a signal: nothing is ready, and the sets are as they were.
                errno = Errno.EINTR;
                return -1;
            }

            if (ready >= 0)
            {
                numbers.TranslateBack(nfds, ref read, in reads);
                numbers.TranslateBack(nfds, ref write, in writes);
                numbers.TranslateBack(nfds, ref error, in errors);
            }

            return ready;
        }
    }

    public int Accept(int listenFd, out Errno errno)
    {
        ThrowIfBrokenOff();
        var fd = kernel.Accept(numbers.KernelFd(listenFd), out errno);
        if (fd < 0)
        {
            return -1;
        }

        RequireRoomInASet(fd);

        // Non-blocking underneath in any case: a wait must have an end from outside.
        if (!kernel.SetNonBlocking(fd, out _))
        {
            kernel.Close(fd);
            errno = Errno.EMFILE;
            return -1;
        }

        accepted++;
        live++;
        return numbers.Open(fd);
    }

    public bool SetNonBlocking(int fd, out Errno errno)
    {
        var isOpen = numbers.KernelFd(fd) >= 0;
        errno = isOpen ? Errno.None : Errno.EBADF;
        if (isOpen)
        {
            numbers.MakeNonBlocking(fd);
        }

        return isOpen;
    }

    public int Receive(int fd, Span<byte> buffer, out Errno errno)
    {
        while (true)
        {
            ThrowIfBrokenOff();
            var count = kernel.Receive(numbers.KernelFd(fd), buffer, out errno);
            if (errno != Errno.EAGAIN || numbers.IsNonBlocking(fd))
            {
                return count;
            }

            Wait(fd, toSend: false);
        }
    }

    public int Send(int fd, ReadOnlySpan<byte> data, out Errno errno)
    {
        for (var sent = 0; ; )
        {
            ThrowIfBrokenOff();
            var count = kernel.Send(numbers.KernelFd(fd), data[sent..], out errno);
            if (numbers.IsNonBlocking(fd) || (sent == 0 && errno is not (Errno.None or Errno.EAGAIN)))
            {
                return count;
            }

            // In blocking mode send takes all of it, however long that takes; an error on the way cuts it short.
            sent += Math.Max(count, 0);
            if (sent == data.Length || errno is not (Errno.None or Errno.EAGAIN))
            {
                errno = Errno.None;
                return sent;
            }

            Wait(fd, toSend: true);
        }
    }

    public void Close(int fd)
    {
        var kernelFd = numbers.KernelFd(fd);
        if (kernelFd >= 0)
        {
            numbers.Close(fd);
            kernel.Close(kernelFd);
            live -= fd == ListenFd ? 0 : 1;
        }
    }

    /// <summary>Closes what the server has left open.</summary>
    public void Dispose()
    {
        foreach (var fd in numbers.KernelFds)
        {
            kernel.Close(fd);
        }

        bell.Dispose();
        stop.Dispose();
    }

    private void Wait(int fd, bool toSend)
    {
        var kernelFd = numbers.KernelFd(fd);
        var (reads, writes, errors) = (default(FdSet), default(FdSet), default(FdSet));
        (toSend ? ref writes : ref reads).Set(kernelFd);
        reads.Set(bell.Fd);
        var nfds = Math.Max(kernelFd, bell.Fd) + 1;
        if (
            kernel.Select(nfds, ref reads, ref writes, ref errors, Timeout.InfiniteTimeSpan, out _) > 0
            && reads.IsSet(bell.Fd)
        )
        {
            bell.Quiet();
        }
    }

    // The number is ours and not the server's: that we hold so many files is no answer to it.
    private void RequireRoomInASet(int fd)
    {
        if (fd >= FdSet.Size)
        {
            kernel.Close(fd);
            throw new UnusableInputException(
                $"this process holds {fd} files and more, and select knows none above {FdSet.Size - 1}: take fewer --clients."
            );
        }
    }

    private bool TellToStop()
    {
        var now = stopRequested && !stop.IsCancellationRequested;
        if (now)
        {
            stop.Cancel();
        }

        return now;
    }

    private void ThrowIfBrokenOff()
    {
        if (brokenOff)
        {
            WasBrokenOff = true;
            throw new BrokenOffException();
        }
    }
}

/// <summary>The run was ended from outside, while the loop was in a call or before it made the next one.</summary>
internal sealed class BrokenOffException() : Exception("The run was broken off.");
