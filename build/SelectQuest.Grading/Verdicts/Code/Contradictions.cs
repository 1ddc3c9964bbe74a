using SelectQuest.Grading.Evidence;
using SelectQuest.Grading.Evidence.Kernel;

namespace SelectQuest.Grading.Verdicts.Code;

/// <summary>
/// Where two kinds of evidence about the same code do not fit together. The simulated kernel and the real one answer the
/// same calls: a loop that is right at every call of the one and wrong at calls of the other knows where it runs, or another
/// loop was run.
/// </summary>
internal static class Contradictions
{
    /// <summary>What both kernels see alike, at every call; timing plays no part in it.</summary>
    private static readonly string[] SeenByBoth =
    [
        KernelFacts.Listener,
        KernelFacts.ReadSet,
        KernelFacts.WriteSet,
        KernelFacts.ErrorSet,
        KernelFacts.ClosedFds,
        KernelFacts.Nfds,
        KernelFacts.NonBlocking,
        KernelFacts.OneThread,
        KernelFacts.SelectOnly,
    ];

    public static IEnumerable<Check> Of(CodeEvidence code)
    {
        if (code is not { Simulation.Violations.Count: 0, Kernel: { NotSeenBecause: null } kernel })
        {
            return [];
        }

        var broken = SeenByBoth
            .Select(name => kernel[name])
            .Where(fact => fact.Outcome == KernelOutcome.Broken)
            .ToArray();
        return broken.Length == 0
            ? []
            :
            [
                Check.Review(
                    "SQ821",
                    $"Simulated kernel, {code.Simulation.Schedules} schedules: every call was right. Real kernel: "
                        + $"{string.Join("; ", broken.Select(fact => fact.Observed))}.",
                    code.Source.Facts?.Loop
                ),
            ];
    }
}
