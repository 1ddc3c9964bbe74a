using SelectQuest.Server.Sockets;

namespace SelectQuest.Grading.Evidence.Traces;

/// <summary>
/// Any kernel with a recorder in front: passes every call on unchanged and writes down what was asked and what was
/// answered. Knows bytes by their number alone.
/// </summary>
/// <param name="listenFd">The listener, which is open when the loop begins.</param>
/// <param name="microseconds">The time since the run began; null for a kernel without a clock.</param>
internal sealed class RecordedSockets(
    ISocketApi kernel,
    int listenFd,
    TraceWriter trace,
    Func<long>? microseconds = null
) : ISocketApi
{
    private readonly SortedSet<int> open = [listenFd];

    /// <summary>The token that Run was given.</summary>
    public CancellationToken Stop { get; set; }

    /// <summary>Fds the loop was given and has not closed, in ascending order.</summary>
    public IEnumerable<int> LeftOpen => open;

    public int Select(int nfds, ref FdSet read, ref FdSet write, ref FdSet error, TimeSpan timeout, out Errno errno)
    {
        trace.RequireRoomForSelect();
        var select = new TracedSelect(nfds, timeout, new(read, write, error)) { At = microseconds?.Invoke() };
        int? result = null;
        errno = Errno.None;
        try
        {
            result = kernel.Select(nfds, ref read, ref write, ref error, timeout, out errno);
            return result.Value;
        }
        finally
        {
            trace.Select(
                select with
                {
                    Result = result,
                    Errno = errno,
                    Out = result >= 0 ? new(read, write, error) : null,
                    Waited = microseconds?.Invoke() - select.At,
                    Stopping = Stop.IsCancellationRequested,
                }
            );
        }
    }

    public int Accept(int listenFd, out Errno errno)
    {
        var result = Recorded("accept", listenFd, (out Errno e) => kernel.Accept(listenFd, out e), out errno);
        if (result >= 0)
        {
            open.Add(result);
        }

        return result;
    }

    public bool SetNonBlocking(int fd, out Errno errno) =>
        Recorded("fcntl", fd, (out Errno e) => kernel.SetNonBlocking(fd, out e) ? 0 : -1, out errno) == 0;

    public int Receive(int fd, Span<byte> buffer, out Errno errno)
    {
        trace.RequireRoomForCall();
        int? result = null;
        errno = Errno.None;
        try
        {
            result = kernel.Receive(fd, buffer, out errno);
            return result.Value;
        }
        finally
        {
            trace.Call("recv", fd, buffer.Length, result, errno);
        }
    }

    public int Send(int fd, ReadOnlySpan<byte> data, out Errno errno)
    {
        trace.RequireRoomForCall();
        int? result = null;
        errno = Errno.None;
        try
        {
            result = kernel.Send(fd, data, out errno);
            return result.Value;
        }
        finally
        {
            trace.Call("send", fd, data.Length, result, errno);
        }
    }

    public void Close(int fd)
    {
        Recorded("close", fd, Closed, out _);
        open.Remove(fd);

        int Closed(out Errno errno)
        {
            errno = Errno.None;
            kernel.Close(fd);
            return 0;
        }
    }

    private int Recorded(string name, int fd, SystemCall call, out Errno errno)
    {
        trace.RequireRoomForCall();
        int? result = null;
        errno = Errno.None;
        try
        {
            result = call(out errno);
            return result.Value;
        }
        finally
        {
            trace.Call(name, fd, null, result, errno);
        }
    }

    private delegate int SystemCall(out Errno errno);
}
