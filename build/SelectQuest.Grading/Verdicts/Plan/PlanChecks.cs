using SelectQuest.Grading.Evidence.Plan;

namespace SelectQuest.Grading.Verdicts.Plan;

/// <summary>Facts about a plan as checks of a rule.</summary>
internal static class PlanChecks
{
    /// <summary>The fact under <paramref name="rule"/>.</summary>
    public static Check Under(this Fact fact, string rule, PlanEvidence plan) =>
        new(
            rule,
            fact.Truth switch
            {
                Truth.Yes => Outcome.Pass,
                Truth.No => Outcome.Fail,
                _ => Outcome.Review,
            },
            fact.Observed,
            fact.Line > 0 ? new Location(plan.Path, fact.Line, Math.Max(1, fact.Column)) : null
        );

    /// <summary>The fact, or a fail that says what is missing.</summary>
    public static Check UnderOr(this Fact? fact, string rule, PlanEvidence plan, string missing) =>
        fact is null ? Check.Fail(rule, missing) : fact.Under(rule, plan);

    /// <summary>The gravest of several facts: the first that fails, else the first a person must read, else the first.</summary>
    public static Fact Gravest(this IReadOnlyList<Fact> facts) =>
        facts.FirstOrDefault(fact => fact.Truth == Truth.No)
        ?? facts.FirstOrDefault(fact => fact.Truth == Truth.Unsure)
        ?? facts[0];
}
