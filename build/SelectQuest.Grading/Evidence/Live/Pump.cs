using System.Diagnostics;
using System.Net.Sockets;

namespace SelectQuest.Grading.Evidence.Live;

/// <summary>How driving the clients came to its end.</summary>
internal enum PumpEnd
{
    Done,

    /// <summary>Nothing moved for the stall bound.</summary>
    Stalled,

    /// <summary>The stall bound passed and the server used the processor all the while.</summary>
    Spinning,

    /// <summary>The server's process ended.</summary>
    ServerEnded,
}

/// <summary>Drives clients on one thread: whoever can move is moved, and when nobody can, we wait in the kernel.</summary>
internal sealed class Pump(ServerProcess server, LiveOptions options, Stopwatch clock)
{
    private static readonly TimeSpan Nap = TimeSpan.FromMilliseconds(20);

    /// <summary>Moves <paramref name="clients"/> until <paramref name="done"/>.</summary>
    /// <param name="sweep">One round over the clients, true if anything moved; null for all of them in order.</param>
    public PumpEnd Until(Func<bool> done, IReadOnlyList<LoadClient> clients, Func<bool>? sweep = null)
    {
        sweep ??= () => Sweep(clients);
        var waited = TimeSpan.Zero;
        var spin = new Spin();
        while (true)
        {
            var moved = sweep();
            if (done())
            {
                return PumpEnd.Done;
            }

            if (clock.Elapsed > options.TotalBound)
            {
                throw new ScenarioNotRun(
                    $"the {LiveOptions.Words(options.TotalBound)} for all scenarios were over before this one"
                );
            }

            if (moved)
            {
                waited = TimeSpan.Zero;
                spin.Forget();
                continue;
            }

            if (server.HasEnded)
            {
                return PumpEnd.ServerEnded;
            }

            if (waited >= options.StallBound)
            {
                return spin.IsProven ? PumpEnd.Spinning : PumpEnd.Stalled;
            }

            waited += Wait(clients);
            spin.Look([server.Pid]);
        }
    }

    /// <summary>Waits for a fact that the kernel reports without an event. False if it does not come true in time.</summary>
    public bool Settles(Func<bool> fact)
    {
        var step = TimeSpan.FromMilliseconds(2);
        for (var waited = TimeSpan.Zero; !fact(); waited += step)
        {
            if (waited >= options.StallBound || server.HasEnded)
            {
                return false;
            }

            Thread.Sleep(step);
        }

        return true;
    }

    /// <summary>
    /// Moves clients whose server may be gone: what it sent before still arrives. Ends when all are over or nothing has
    /// moved for the stall bound.
    /// </summary>
    public void Drain(IReadOnlyList<LoadClient> clients)
    {
        for (var waited = TimeSpan.Zero; waited < options.StallBound && clients.Any(client => !client.IsOver); )
        {
            waited = Sweep(clients) ? TimeSpan.Zero : waited + Wait(clients);
        }
    }

    private static bool Sweep(IReadOnlyList<LoadClient> clients)
    {
        var moved = false;
        foreach (var client in clients)
        {
            moved |= client.Pump();
        }

        return moved;
    }

    // The time it took, but never more than was asked for: while the machine as a whole was stopped, nobody waited.
    private static TimeSpan Wait(IReadOnlyList<LoadClient> clients)
    {
        var read = clients.Where(client => client.WantsToReceive).Select(client => client.Socket).ToList();
        var write = clients.Where(client => client.WantsToSend).Select(client => client.Socket).ToList();
        var start = Stopwatch.GetTimestamp();
        if (read.Count + write.Count == 0)
        {
            Thread.Sleep(Nap);
        }
        else
        {
            Socket.Select(read, write, null, Nap);
        }

        var waited = Stopwatch.GetElapsedTime(start);
        return waited < Nap ? waited : Nap;
    }
}
