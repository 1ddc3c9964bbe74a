using SelectQuest.Server.Sockets;

namespace SelectQuest.Worker;

/// <summary>
/// The seam as the student's code sees it here: every call goes over the wire to the simulated kernel in the grader's
/// process, out of the student's reach.
/// </summary>
/// <remarks>
/// A server with threads of its own breaks the quest's rule, and the grader must live to say so: one call at a time goes out,
/// and none while the grader listens for no calls. The first call after a second thread came says that it came.
/// </remarks>
/// <param name="wire">Held by whoever uses the wire: a call, or, between two commands, the one that waits for the next.</param>
/// <param name="cancelled">Called once, when an answer says that the token given to <c>Run</c> is to be cancelled.</param>
internal sealed class RemoteSockets(BinaryReader answers, BinaryWriter calls, Lock wire, Action cancelled) : ISocketApi
{
    private const byte CancelledFlag = 1;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // For the whole process: work that lasts once will last again, and every schedule has sockets of its own.
    private static bool poolNeverRests;

    private int loopsThread;
    private volatile int otherThread;
    private bool told;

    public int Select(int nfds, ref FdSet read, ref FdSet write, ref FdSet error, TimeSpan timeout, out Errno errno)
    {
        LetThePoolCatchUp();
        using (Turn())
        {
            Begin(Word.Select);
            calls.Write(nfds);
            calls.Write(read);
            calls.Write(write);
            calls.Write(error);
            calls.Write(timeout.Ticks);
            var result = Ask(out errno);
            read = answers.ReadFdSet();
            write = answers.ReadFdSet();
            error = answers.ReadFdSet();
            return Tell(result);
        }
    }

    public int Accept(int listenFd, out Errno errno)
    {
        using (Turn())
        {
            Begin(Word.Accept);
            calls.Write(listenFd);
            return Tell(Ask(out errno));
        }
    }

    public bool SetNonBlocking(int fd, out Errno errno)
    {
        using (Turn())
        {
            Begin(Word.SetNonBlocking);
            calls.Write(fd);
            return Tell(Ask(out errno)) != 0;
        }
    }

    public int Receive(int fd, Span<byte> buffer, out Errno errno)
    {
        using (Turn())
        {
            Begin(Word.Receive);
            calls.Write(fd);
            calls.Write(buffer.Length);
            var result = Ask(out errno);
            answers.BaseStream.ReadExactly(buffer[..Math.Max(result, 0)]);
            return Tell(result);
        }
    }

    public int Send(int fd, ReadOnlySpan<byte> data, out Errno errno)
    {
        using (Turn())
        {
            Begin(Word.Send);
            calls.Write(fd);
            calls.Write(data.Length);
            calls.Write(data);
            return Tell(Ask(out errno));
        }
    }

    public void Close(int fd)
    {
        using (Turn())
        {
            Begin(Word.Close);
            calls.Write(fd);
            Tell(Ask(out _));
        }
    }

    // The simulated kernel answers in microseconds. Work that the loop gave to the pool would call now or many rounds later, as
    // the machine is idle or busy, and what the loop did wrong would be now this and now that.
    private void LetThePoolCatchUp()
    {
        if (!poolNeverRests && PoolWorks() && otherThread == 0)
        {
            poolNeverRests = !SpinWait.SpinUntil(() => otherThread != 0 || !PoolWorks(), Patience);
        }
    }

    private static bool PoolWorks()
    {
        ThreadPool.GetMaxThreads(out var most, out _);
        ThreadPool.GetAvailableThreads(out var available, out _);
        var itself = Thread.CurrentThread.IsThreadPoolThread ? 1 : 0;
        return most - available > itself || ThreadPool.PendingWorkItemCount > 0;
    }

    private Lock.Scope Turn()
    {
        var caller = Environment.CurrentManagedThreadId;
        var first = Interlocked.CompareExchange(ref loopsThread, caller, 0);
        if (first != 0 && first != caller)
        {
            // Said before it gets its turn, which may come many calls later.
            otherThread = caller;
        }

        return wire.EnterScope();
    }

    private void Begin(Word word)
    {
        calls.Write((byte)word);
        calls.Write(otherThread != 0 ? otherThread : Environment.CurrentManagedThreadId);
    }

    private int Ask(out Errno errno)
    {
        calls.Flush();
        var word = (Word)answers.ReadByte();
        if (word == Word.Refused)
        {
            throw new InvalidOperationException("The simulated kernel has stopped: an earlier call broke a rule.");
        }

        told |= (answers.ReadByte() & CancelledFlag) != 0;
        var result = answers.ReadInt32();
        errno = (Errno)answers.ReadInt32();
        return result;
    }

    // Only after the whole answer has been read: whoever waits for the token may call again at once.
    private int Tell(int result)
    {
        if (told)
        {
            told = false;
            cancelled();
        }

        return result;
    }
}
