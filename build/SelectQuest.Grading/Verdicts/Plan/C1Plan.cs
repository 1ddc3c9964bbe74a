using SelectQuest.Grading.Evidence.Plan;

namespace SelectQuest.Grading.Verdicts.Plan;

/// <summary>C1 in the plan: three sets, made anew in every turn, filled with sense, passed, and looked at afterwards.</summary>
internal static class C1Plan
{
    public static IEnumerable<Check> Judge(PlanEvidence plan)
    {
        if (plan.Mechanism is { } other)
        {
            return [other.Under("SQ102", plan)];
        }
        if (plan.OnlyOthersLoop is { } borrowed)
        {
            return [borrowed.Under("SQ101", plan)];
        }
        if (plan.Loop is not { } loop)
        {
            return [Check.Fail("SQ101", "No pseudocode of a loop around select.") with { NotStarted = true }];
        }
        return
        [
            loop.Loop.Under("SQ101", plan),
            .. loop.Rebuilt.Count > 0 ? [loop.Rebuilt.Gravest().Under("SQ103", plan)] : Array.Empty<Check>(),
            loop.Passed.Gravest().Under("SQ104", plan),
            .. Filled(loop, plan),
            .. loop.Dispatched.Count > 0 ? [loop.Dispatched.Gravest().Under("SQ108", plan)] : Array.Empty<Check>(),
        ];
    }

    // A set that is not passed has been reported once; what it would hold adds nothing.
    private static IEnumerable<Check> Filled(Evidence.Plan.Pseudocode.LoopFacts loop, PlanEvidence plan)
    {
        (Fact Fact, string Rule)[] filled =
        [
            (loop.ReadFilled, "SQ105"),
            (loop.WriteFilled, "SQ106"),
            (loop.ErrorFilled, "SQ107"),
        ];
        return filled
            .Where((_, role) => loop.Passed[role].Truth != Truth.No)
            .Select(pair => pair.Fact.Under(pair.Rule, plan));
    }
}
