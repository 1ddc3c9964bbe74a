using SelectQuest.Server.Sockets;

namespace SelectQuest.Server.Simulation.Oracles;

/// <summary>
/// The sets of each select must hold certain fds, may hold others, and nothing else.
/// <list type="bullet">
/// <item>read must hold every live client that is not at EOF and has nothing pending, and the listener unless accept's
/// last answer was EMFILE or shutdown began; it may leave out a client with bytes pending (a cap on a slow reader).</item>
/// <item>write must hold a client after EAGAIN or a short send while its bytes are pending; may hold any with bytes
/// pending; never one without.</item>
/// <item>error must hold every live client.</item>
/// <item>no set holds a closed fd.</item>
/// </list>
/// </summary>
internal sealed class SetsOracle(Court court, Ledger ledger)
{
    public void Judge(ref FdSet readSet, ref FdSet writeSet, ref FdSet errorSet)
    {
        var read = FdBits.Of(ref readSet);
        var write = FdBits.Of(ref writeSet);
        var error = FdBits.Of(ref errorSet);
        var live = FdBits.Of(ref ledger.Live);
        var pending = FdBits.Of(ref ledger.Pending);
        var owed = FdBits.Of(ref ledger.Owed);
        var atEndOfFile = FdBits.Of(ref ledger.AtEndOfFile);
        var settled = FdBits.Of(ref ledger.Settled);
        for (var index = 0; index < FdBits.Words; index++)
        {
            var listener = Listener(index);
            var strangers = (read[index] | write[index] | error[index]) & ~(live[index] | listener);
            if (strangers != 0)
            {
                NotOpen(FdBits.Lowest(index, strangers));
            }

            var idle = write[index] & ~pending[index];
            if (idle != 0)
            {
                WritesNothing(FdBits.Lowest(index, idle));
            }

            var unwritten = owed[index] & ~write[index];
            if (unwritten != 0)
            {
                MustWrite(FdBits.Lowest(index, unwritten));
            }

            if (ledger.Stopping)
            {
                continue; // what is left to do is to flush
            }

            var unread = live[index] & ~(atEndOfFile[index] | pending[index] | settled[index] | read[index]);
            if (unread != 0)
            {
                MustRead(FdBits.Lowest(index, unread));
            }

            var unwatched = live[index] & ~(settled[index] | error[index]);
            if (unwatched != 0)
            {
                MustWatchErrors(FdBits.Lowest(index, unwatched));
            }

            if ((listener & ~read[index]) != 0 && !ledger.ListenerMayRest)
            {
                MustListen(ledger.ListenFd);
            }
        }

        if (ledger.BeyondSetSize >= 0)
        {
            court.Convict(
                ViolationKind.FdBeyondSetSize,
                ledger.BeyondSetSize,
                $"fd {ledger.BeyondSetSize} closed right after accept: it fits in no fd_set (FD_SETSIZE is {FdSet.Size})",
                "it was kept"
            );
        }
    }

    private ulong Listener(int index) =>
        ledger.ListenerOpen && ledger.ListenFd / FdBits.PerWord == index
            ? 1UL << (ledger.ListenFd % FdBits.PerWord)
            : 0;

    private void NotOpen(int fd)
    {
        var closed = ledger.WasOnceAccepted(fd) || fd == ledger.ListenFd;
        court.Convict(
            closed ? ViolationKind.SetsHoldClosedFd : ViolationKind.SetsHoldForeignFd,
            fd,
            "only the listener and live clients in the sets",
            closed
                ? $"fd {fd} is in a set after its close: the kernel fails the whole call with EBADF"
                : $"fd {fd} is in a set and was never accepted"
        );
    }

    private void WritesNothing(int fd) =>
        court.Convict(
            ViolationKind.WriteSetHoldsIdleClient,
            fd,
            $"fd {fd} left out of the write set: it has no bytes pending",
            "it is in, so select returns at once, for ever"
        );

    private void MustWrite(int fd) =>
        court.Convict(
            ViolationKind.WriteSetMissesClient,
            fd,
            $"fd {fd} in the write set: {Amount.Bytes(ledger[fd]!.Pending)} pending, and the kernel had no room for them",
            "it is not in, so nobody will say when there is room"
        );

    private void MustRead(int fd) =>
        court.Convict(
            ViolationKind.ReadSetMissesClient,
            fd,
            $"fd {fd} in the read set: the client is connected and has nothing pending",
            "it is not in, so what it sends is never seen"
        );

    private void MustWatchErrors(int fd) =>
        court.Convict(
            ViolationKind.ErrorSetMissesClient,
            fd,
            $"fd {fd} in the error set: it holds every live client",
            "it is not in"
        );

    private void MustListen(int fd) =>
        court.Convict(
            ViolationKind.ListenerForgotten,
            fd,
            $"the listener, fd {fd}, in the read set of every call",
            "it is not in, so nobody can connect any more"
        );
}
