using System.Diagnostics;
using System.Net.Sockets;
using SelectQuest.Grading.Evidence.Processes;

namespace SelectQuest.Grading.Evidence.Live;

/// <summary>How driving the clients came to its end.</summary>
internal enum PumpEnd
{
    Done,

    /// <summary>Nothing moved, though the server had the stall bound to act, and slept.</summary>
    Stalled,

    /// <summary>Nothing moved, though the server used the processor for the stall bound.</summary>
    Spinning,

    /// <summary>The server's process ended.</summary>
    ServerEnded,
}

/// <summary>
/// Drives clients on one thread: whoever can move is moved, and when nobody can, we wait in the kernel. A server is given
/// up when it had its <see cref="Opportunity"/> and did nothing with it, whatever the clock says.
/// </summary>
/// <param name="hasEnded">The server's process is gone.</param>
/// <param name="chance">The server's.</param>
/// <param name="checkTime">Throws when the time for everything together is over.</param>
internal sealed class Pump(Func<bool> hasEnded, Opportunity chance, Action checkTime)
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(2);

    /// <summary>
    /// So long one client rests before it reads what a stopping server owes it. A server that waits for nobody has given it
    /// up by then, and not only when our side happens to be late; one that waits for a quarter of a second has not.
    /// </summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(0.15);

    private static readonly TimeSpan Seldom = TimeSpan.FromMilliseconds(5);

    /// <summary>How much of its opportunity a server may let pass without anything moving.</summary>
    public required TimeSpan StallBound { get; set; }

    /// <summary>Moves <paramref name="clients"/> until <paramref name="done"/>.</summary>
    /// <param name="sweep">One round over the clients, true if anything moved; null for all of them in order.</param>
    /// <param name="addsUp">The stall bound is for all waits together, and not for each.</param>
    /// <exception cref="ScenarioNotRun">The server had no chance to act, or all the time there is was used up.</exception>
    public PumpEnd Until(
        Func<bool> done,
        IReadOnlyList<LoadClient> clients,
        Func<bool>? sweep = null,
        bool addsUp = false
    )
    {
        sweep ??= () => Sweep(clients);
        chance.Forget();
        while (true)
        {
            var moved = sweep();
            if (done())
            {
                return PumpEnd.Done;
            }

            checkTime();
            if (moved)
            {
                Moved(addsUp);
                continue;
            }

            if (hasEnded())
            {
                return PumpEnd.ServerEnded;
            }

            if (End(StallBound) is { } end)
            {
                // What came since the last look speaks for the server.
                if (!sweep())
                {
                    return end;
                }

                Moved(addsUp);
            }

            Wait(clients, Opportunity.Step);
        }
    }

    /// <summary>
    /// Waits until all of <paramref name="clients"/> are connected or refused, or the server had <paramref name="bound"/> to
    /// let them in.
    /// </summary>
    public void UntilConnected(IReadOnlyList<LoadClient> clients, TimeSpan bound)
    {
        chance.Forget();
        var waiting = clients.Where(client => client.IsConnecting).ToList();
        while (waiting.Count > 0 && !hasEnded() && End(bound) is null)
        {
            checkTime();
            Socket.Select(null, waiting.ConvertAll(client => client.Socket), null, Opportunity.Step);
            waiting.RemoveAll(client => !client.IsConnecting);
        }
    }

    /// <summary>
    /// Moves clients until <paramref name="fact"/>, and gives the server <paramref name="bound"/> for that in all, however
    /// much moves meanwhile. The fact may be dear to ask for: it is asked now and then.
    /// </summary>
    /// <returns>Done if it came true, or the server's process ended.</returns>
    public PumpEnd UntilInAll(Func<bool> fact, IReadOnlyList<LoadClient> clients, TimeSpan bound)
    {
        chance.Forget();
        for (var asked = Stopwatch.StartNew(); ; )
        {
            var moved = Sweep(clients);
            checkTime();
            if (!moved || asked.Elapsed > Seldom)
            {
                if (hasEnded() || fact())
                {
                    return PumpEnd.Done;
                }

                asked.Restart();
            }

            if (End(bound) is { } end)
            {
                return hasEnded() || fact() ? PumpEnd.Done : end;
            }

            if (!moved)
            {
                Wait(clients, Glance);
            }
        }
    }

    /// <summary>Moves the others while one that does not read rests.</summary>
    public void RestWhile(IReadOnlyList<LoadClient> others) => UntilInAll(() => false, others, Rest);

    /// <summary>Waits for a fact that the kernel reports without an event. False if the server had its chance to make it true.</summary>
    /// <param name="bound">Null for the stall bound.</param>
    public bool Settles(Func<bool> fact, TimeSpan? bound = null)
    {
        for (chance.Forget(); !fact(); Thread.Sleep(Glance))
        {
            checkTime();
            if (hasEnded() || End(bound ?? StallBound) is not null)
            {
                return fact();
            }
        }

        return true;
    }

    /// <summary>
    /// Moves clients whose server is gone: what it sent before still arrives, without anybody's doing but the kernel's. Ends
    /// when all are over or nothing has moved for the stall bound.
    /// </summary>
    public static void Drain(IReadOnlyList<LoadClient> clients, TimeSpan bound)
    {
        for (var waited = TimeSpan.Zero; waited < bound && clients.Any(client => !client.IsOver); )
        {
            waited = Sweep(clients) ? TimeSpan.Zero : waited + Wait(clients, Opportunity.Step);
        }
    }

    /// <summary>One round over the clients in order. True if anything moved.</summary>
    public static bool Sweep(IReadOnlyList<LoadClient> clients)
    {
        var moved = false;
        foreach (var client in clients)
        {
            moved |= client.Pump();
        }

        return moved;
    }

    private void Moved(bool addsUp)
    {
        if (addsUp)
        {
            chance.Skip();
        }
        else
        {
            chance.Forget();
        }
    }

    private PumpEnd? End(TimeSpan bound)
    {
        chance.LookIfDue();
        if (chance.Total >= bound)
        {
            return chance.WasBusy ? PumpEnd.Spinning : PumpEnd.Stalled;
        }

        return chance.IsOutOfReach(bound) ? throw ScenarioNotRun.OutOfReach : null;
    }

    /// <summary>Waits in the kernel until one of <paramref name="clients"/> may be able to move.</summary>
    /// <returns>The time it took, but never more than was asked for: while the machine as a whole was stopped, nobody waited.</returns>
    public static TimeSpan Wait(IReadOnlyList<LoadClient> clients, TimeSpan most)
    {
        var read = clients.Where(client => client.WantsToReceive).Select(client => client.Socket).ToList();
        var write = clients.Where(client => client.WantsToSend).Select(client => client.Socket).ToList();
        var start = Stopwatch.GetTimestamp();
        if (read.Count + write.Count == 0)
        {
            Thread.Sleep(most);
        }
        else
        {
            Socket.Select(read, write, null, most);
        }

        var waited = Stopwatch.GetElapsedTime(start);
        return waited < most ? waited : most;
    }
}
