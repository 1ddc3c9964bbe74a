using SelectQuest.Grading.Evidence.Plan;
using SelectQuest.Grading.Verdicts.Plan;
using SelectQuest.Verdicts.Tests.Given;

namespace SelectQuest.Verdicts.Tests.Plans;

public class ScenariosInThePlan
{
    private static readonly ScenarioFacts Sound = SoundPlan.Scenarios;

    [Fact]
    public void Number_expectations_clients_and_bursts_are_one_check_each() =>
        Assert.Equal(
            [
                "Pass SQ401 plan.md:50:3 6 different scenarios.",
                "Pass SQ402 plan.md:50:3 The scenarios say what is expected.",
                "Pass SQ403 plan.md:56:4 50 clients are connected at once.",
                "Pass SQ404 plan.md:51:3 Many clients connect together.",
                "Pass SQ405 plan.md:52:3 Many clients disconnect together.",
            ],
            Judge(Sound)
        );

    [Fact]
    public void Without_a_scenario_the_test_plan_is_not_started() =>
        Assert.Equal(["NotStarted SQ401 - No test scenarios."], Judge(Sound with { Rows = [] }));

    [Theory]
    [InlineData(5, 5, "Fail SQ401 plan.md:50:3 5 different scenarios; the quest asks for 6.")]
    [InlineData(6, 5, "Review SQ401 plan.md:50:3 6 scenarios, of which some differ in their numbers only.")]
    [InlineData(7, 6, "Pass SQ401 plan.md:50:3 7 different scenarios.")]
    public void Six_different_scenarios_are_asked_for(int distinct, int butForNumbers, string expected) =>
        Assert.Equal(expected, Judge(Sound with { Distinct = distinct, DistinctButForNumbers = butForNumbers })[0]);

    [Fact]
    public void The_first_scenario_that_expects_nothing_is_shown() =>
        Assert.Equal(
            "Fail SQ402 plan.md:52:3 This scenario does not say what is expected.",
            Judge(Sound with { Rows = Rows(50, 2, 52, 2, 54, 2) })[1]
        );

    [Fact]
    public void Six_expectations_are_enough_however_many_scenarios_follow() =>
        Assert.Equal(
            "Pass SQ402 plan.md:50:3 The scenarios say what is expected.",
            Judge(Sound with { Rows = Rows(50, 6, 56, 3) })[1]
        );

    [Fact]
    public void Five_expectations_of_seven_are_not_enough() =>
        Assert.Equal(
            "Fail SQ402 plan.md:55:3 This scenario does not say what is expected.",
            Judge(Sound with { Rows = Rows(50, 5, 55, 2) })[1]
        );

    [Fact]
    public void Few_scenarios_that_all_expect_something_are_missing_nothing_but_more_scenarios() =>
        Assert.Equal(
            "Pass SQ402 plan.md:50:3 The scenarios say what is expected.",
            Judge(Sound with { Rows = Rows(50, 2) })[1]
        );

    [Theory]
    [InlineData(50, "Pass SQ403 plan.md:56:4 50 clients are connected at once.")]
    [InlineData(49, "Fail SQ403 plan.md:56:4 At most 49 clients are connected at once.")]
    [InlineData(1, "Fail SQ403 plan.md:56:4 At most 1 clients are connected at once.")]
    [InlineData(0, "Fail SQ403 plan.md:56:4 No scenario says how many clients are connected at once.")]
    public void Fifty_clients_at_once_are_asked_for(int clients, string expected) =>
        Assert.Equal(expected, Judge(Sound with { Clients = clients })[2]);

    [Fact]
    public void A_number_of_clients_that_stands_nowhere_has_no_line() =>
        Assert.Equal(
            "Fail SQ403 - No scenario says how many clients are connected at once.",
            Judge(Sound with { Clients = 0, ClientsAt = null })[2]
        );

    [Fact]
    public void A_burst_that_is_missing_is_shown_at_the_first_scenario()
    {
        Assert.Equal(
            "Fail SQ404 plan.md:50:3 No scenario has many clients connect together.",
            Judge(Sound with { ConnectBurst = null })[3]
        );
        Assert.Equal(
            "Fail SQ405 plan.md:50:3 No scenario has many clients disconnect together.",
            Judge(Sound with { DisconnectBurst = null })[4]
        );
    }

    // A line and how many rows from there on expect something, a line and how many do not, and so on.
    private static Scenario[] Rows(params int[] runs) =>
        [
            .. runs.Chunk(2)
                .SelectMany(
                    (run, at) => Enumerable.Range(run[0], run[1]).Select(line => SoundPlan.Row(line, at % 2 == 0))
                ),
        ];

    private static string[] Judge(ScenarioFacts scenarios) =>
        C4Plan.Judge(SoundPlan.Evidence with { Scenarios = scenarios }).AsLines();
}
