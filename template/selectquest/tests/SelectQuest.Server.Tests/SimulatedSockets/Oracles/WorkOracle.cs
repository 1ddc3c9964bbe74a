using SelectQuest.Server.Sockets;

namespace SelectQuest.Server.Simulation.Oracles;

/// <summary>
/// When the clients have done all they will do and select finds nothing, nothing may be left undone: no bytes kept back, no
/// client left waiting, no fd open whose client is gone.
/// </summary>
internal sealed class WorkOracle(Court court, Ledger ledger, SimulatedSockets kernel)
{
    /// <summary>So many timeouts may pass first: a loop may rest its listener for one, or tidy up on the next.</summary>
    private const int Timeouts = 8;

    private int stalls;

    /// <summary>Is everything on the schedule done and served?</summary>
    public bool AllDone => kernel.Clock.IsOver && !kernel.ClientWaits && Unfinished() is null;

    public void AfterSelect(TimeSpan timeout)
    {
        if (!kernel.Clock.Stalled || timeout == TimeSpan.Zero)
        {
            stalls = kernel.Clock.Stalled ? stalls : 0;
            return;
        }

        if (ledger.Stopping)
        {
            return; // DrainOracle judges the end
        }

        stalls++;
        if (AllDone)
        {
            return;
        }

        if (timeout == Timeout.InfiniteTimeSpan)
        {
            court.Convict(
                ViolationKind.HangsForEver,
                Unfinished()?.Fd ?? ledger.ListenFd,
                "select called with something to wait for",
                $"select waits for ever, and {WhatIsLeft()}"
            );
        }

        if (stalls > Timeouts)
        {
            Convict();
        }
    }

    private void Convict()
    {
        var observed = $"select timed out {stalls} times in a row, and {WhatIsLeft()}";
        if (Unfinished() is not { } entry)
        {
            court.Convict(ViolationKind.ListenerForgotten, ledger.ListenFd, "waiting clients accepted", observed);
        }
        else if (entry.Failed || (entry.EndOfFile && entry.Pending == 0))
        {
            court.Convict(ViolationKind.FdLeaked, entry.Fd, $"fd {entry.Fd} closed after EOF or error", observed);
        }
        else
        {
            court.Convict(ViolationKind.BytesLost, entry.Fd, "every byte sent back", observed);
        }
    }

    private string WhatIsLeft() =>
        Unfinished() is not { } entry ? "a client waits to be accepted"
        : entry.Failed || (entry.EndOfFile && entry.Pending == 0) ? $"fd {entry.Fd} is open although its client is gone"
        : entry.Pending > 0 ? $"{Amount.Bytes(entry.Pending)} received on fd {entry.Fd} and not sent back"
        : $"bytes or EOF on fd {entry.Fd} were not received";

    private LedgerEntry? Unfinished() =>
        ledger.First(entry =>
            kernel.SocketAt(entry.Fd) is { } socket
            && (
                entry.Pending > 0
                    ? socket.Dead || socket.Client.Reading
                    : socket.Readable || socket.Client.HasMoreToSend
            )
            && entry.Fd < FdSet.Size
        );
}
