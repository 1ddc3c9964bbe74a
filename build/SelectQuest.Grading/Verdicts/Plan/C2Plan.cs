using SelectQuest.Grading.Evidence.Plan;

namespace SelectQuest.Grading.Verdicts.Plan;

/// <summary>C2 in the plan: add, remove and lookup by fd, on a structure where each is O(1).</summary>
internal static class C2Plan
{
    public static IEnumerable<Check> Judge(PlanEvidence plan)
    {
        var (add, remove, lookup, structure) = plan.Registry;
        if (add is null && remove is null && lookup is null && structure is null)
        {
            return [Check.Fail("SQ201", "No registry of connections.") with { NotStarted = true }];
        }
        return
        [
            add.UnderOr("SQ201", plan, "The registry has no operation that adds a connection by fd."),
            remove.UnderOr("SQ202", plan, "The registry has no operation that removes a connection by fd."),
            lookup.UnderOr("SQ203", plan, "The registry has no operation that looks a connection up by fd."),
            structure.UnderOr("SQ204", plan, "The plan does not say what the registry is made of."),
        ];
    }
}
