using SelectQuest.Grading.Evidence.Plan;

namespace SelectQuest.Grading.Verdicts.Plan;

/// <summary>C3 in the plan: the highest fd is right after every add and every remove, and select gets one more.</summary>
internal static class C3Plan
{
    public static IEnumerable<Check> Judge(PlanEvidence plan)
    {
        if (plan.Mechanism is { } other)
        {
            return [other.Under("SQ304", plan)];
        }
        var (added, removed, argument) = plan.MaxFd;
        if (added is null && removed is null && (argument is null || plan.Loop is null))
        {
            return [Check.Fail("SQ301", "Nothing about the highest fd.") with { NotStarted = true }];
        }
        return
        [
            added.UnderOr("SQ301", plan, "The plan does not say that adding a connection raises the highest fd."),
            removed.UnderOr(
                "SQ302",
                plan,
                "The plan does not say what becomes of the highest fd when its connection is removed."
            ),
            argument.UnderOr("SQ303", plan, "The plan does not say that select gets the highest fd + 1."),
        ];
    }
}
