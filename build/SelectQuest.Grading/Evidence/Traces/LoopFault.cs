using SelectQuest.Grading.Evidence.Simulation;
using SelectQuest.Server.Simulation;
using Place = SelectQuest.Grading.Verdicts.Location;

namespace SelectQuest.Grading.Evidence.Traces;

/// <summary>From what came out of a command to a student's process to how the trace ends.</summary>
internal static class LoopFault
{
    /// <summary>Null if the exception is not the submission's doing.</summary>
    /// <exception cref="TraceUnwritableException">The trace could not be written: there is no end to write either.</exception>
    public static TraceEnd? End(Exception thrown, TraceWriter trace) =>
        // A server that catches whatever it is told may end in another way afterwards; these two came first.
        trace.Unwritable
            is { } unwritable
            ? throw unwritable
        : trace.Full is { } limit
            ? new TraceEnd(TraceEnding.Capped, $"A trace holds {limit} at most, and the run went on.")
        : thrown switch
        {
            StudentException fault => new TraceEnd(TraceEnding.Threw, fault.Message)
            {
                Where = fault.Line > 0 ? new Place(fault.File, fault.Line) : null,
            },
            WorkerLostException { InnerException: ViolationException broken } => Broken(broken.Violation),
            WorkerLostException { Late: true } lost => new TraceEnd(TraceEnding.Hung, lost.Message),
            WorkerLostException lost => new TraceEnd(TraceEnding.Exited, lost.Message),
            ViolationException broken => Broken(broken.Violation),
            _ => null,
        };

    public static TraceEnd Broken(Violation violation) =>
        new(TraceEnding.Violation, $"Expected: {violation.Expected}. Observed: {violation.Observed}.")
        {
            Violation = violation,
        };
}
