using System.Numerics;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Server.Simulation.Oracles;

/// <summary>
/// The loop gets somewhere: it does not call in vain without end, select does not report the same fd again and again with
/// nothing done about it, and no ready client waits too long for its turn.
/// </summary>
internal sealed class ProgressOracle(Court court, Ledger ledger)
{
    /// <summary>So many selects in a row may report an fd while the loop's calls on it achieve nothing.</summary>
    private const int FruitlessSelects = 16;

    private readonly int[] streak = new int[FdSet.Size];
    private readonly long[] reportedAt = new long[FdSet.Size];
    private readonly int[] vainCalls = new int[FdSet.Size];
    private long select;
    private int fruitlessCalls;
    private int fruitlessPolls;

    /// <summary>So many selects may pass before a ready client is served: enough to serve all the others twice.</summary>
    private int Patience => (2 * ledger.MostLive) + FruitlessSelects;

    /// <summary>A call on the fd moved bytes, took a client, or learned something new.</summary>
    public void Achieved(int fd)
    {
        fruitlessPolls = 0;
        if ((uint)fd < FdSet.Size)
        {
            streak[fd] = 0;
            vainCalls[fd] = 0;
        }
    }

    /// <summary>A call on the fd changed nothing.</summary>
    public void Fruitless(int fd)
    {
        if ((uint)fd < FdSet.Size)
        {
            vainCalls[fd]++;
        }

        fruitlessCalls++;
        if (fruitlessCalls > 64 + (16 * ledger.LiveCount))
        {
            court.Convict(
                ViolationKind.Spin,
                fd,
                "after EAGAIN the loop goes back to select, which waits without using the processor",
                $"{fruitlessCalls} calls since select that changed nothing, the last on fd {fd}"
            );
        }
    }

    public void AfterSelect(int result, Errno errno, TimeSpan timeout, in FaultPlan.Spurious spurious, Report report)
    {
        select++;
        fruitlessCalls = 0;
        if (result <= 0)
        {
            JudgePolls(timeout, errno);
            return;
        }

        var read = FdBits.Of(ref report.Read);
        var write = FdBits.Of(ref report.Write);
        var error = FdBits.Of(ref report.Error);
        var falselyRead = FdBits.Read(in spurious.Readable);
        var falselyWrite = FdBits.Read(in spurious.Writable);
        for (var index = 0; index * FdBits.PerWord < report.Nfds; index++)
        {
            var bits = (read[index] & ~falselyRead[index]) | (write[index] & ~falselyWrite[index]) | error[index];
            for (; bits != 0; bits &= bits - 1)
            {
                Reported(index, BitOperations.TrailingZeroCount(bits), report);
            }
        }
    }

    private void Reported(int index, int bit, Report report)
    {
        var fd = (index * FdBits.PerWord) + bit;
        var again = reportedAt[fd] == select - 1;
        reportedAt[fd] = select;
        streak[fd] = again ? streak[fd] + 1 : 1;
        if (!again)
        {
            vainCalls[fd] = 0;
        }

        if (streak[fd] > FruitlessSelects)
        {
            JudgeStreak(fd, report);
        }
    }

    private void JudgeStreak(int fd, Report report)
    {
        var entry = ledger[fd];
        var vain = vainCalls[fd] > FruitlessSelects / 2;
        var late = streak[fd] > Patience || vain;
        if (late && report.Error.IsSet(fd) && !report.Read.IsSet(fd) && !report.Write.IsSet(fd))
        {
            court.Convict(
                ViolationKind.ErrorResultIgnored,
                fd,
                $"fd {fd}, which select reports in the error set, closed (or its urgent data received)",
                $"it was reported {streak[fd]} times in a row: select no longer waits"
            );
        }

        var told = entry is { Failed: true } || (entry is { EndOfFile: true } && report.Read.IsSet(fd));
        if (told || vain)
        {
            court.Convict(
                ViolationKind.Spin,
                fd,
                told ? $"fd {fd} closed after EOF or error, or no longer watched" : $"fd {fd} watched only if it helps",
                $"select reported it {streak[fd]} times in a row and nothing came of it: it no longer waits"
            );
        }

        if (streak[fd] > Patience)
        {
            court.Convict(
                ViolationKind.Starvation,
                fd,
                fd == ledger.ListenFd ? "waiting clients accepted" : $"fd {fd} served while others are busy",
                $"select reported it ready {streak[fd]} times in a row, and nothing was called on it"
            );
        }
    }

    /// <summary>select with a zero timeout, or failing: it does not wait, so coming back to it at once is a spin.</summary>
    private void JudgePolls(TimeSpan timeout, Errno errno)
    {
        if (errno is Errno.EINTR || (errno == Errno.None && timeout != TimeSpan.Zero))
        {
            fruitlessPolls = 0;
            return;
        }

        fruitlessPolls++;
        if (fruitlessPolls > FruitlessSelects)
        {
            court.Convict(
                ViolationKind.Spin,
                -1,
                "a timeout with which select waits",
                errno == Errno.None
                    ? $"{fruitlessPolls} selects in a row with timeout zero and nothing ready"
                    : $"{fruitlessPolls} selects in a row that failed with {errno}"
            );
        }
    }

    /// <summary>What select reported.</summary>
    internal sealed class Report
    {
        public FdSet Read;
        public FdSet Write;
        public FdSet Error;
        public int Nfds;
    }
}
