using SelectQuest.Server.Sockets;

namespace SelectQuest.Server.Simulation.Oracles;

/// <summary>nfds is 1 + the highest of the listener (while it is open) and the live clients, at every call.</summary>
/// <remarks>
/// Two things may be left out of the reckoning because the kernel need not look at them: a client about to be closed, and
/// a listener that rests. During shutdown only those with bytes owed need to be covered.
/// </remarks>
internal sealed class NfdsOracle(Court court, Ledger ledger)
{
    public void Judge(int nfds)
    {
        var listener = ledger.ListenerOpen ? ledger.ListenFd : -1;
        var highest = Math.Max(FdBits.Highest(ref ledger.Live), listener);
        if (nfds == highest + 1)
        {
            return;
        }

        if (nfds > highest + 1)
        {
            court.Convict(
                ViolationKind.NfdsTooHigh,
                highest,
                $"nfds {highest + 1}: the highest live fd is {highest}",
                $"nfds {nfds}"
            );
        }

        var least = HighestNeeded(listener);
        if (nfds < least + 1)
        {
            court.Convict(
                ViolationKind.NfdsTooLow,
                least,
                $"nfds {least + 1}: the highest live fd is {least}, and the kernel looks at fds below nfds only",
                $"nfds {nfds}"
            );
        }
    }

    private int HighestNeeded(int listener)
    {
        if (ledger.Stopping)
        {
            return FdBits.Highest(ref ledger.Owed);
        }

        var needed = ledger.Live;
        var settled = FdBits.Of(ref ledger.Settled);
        var words = FdBits.Of(ref needed);
        for (var index = 0; index < FdBits.Words; index++)
        {
            words[index] &= ~settled[index];
        }

        return Math.Max(FdBits.Highest(ref needed), ledger.ListenerMayRest ? -1 : listener);
    }
}
