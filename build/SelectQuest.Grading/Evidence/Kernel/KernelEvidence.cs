namespace SelectQuest.Grading.Evidence.Kernel;

/// <summary>What the kernel saw a submission's server do, as facts. Which criterion they speak for is decided elsewhere.</summary>
/// <param name="Facts">One for each name in <see cref="KernelFacts.All"/>, in that order.</param>
/// <param name="Timeouts">
/// What select was given before shutdown began, each value once, in ascending order, at most <see cref="MostTimeouts"/>; null
/// stands for NULL, which waits for ever, and comes last.
/// </param>
/// <param name="SelectCalls">How many select calls watched a socket.</param>
/// <param name="Clients">How many clients were accepted.</param>
/// <param name="NotSeenBecause">Why there is no record at all, with what to do about it; else null.</param>
internal sealed record KernelEvidence(
    IReadOnlyList<KernelFact> Facts,
    IReadOnlyList<TimeSpan?> Timeouts,
    long SelectCalls,
    int Clients,
    string? NotSeenBecause = null
)
{
    /// <summary>A server that computes its timeout has as many as there are calls.</summary>
    public const int MostTimeouts = 16;

    public KernelFact this[string name] => Facts.First(fact => fact.Name == name);

    /// <summary>No record: every fact is <see cref="KernelOutcome.NotSeen"/>.</summary>
    public static KernelEvidence NotSeen(string reason) =>
        new([.. KernelFacts.All.Select(name => new KernelFact(name, KernelOutcome.NotSeen, reason))], [], 0, 0, reason);
}
