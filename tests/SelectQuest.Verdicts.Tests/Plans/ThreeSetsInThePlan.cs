using SelectQuest.Grading.Evidence.Plan;
using SelectQuest.Grading.Evidence.Plan.Pseudocode;
using SelectQuest.Grading.Verdicts.Plan;
using SelectQuest.Verdicts.Tests.Given;

namespace SelectQuest.Verdicts.Tests.Plans;

public class ThreeSetsInThePlan
{
    [Fact]
    public void Every_question_about_the_loop_is_one_check() =>
        Assert.Equal(
            [
                "Pass SQ101 plan.md:10:3 There is a loop around select.",
                "Pass SQ103 plan.md:11:1 Read is made anew.",
                "Pass SQ104 plan.md:14:1 Read is passed.",
                "Pass SQ105 plan.md:17:1 Read is filled.",
                "Pass SQ106 plan.md:18:1 Write is filled.",
                "Pass SQ107 plan.md:19:1 Error is filled.",
                "Pass SQ108 plan.md:20:1 Read is dispatched.",
            ],
            Judge(SoundPlan.Loop)
        );

    [Fact]
    public void A_design_on_another_call_than_select_is_all_there_is_to_say() =>
        Assert.Equal(
            ["Fail SQ102 plan.md:5:1 The plan waits with epoll."],
            C1Plan
                .Judge(
                    SoundPlan.Evidence with
                    {
                        Mechanism = Fact.No("The plan waits with epoll.", 5),
                        OnlyOthersLoop = Fact.No("Borrowed.", 6),
                    }
                )
                .AsLines()
        );

    [Fact]
    public void A_loop_that_is_someone_elses_is_not_the_plans() =>
        Assert.Equal(
            ["Fail SQ101 plan.md:6:1 Borrowed."],
            C1Plan.Judge(SoundPlan.Evidence with { OnlyOthersLoop = Fact.No("Borrowed.", 6) }).AsLines()
        );

    [Fact]
    public void Without_a_loop_the_plan_is_not_started() =>
        Assert.Equal(
            ["NotStarted SQ101 - No pseudocode of a loop around select."],
            C1Plan.Judge(SoundPlan.Evidence with { Loop = null }).AsLines()
        );

    [Fact]
    public void A_select_outside_of_any_loop_fails_beside_all_else() =>
        Assert.Equal(
            "Fail SQ101 plan.md:9:1 Nothing loops.",
            Judge(SoundPlan.Loop with { Loop = Fact.No("Nothing loops.", 9) })[0]
        );

    [Fact]
    public void The_gravest_of_the_three_sets_speaks_for_them()
    {
        var lines = Judge(
            SoundPlan.Loop with
            {
                Rebuilt = [SoundPlan.Loop.Rebuilt[0], Fact.No("Write is never zeroed.", 12)],
                Passed = [SoundPlan.Loop.Passed[0], Fact.Unsure("Write may be passed.", 15), SoundPlan.Loop.Passed[2]],
                Dispatched = [SoundPlan.Loop.Dispatched[0], Fact.No("Nobody looks at write.", 21)],
            }
        );

        Assert.Equal(
            [
                "Fail SQ103 plan.md:12:1 Write is never zeroed.",
                "Review SQ104 plan.md:15:1 Write may be passed.",
                "Fail SQ108 plan.md:21:1 Nobody looks at write.",
            ],
            lines.Where(line => !line.StartsWith("Pass", StringComparison.Ordinal))
        );
    }

    [Theory]
    [InlineData(0, "SQ105")]
    [InlineData(1, "SQ106")]
    [InlineData(2, "SQ107")]
    public void What_a_set_holds_that_is_not_passed_is_not_asked(int role, string rule)
    {
        var passed = SoundPlan.Loop.Passed.ToArray();
        passed[role] = Fact.No("NULL is passed.", 14);

        var lines = Judge(SoundPlan.Loop with { Passed = passed });

        Assert.Contains("Fail SQ104 plan.md:14:1 NULL is passed.", lines);
        Assert.Equal(
            new[] { "SQ105", "SQ106", "SQ107" }.Except([rule]),
            lines.Select(line => line.Split(' ')[1]).Where(id => id is "SQ105" or "SQ106" or "SQ107")
        );
    }

    [Fact]
    public void Of_a_set_that_may_be_passed_it_is_asked_what_it_holds()
    {
        var passed = SoundPlan.Loop.Passed.Select(fact => fact with { Truth = Truth.Unsure }).ToArray();

        Assert.Contains("Pass SQ106 plan.md:18:1 Write is filled.", Judge(SoundPlan.Loop with { Passed = passed }));
    }

    [Fact]
    public void Nothing_is_said_of_rebuilding_or_dispatching_where_nothing_was_read() =>
        Assert.Equal(
            ["SQ101", "SQ104", "SQ105", "SQ106", "SQ107"],
            Judge(SoundPlan.Loop with { Rebuilt = [], Dispatched = [] }).Select(line => line.Split(' ')[1])
        );

    private static string[] Judge(LoopFacts loop) => C1Plan.Judge(SoundPlan.Evidence with { Loop = loop }).AsLines();
}
