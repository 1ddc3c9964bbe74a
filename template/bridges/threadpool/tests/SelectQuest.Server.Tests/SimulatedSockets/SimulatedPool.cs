using SelectQuest.Server.Computing;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Server.Simulation;

/// <summary>
/// A pool and its wake-up on the simulated kernel, without a thread: jobs wait for a few selects, then are computed all at
/// once, the last one first. The kernel's oracles see a select loop as ever.
/// </summary>
public sealed class SimulatedPool(ISocketApi kernel) : ISocketApi, IWakeUp
{
    /// <summary>Standard error's number, which the simulated kernel gives to nobody.</summary>
    public int Fd => 2;

    private readonly Stack<IThreadPoolWorkItem> waiting = [];
    private int selects;
    private bool signalled;

    /// <summary>Takes a job.</summary>
    public void Start(IThreadPoolWorkItem job) => waiting.Push(job);

    /// <inheritdoc/>
    public void Signal() => signalled = true;

    /// <inheritdoc/>
    public void Drain() => signalled = false;

    /// <summary>The kernel's select, which does not wait while there is something to compute or to hand back.</summary>
    public int Select(int nfds, ref FdSet read, ref FdSet write, ref FdSet error, TimeSpan timeout, out Errno errno)
    {
        var isWatched = FdBits.Has(in read, Fd);
        read.Clear(Fd);
        if (++selects % 3 == 0)
        {
            ComputeAll();
        }

        var isBusy = signalled || waiting.Count > 0;
        var ready = kernel.Select(nfds, ref read, ref write, ref error, isBusy ? TimeSpan.Zero : timeout, out errno);
        if (isWatched && (ready < 0 || signalled))
        {
            read.Set(Fd);
            ready += ready < 0 ? 0 : 1;
        }

        // A silence while the pool computes is none of the loop's timeouts.
        if (ready == 0 && isBusy)
        {
            errno = Errno.EINTR;
            return -1;
        }

        return ready;
    }

    /// <inheritdoc/>
    public int Accept(int listenFd, out Errno errno) => kernel.Accept(listenFd, out errno);

    /// <inheritdoc/>
    public bool SetNonBlocking(int fd, out Errno errno) => kernel.SetNonBlocking(fd, out errno);

    /// <inheritdoc/>
    public int Receive(int fd, Span<byte> buffer, out Errno errno) => kernel.Receive(fd, buffer, out errno);

    /// <inheritdoc/>
    public int Send(int fd, ReadOnlySpan<byte> data, out Errno errno) => kernel.Send(fd, data, out errno);

    /// <inheritdoc/>
    public void Close(int fd) => kernel.Close(fd);

    /// <summary>Of the wake-up: there is nothing to close.</summary>
    public void Dispose() { }

    private void ComputeAll()
    {
        while (waiting.TryPop(out var job))
        {
            job.Execute();
        }
    }
}
