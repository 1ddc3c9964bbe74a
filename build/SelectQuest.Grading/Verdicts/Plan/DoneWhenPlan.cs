using SelectQuest.Grading.Evidence.Plan;

namespace SelectQuest.Grading.Verdicts.Plan;

/// <summary>What the quest's "done when" list asks of the handlers in the plan. It explains; points come from the criteria.</summary>
internal static class DoneWhenPlan
{
    /// <summary>The accept handler makes a new connection non-blocking.</summary>
    public static IEnumerable<Check> NonBlocking(PlanEvidence plan) =>
        [
            plan.Handlers.NonBlocking.UnderOr(
                "SQ601",
                plan,
                "The accept handler does not make the new connection non-blocking."
            ) with
            {
                NotStarted = plan.Loop is null && plan.Handlers.NonBlocking is null,
            },
        ];

    /// <summary>EAGAIN ends a handler, not a connection; what send did not take is kept.</summary>
    public static IEnumerable<Check> Eagain(PlanEvidence plan)
    {
        var notStarted =
            plan.Loop is null && plan.Handlers is { EagainOnRead: null, EagainOnWrite: null, TailKept: null };
        return Handlers(plan).Select(check => check with { NotStarted = notStarted });
    }

    private static IEnumerable<Check> Handlers(PlanEvidence plan) =>
        [
            plan.Handlers.EagainOnRead.UnderOr("SQ602", plan, "The read handler does not say what EAGAIN means."),
            plan.Handlers.EagainOnWrite.UnderOr("SQ603", plan, "The write handler does not say what EAGAIN means."),
            plan.Handlers.TailKept.UnderOr(
                "SQ604",
                plan,
                "The write handler does not say what becomes of bytes the kernel did not take."
            ),
        ];
}
