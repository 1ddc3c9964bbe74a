using System.Diagnostics;
using SelectQuest.Grading.Evidence.Live;

namespace SelectQuest.Grading.Evidence.Kernel;

/// <summary>
/// The clients of a traced run, always the same: one alone, 49 more at once, half leave, some come again, one resets, all are
/// quiet for one timeout, one sends without reading, SIGTERM. It judges nothing: the record does.
/// </summary>
internal sealed class KernelLoad : IDisposable
{
    private const int Clients = 50;
    private const int Leaving = 25;
    private const int Returning = 10;

    /// <summary>More than both ends' buffers hold on loopback, so that the server must keep some.</summary>
    private const int MostUnread = 32 << 20;

    /// <summary>Enough for a server that polls to show it.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(0.1);

    /// <summary>A server may give up its flush after 5 s on its clock. If so much of them passed, it may have.</summary>
    private static readonly TimeSpan FlushMayBeOver = TimeSpan.FromSeconds(4);

    /// <summary>But not if it slept or computed for so long of it, while we read all that came.</summary>
    private static readonly TimeSpan HadItsChance = TimeSpan.FromSeconds(1);

    private readonly int port;
    private readonly TracedRun run;
    private readonly KernelBounds bounds;
    private readonly Pump pump;
    private readonly List<LoadClient> clients = [];
    private int arrived;

    /// <param name="checkTime">Throws when there is no time left.</param>
    public KernelLoad(int port, TracedRun run, KernelBounds bounds, Action checkTime)
    {
        (this.port, this.run, this.bounds) = (port, run, bounds);
        pump = new Pump(() => run.ServerHasEnded, run.Opportunity, checkTime) { StallBound = bounds.Stall };
    }

    /// <exception cref="ScenarioNotRun">The machine was too busy to drive the server to the end.</exception>
    public void Drive()
    {
        Come(1);
        Come(Clients - 1);

        // The last to come hold the highest fds: max-fd has to fall.
        foreach (var leaver in clients.TakeLast(Leaving).ToArray())
        {
            clients.Remove(leaver);
            leaver.Dispose();
        }

        Echo(clients);
        Come(Returning);
        clients[^1].Abort();
        clients.RemoveAt(clients.Count - 1);
        Echo(clients);
        BeQuiet();
        Terminate();
    }

    public void Dispose() => clients.ForEach(client => client.Dispose());

    private void Come(int count)
    {
        var arrivals = Enumerable
            .Range(0, count)
            .Select(_ => LoadClient.Connect(port, ++arrived, isCredulous: true))
            .ToArray();
        clients.AddRange(arrivals);
        pump.UntilConnected(arrivals, pump.StallBound);
        Echo(arrivals);
    }

    // A server that resets, refuses or does not answer is what the record is about, and no reason to stop.
    private void Echo(IReadOnlyList<LoadClient> some)
    {
        var connected = some.Where(client => client.IsConnected).ToArray();
        foreach (var client in connected)
        {
            client.Window = EchoText.MessageBytes;
            client.Goal += EchoText.MessageBytes;
        }

        pump.Until(
            () => Array.TrueForAll(connected, client => client.IsEchoed || client.IsOver),
            connected,
            addsUp: true
        );
        if (connected.Length < some.Count || !Array.TrueForAll(connected, client => client.IsEchoed))
        {
            pump.StallBound = bounds.Disappointed;
        }
    }

    // After a timeout the sets are empty: only a server that makes them anew watches anybody in its next call.
    private void BeQuiet()
    {
        var (before, timeout) = run.Shown(replay => (replay.TimeoutsPassed, replay.LongestTimeout));
        var bound = timeout is { } wait && wait <= bounds.LongestQuiet ? wait + pump.StallBound : Moment;
        pump.Settles(() => run.Shown(replay => replay.TimeoutsPassed) > before, bound);
    }

    private void Terminate()
    {
        var (owed, other) = (clients[0], clients[1]);
        FillUp(owed);
        var start = Stopwatch.GetTimestamp();
        run.Terminate();

        // Reading starts when the server has stopped accepting: earlier, it could pass on everything before it notices. The
        // other one's messages keep it from waiting in select for long.
        other.Goal = long.MaxValue;
        pump.UntilInAll(() => run.Shown(replay => replay.ListenerIsClosed), [other], bounds.Notice);
        other.Goal = other.Sent;
        pump.RestWhile([other]);
        owed.Goal = owed.Sent;
        owed.Paused = false;
        pump.UntilInAll(() => false, [owed, other], bounds.Exit);
        if (Stopwatch.GetElapsedTime(start) > FlushMayBeOver && run.Opportunity.Total < HadItsChance)
        {
            run.Shown(replay => replay.FlushTimeMayBeOver());
        }
    }

    /// <summary>Sends without reading until the record shows that the server could not pass on all of it.</summary>
    private void FillUp(LoadClient client)
    {
        client.Window = long.MaxValue;
        client.Goal += MostUnread;
        client.Paused = true;
        pump.Until(() => client.IsOver || run.Shown(replay => replay.SomeoneWaitsForRoom), [client], addsUp: true);
    }
}
