using SelectQuest.Grading.Evidence;
using SelectQuest.Grading.Evidence.Kernel;
using SelectQuest.Grading.Evidence.Live;

namespace SelectQuest.Grading.Verdicts.Code;

/// <summary>
/// What real clients and the real kernel saw, beside what the source and the simulated kernel show. Where the simulation
/// found nothing, each fact counts by itself. Where it did, the fault is proven and told as a story that is the same every
/// time; what the fault then did to real clients depends on the machine, and stands beside it as a measurement.
/// </summary>
internal static class RealWorld
{
    /// <param name="subject"><c>C1</c> to <c>C5</c>, or the <c>D3</c> and <c>D4</c> of the "done when" items.</param>
    /// <param name="joined">What is known without the real world.</param>
    public static IReadOnlyList<Check> Beside(string subject, IEnumerable<Check> joined, CodeEvidence code)
    {
        var known = joined.ToArray();
        var real = Of(subject, known, code).ToArray();
        if (code.Simulation is { Violations.Count: 0 })
        {
            return [.. known, .. real];
        }

        var first = Array.FindIndex(known, check => check.Outcome == Outcome.Fail);
        var also = real.Where(check => check.Outcome == Outcome.Fail && !LiveRules.IsOfStart(check.Rule)).ToArray();
        if (first >= 0 && also.Length > 0)
        {
            known[first] = known[first] with { Measured = string.Join(' ', also.Select(check => check.Observed)) };
        }

        return [.. known, .. real.Where(check => LiveRules.IsOfStart(check.Rule))];
    }

    private static IEnumerable<Check> Of(string subject, Check[] known, CodeEvidence code)
    {
        var live = LiveRules.Judge(code).Where(one => one.Subject == subject).Select(one => one.Check);
        var kernel = Kernel(subject, code.Kernel);
        return live.Concat(kernel)
            .Select(check =>
                check.Outcome is Outcome.Fail or Outcome.Review
                    ? check with
                    {
                        Where = Behaviour.Line(check.Rule, known, code),
                    }
                    : check
            );
    }

    // Without a record there is one reason, not one for each fact.
    private static IEnumerable<Check> Kernel(string subject, KernelEvidence? kernel)
    {
        var facts = kernel?.Facts.Where(fact => KernelRules.SubjectOf(fact.Name) == subject).ToArray() ?? [];
        return kernel?.NotSeenBecause is { } reason
            ? facts
                .Take(1)
                .Select(fact =>
                    Check.Skipped(KernelRules.RuleOf(fact.Name), $"No record of the real kernel: {reason}.")
                )
            : facts.Where(fact => fact.Outcome != KernelOutcome.NotSeen).Select(Of);
    }

    private static Check Of(KernelFact fact) =>
        new(KernelRules.RuleOf(fact.Name), KernelRules.OutcomeOf(fact), $"The real kernel's record: {fact.Observed}.")
        {
            Measured = fact.Measured,
        };
}
