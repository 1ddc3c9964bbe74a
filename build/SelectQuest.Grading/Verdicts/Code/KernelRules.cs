using SelectQuest.Grading.Evidence.Kernel;

namespace SelectQuest.Grading.Verdicts.Code;

/// <summary>Which rule speaks of which fact: the one table between the kernel's own record and the criteria.</summary>
internal static class KernelRules
{
    /// <summary>The rule whose page explains the fact.</summary>
    public static string RuleOf(string fact) =>
        fact switch
        {
            KernelFacts.Listener or KernelFacts.ReadSet or KernelFacts.ErrorSet => "SQ133",
            KernelFacts.WriteSet => "SQ135",
            KernelFacts.ClosedFds => "SQ132",
            KernelFacts.Nfds => "SQ331",
            KernelFacts.Timeout => "SQ533",
            KernelFacts.NonBlocking => "SQ631",
            KernelFacts.Readiness => "SQ632",
            KernelFacts.OneThread => "SQ432",
            KernelFacts.SelectOnly => "SQ433",
            KernelFacts.Shutdown or KernelFacts.Drain => "SQ440",
            KernelFacts.Descriptors => "SQ438",
            _ => throw new ArgumentOutOfRangeException(nameof(fact), fact, null),
        };

    /// <summary>What the fact decides: <c>C1</c> to <c>C5</c>, <c>D3</c> or <c>D4</c>.</summary>
    public static string SubjectOf(string fact) =>
        RuleOf(fact) switch
        {
            "SQ631" => "D3",
            "SQ632" => "D4",
            var rule => $"C{rule[2]}",
        };

    /// <summary>
    /// A recv before readiness was reported finds nothing and does no harm: unusual, not wrong.
    /// </summary>
    public static Outcome OutcomeOf(KernelFact fact) =>
        fact.Outcome switch
        {
            KernelOutcome.Held => Outcome.Pass,
            KernelOutcome.NotSeen => Outcome.Skipped,
            _ when fact.Name == KernelFacts.Readiness => Outcome.Review,
            _ => Outcome.Fail,
        };
}
