using SelectQuest.Grading.Evidence.Processes;

namespace SelectQuest.Grading.Evidence.Kernel;

/// <summary>
/// How long a traced server is waited for. All but the last are bounds on its <see cref="Opportunity"/>, not on the clock.
/// None appears in the words of a fact: what was not seen in time is not seen.
/// </summary>
internal sealed record KernelBounds
{
    /// <summary>From the start of strace to the line that names the port.</summary>
    public TimeSpan Start { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Without an answer that is due; for all waits of a step together.</summary>
    public TimeSpan Stall { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>The same once the server has let a client wait in vain: the rest of the load is not worth as much time.</summary>
    public TimeSpan Disappointed { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>A timeout longer than this is not waited for.</summary>
    public TimeSpan LongestQuiet { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>From SIGTERM to the close of the listener, with messages under way.</summary>
    public TimeSpan Notice { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>From the first byte read after SIGTERM to the end: 5 s to flush, as the quest allows, and 3 s for all else.</summary>
    public TimeSpan Exit { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>For everything together, on the clock.</summary>
    public TimeSpan Total { get; init; } = TimeSpan.FromSeconds(60);
}
