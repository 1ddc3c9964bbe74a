using SelectQuest.Server.Simulation;
using Place = SelectQuest.Grading.Verdicts.Location;

namespace SelectQuest.Grading.Evidence.Traces;

/// <summary>The last line of a trace: how the run ended.</summary>
/// <param name="Observed">A sentence for people.</param>
internal sealed record TraceEnd(TraceEnding How, string Observed)
{
    /// <summary>What an oracle of the simulated kernel saw first; null if nothing was wrong.</summary>
    public Violation? Violation { get; init; }

    /// <summary>The student's line that threw, if it is known.</summary>
    public Place? Where { get; init; }

    /// <summary>Did the run reach the end it was to have?</summary>
    public bool IsComplete => How == TraceEnding.Completed;
}

/// <summary>The ways a run ends. The words of the format are these, in camel case.</summary>
internal enum TraceEnding
{
    /// <summary>The clients did all they were to do, and Run returned after its token was cancelled.</summary>
    Completed,

    /// <summary>A call broke a rule.</summary>
    Violation,

    /// <summary>The student's code threw.</summary>
    Threw,

    /// <summary>The student's code neither returned nor called for some seconds.</summary>
    Hung,

    /// <summary>The student's process ended, or wrote where the grader listens.</summary>
    Exited,

    /// <summary>Clients waited for something, and for some seconds nothing happened.</summary>
    Stalled,

    /// <summary>A client received other bytes than it had sent.</summary>
    WrongEcho,

    /// <summary>A client's connection was closed although the client had not left.</summary>
    Disconnected,

    /// <summary>Run did not return after its token was cancelled.</summary>
    NeverStopped,

    /// <summary>Run returned before its token was cancelled.</summary>
    ReturnedEarly,

    /// <summary>The run made more calls than a trace holds.</summary>
    Capped,
}
