using SelectQuest.Grading.Evidence.Plan;

namespace SelectQuest.Grading.Verdicts.Plan;

/// <summary>C5 in the plan: a timeout with its value and a reason that bears on it.</summary>
internal static class C5Plan
{
    public static IEnumerable<Check> Judge(PlanEvidence plan)
    {
        var (value, reason, _) = plan.Timeout;
        if (value is null && reason is null)
        {
            return [Check.Fail("SQ501", "No timeout is chosen.") with { NotStarted = true }];
        }
        if (value is { Truth: Truth.Unsure })
        {
            return reason is { Truth: Truth.Yes }
                ? [value.Under("SQ503", plan), reason.Under("SQ502", plan)]
                : [(value with { Truth = Truth.No }).Under("SQ503", plan)];
        }
        return
        [
            value.UnderOr("SQ501", plan, "The timeout has no concrete value with its unit."),
            reason.UnderOr("SQ502", plan, "The plan does not say why this timeout."),
        ];
    }
}
