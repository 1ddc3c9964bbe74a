using SelectQuest.Grading.Evidence.Plan;

namespace SelectQuest.Grading.Verdicts.Plan;

/// <summary>C4 in the plan: six scenarios with what is expected, 50 clients at once, a burst in and a burst out.</summary>
internal static class C4Plan
{
    private const int Wanted = 6;
    private const int ClientsWanted = 50;

    public static IEnumerable<Check> Judge(PlanEvidence plan)
    {
        var scenarios = plan.Scenarios;
        if (scenarios.Rows.Count == 0)
        {
            return [Check.Fail("SQ401", "No test scenarios.") with { NotStarted = true }];
        }
        return
        [
            Count(plan, scenarios),
            Expectations(plan, scenarios),
            scenarios.Clients >= ClientsWanted
                ? Check.Pass(
                    "SQ403",
                    $"{scenarios.Clients} clients are connected at once.",
                    At(plan, scenarios.ClientsAt)
                )
                : Check.Fail(
                    "SQ403",
                    scenarios.Clients == 0
                        ? "No scenario says how many clients are connected at once."
                        : $"At most {scenarios.Clients} clients are connected at once.",
                    At(plan, scenarios.ClientsAt)
                ),
            Burst("SQ404", "connect", scenarios.ConnectBurst, plan),
            Burst("SQ405", "disconnect", scenarios.DisconnectBurst, plan),
        ];
    }

    private static Check Count(PlanEvidence plan, ScenarioFacts scenarios)
    {
        var first = At(plan, scenarios.Rows[0].At);
        return scenarios.Distinct < Wanted
                ? Check.Fail("SQ401", $"{scenarios.Distinct} different scenarios; the quest asks for {Wanted}.", first)
            : scenarios.DistinctButForNumbers < Wanted
                ? Check.Review(
                    "SQ401",
                    $"{scenarios.Distinct} scenarios, of which some differ in their numbers only.",
                    first
                )
            : Check.Pass("SQ401", $"{scenarios.Distinct} different scenarios.", first);
    }

    private static Check Expectations(PlanEvidence plan, ScenarioFacts scenarios)
    {
        var expecting = scenarios.Rows.Count(row => row.Expects);
        if (expecting >= Wanted || expecting == scenarios.Rows.Count)
        {
            return Check.Pass("SQ402", "The scenarios say what is expected.", At(plan, scenarios.Rows[0].At));
        }
        var without = scenarios.Rows.First(row => !row.Expects);
        return Check.Fail("SQ402", "This scenario does not say what is expected.", At(plan, without.At));
    }

    private static Check Burst(string rule, string what, Scenario? burst, PlanEvidence plan) =>
        burst is not null
            ? Check.Pass(rule, $"Many clients {what} together.", At(plan, burst.At))
            : Check.Fail(rule, $"No scenario has many clients {what} together.", At(plan, plan.Scenarios.Rows[0].At));

    private static Location? At(PlanEvidence plan, PlanLine? line) =>
        line is null ? null : new Location(plan.Path, line.Number, line.Column);
}
