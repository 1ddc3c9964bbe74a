using SelectQuest.Server.Sockets;

namespace SelectQuest.Server.Simulation.Oracles;

/// <summary>
/// Every fd has a life: accepted, made non-blocking, used, closed once, for a reason, with nothing left to send. And every
/// fd that does not belong to the loop is left alone.
/// </summary>
internal sealed class DescriptorOracle(Court court, Ledger ledger, SimulatedSockets kernel)
{
    public void BeforeAccept(int listenFd)
    {
        if (listenFd != ledger.ListenFd || !ledger.ListenerOpen)
        {
            BeforeUse(listenFd, "accept");
        }

        if (ledger.Stopping && ledger.SelectsSinceStop > 0)
        {
            court.Convict(
                ViolationKind.AcceptedAfterStop,
                listenFd,
                "no accept after the token was cancelled",
                $"accept({listenFd})"
            );
        }
    }

    /// <summary>The client behind the fd; there is none if the listener is meant.</summary>
    public LedgerEntry? BeforeUse(int fd, string call)
    {
        if (ledger[fd] is { } entry)
        {
            return entry;
        }

        if (fd == ledger.ListenFd && ledger.ListenerOpen)
        {
            return null;
        }

        var closed = ledger.WasOnceAccepted(fd) || fd == ledger.ListenFd;
        court.Convict(
            closed ? ViolationKind.UsedAfterClose : ViolationKind.UsedForeignFd,
            fd,
            "calls on the listener and on live clients only",
            closed ? $"{call}({fd}) after close({fd})" : $"{call}({fd}), which was never accepted"
        );
        return null;
    }

    /// <summary>recv or send: on a blocking fd either may wait for ever, and all other clients with it.</summary>
    public void BeforeTransfer(LedgerEntry entry, string call, bool wouldWait)
    {
        if (!entry.NonBlocking)
        {
            court.Convict(
                wouldWait ? ViolationKind.WouldBlock : ViolationKind.NotNonBlocking,
                entry.Fd,
                $"fd {entry.Fd} made non-blocking right after accept",
                wouldWait
                    ? $"{call}({entry.Fd}) on a blocking fd that is not ready: the whole server waits"
                    : $"{call}({entry.Fd}) on a blocking fd"
            );
        }
    }

    public void BeforeSelect()
    {
        if (ledger.AwaitsNonBlocking && ledger.First(entry => !entry.NonBlocking) is { Fd: < FdSet.Size } entry)
        {
            court.Convict(
                ViolationKind.NotNonBlocking,
                entry.Fd,
                $"fd {entry.Fd} made non-blocking right after accept",
                "select was called first"
            );
        }
    }

    public void BeforeClose(int fd)
    {
        if (ledger[fd] is { } entry)
        {
            BeforeCloseOf(entry);
        }
        else if (fd == ledger.ListenFd && ledger.ListenerOpen)
        {
            if (!ledger.Stopping)
            {
                Convict(
                    ViolationKind.ClosedWithoutCause,
                    fd,
                    "the listener open until Run is cancelled",
                    $"close({fd})"
                );
            }
        }
        else if (ledger.WasOnceAccepted(fd) || fd == ledger.ListenFd)
        {
            Convict(ViolationKind.ClosedTwice, fd, $"fd {fd} closed once", $"close({fd}) again");
        }
        else
        {
            Convict(
                ViolationKind.UsedForeignFd,
                fd,
                "close on accepted fds only",
                $"close({fd}), which was never accepted"
            );
        }
    }

    private void BeforeCloseOf(LedgerEntry entry)
    {
        if (entry.Failed || entry.Excepted || entry.Fd >= FdSet.Size)
        {
            return;
        }

        if (entry.Pending > 0)
        {
            var left = $"close({entry.Fd}) with {Amount.Bytes(entry.Pending)} not yet sent back";
            if (entry.EndOfFile || ledger.Stopping)
            {
                var when = entry.EndOfFile ? "after EOF" : "during shutdown";
                Convict(ViolationKind.BytesLost, entry.Fd, $"pending bytes flushed {when}, then close", left);
            }

            Convict(ViolationKind.ClosedWithoutCause, entry.Fd, "a client without EOF or error kept", left);
        }

        if (!entry.EndOfFile && !ledger.Stopping)
        {
            Convict(
                ViolationKind.ClosedWithoutCause,
                entry.Fd,
                $"fd {entry.Fd} kept: the kernel reported neither EOF nor an error on it (EAGAIN and EINTR are none)",
                $"close({entry.Fd})"
            );
        }
    }

    /// <summary>Run has returned: nothing may be open any more.</summary>
    public void AfterRun()
    {
        var left = ledger.First(_ => true)?.Fd ?? (kernel.Listening ? ledger.ListenFd : -1);
        if (left >= 0)
        {
            Convict(ViolationKind.FdLeaked, left, "every fd closed when Run returns", $"fd {left} is still open");
        }
    }

    private void Convict(ViolationKind kind, int fd, string expected, string observed) =>
        court.Convict(kind, fd, expected, observed);
}
