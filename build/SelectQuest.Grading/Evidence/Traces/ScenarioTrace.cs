using System.Diagnostics;
using System.Runtime.ExceptionServices;
using SelectQuest.Server.Simulation;

namespace SelectQuest.Grading.Evidence.Traces;

/// <summary>
/// Records a loop on the real kernel while clients play a scenario: this thread answers the loop's calls, another one
/// drives the clients.
/// </summary>
internal static class ScenarioTrace
{
    /// <summary>Plays the scenario to its end, or until the loop or a client can go no further.</summary>
    public static TraceEnd Run(
        QuestScenario scenario,
        int clients,
        NumberedSockets sockets,
        LoopMaker newLoop,
        TraceWriter trace
    )
    {
        var start = Stopwatch.GetTimestamp();
        var recorded = new RecordedSockets(sockets, sockets.ListenFd, trace, Microseconds) { Stop = sockets.Stop };
        using var stage = new Stage(sockets);
        PlayBroken? broken = null;
        Exception? fault = null;
        var player = new Thread(Play) { Name = "clients", IsBackground = true };

        Exception? thrown = null;
        try
        {
            var loop = newLoop(recorded, sockets.ListenFd);
            player.Start();
            loop.Run(sockets.Stop);
        }
#pragma warning disable CA1031 // Whatever came out of it: the clients must come home first.
        catch (Exception any)
#pragma warning restore CA1031
        {
            thrown = any;
        }

        stage.ServerIsOver();
        if (player.ThreadState != System.Threading.ThreadState.Unstarted)
        {
            player.Join();
        }

        if (fault is not null)
        {
            ExceptionDispatchInfo.Throw(fault);
        }

        var end = HowItEnded(thrown, sockets, broken?.End, trace);
        trace.End(end, recorded.LeftOpen);
        return end;

        long Microseconds() => Stopwatch.GetElapsedTime(start).Ticks / TimeSpan.TicksPerMicrosecond;

        void Play()
        {
            try
            {
                stage.UntilItListens();
                scenario.Play(stage, clients);
                stage.Stop();
            }
            catch (PlayBroken end)
            {
                broken = end;
                sockets.BreakOff();
            }
#pragma warning disable CA1031 // A fault of ours is thrown again on the other thread.
            catch (Exception ours)
#pragma warning restore CA1031
            {
                fault = ours;
                sockets.BreakOff();
            }
        }
    }

    private static TraceEnd HowItEnded(Exception? thrown, NumberedSockets sockets, TraceEnd? played, TraceWriter trace)
    {
        if (trace.Full is null && trace.Unwritable is null && sockets.WasBrokenOff && played is not null)
        {
            return played;
        }

        if (thrown is not null)
        {
            if (LoopFault.End(thrown, trace) is { } end)
            {
                return end;
            }

            ExceptionDispatchInfo.Throw(thrown);
        }

        return !sockets.Stop.IsCancellationRequested
                ? new TraceEnd(TraceEnding.ReturnedEarly, "Run returned before its token was cancelled.")
            : played is { How: TraceEnding.WrongEcho } ? played
            : new TraceEnd(
                TraceEnding.Completed,
                "The clients did all they were to do, and Run returned after its token was cancelled."
            );
    }
}
