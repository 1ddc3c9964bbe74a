using System.Runtime.ExceptionServices;
using SelectQuest.Server.Simulation;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Grading.Evidence.Traces;

/// <summary>Records a loop under one schedule of the simulated kernel: the same one that <c>verify</c> runs for that seed.</summary>
internal static class SeedTrace
{
    /// <summary>Runs the schedule to its end or to the first violation.</summary>
    public static TraceEnd Run(Schedule schedule, LoopMaker newLoop, TraceWriter trace)
    {
        RecordedSockets? recorded = null;
        var outcome = Simulator.Run(schedule, Recorded);
        var end = HowItEnded(outcome.Violation, trace);
        trace.End(end, recorded?.LeftOpen ?? [schedule.ListenFd]);
        return end;

        LoopUnderTest Recorded(ISocketApi kernel, int listenFd)
        {
            recorded = new RecordedSockets(kernel, listenFd, trace);
            var loop = newLoop(recorded, listenFd);
            return loop with
            {
                Run = stop =>
                {
                    recorded.Stop = stop;
                    loop.Run(stop);
                },
            };
        }
    }

    private static TraceEnd HowItEnded(Violation? violation, TraceWriter trace)
    {
        if (violation is null)
        {
            return new TraceEnd(
                TraceEnding.Completed,
                "No rule was broken, and Run returned after its token was cancelled."
            );
        }

        if (violation.Thrown is not { } thrown)
        {
            return LoopFault.Broken(violation);
        }

        if (LoopFault.End(thrown, trace) is not { } end)
        {
            ExceptionDispatchInfo.Throw(thrown);
            throw thrown;
        }

        // The simulator's words for an exception are about the class of it; ours are about what the student's code did.
        return end.How is TraceEnding.Capped or TraceEnding.Violation
            ? end
            : end with
            {
                Violation = violation with { Observed = end.Observed },
            };
    }
}
