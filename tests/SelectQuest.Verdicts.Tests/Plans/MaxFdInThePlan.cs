using SelectQuest.Grading.Evidence.Plan;
using SelectQuest.Grading.Verdicts.Plan;
using SelectQuest.Verdicts.Tests.Given;

namespace SelectQuest.Verdicts.Tests.Plans;

public class MaxFdInThePlan
{
    private const string NoAdd = "Fail SQ301 - The plan does not say that adding a connection raises the highest fd.";
    private const string NoRemove =
        "Fail SQ302 - The plan does not say what becomes of the highest fd when its connection is removed.";
    private const string NoArgument = "Fail SQ303 - The plan does not say that select gets the highest fd + 1.";
    private const string NothingSaid = "NotStarted SQ301 - Nothing about the highest fd.";

    private static readonly MaxFdFacts Nothing = new(null, null, null);
    private static readonly Fact There = Fact.Yes("It is there.", 5);

    [Fact]
    public void Add_remove_and_argument_are_one_check_each() =>
        Assert.Equal(
            [
                "Pass SQ301 plan.md:40:1 Add raises it.",
                "Pass SQ302 plan.md:41:1 Remove lowers it.",
                "Pass SQ303 plan.md:42:1 max_fd + 1 is passed.",
            ],
            Judge(SoundPlan.MaxFd)
        );

    [Fact]
    public void A_mechanism_without_nfds_is_all_there_is_to_say() =>
        Assert.Equal(
            ["Fail SQ304 plan.md:5:1 The plan waits with poll."],
            C3Plan.Judge(SoundPlan.Evidence with { Mechanism = Fact.No("The plan waits with poll.", 5) }).AsLines()
        );

    [Fact]
    public void Without_anything_about_max_fd_the_plan_is_not_started() => Assert.Equal([NothingSaid], Judge(Nothing));

    [Fact]
    public void One_path_is_enough_to_have_started()
    {
        Assert.Equal(
            ["Pass SQ301 plan.md:5:1 It is there.", NoRemove, NoArgument],
            Judge(Nothing with { Added = There })
        );
        Assert.Equal(
            [NoAdd, "Pass SQ302 plan.md:5:1 It is there.", NoArgument],
            Judge(Nothing with { Removed = There })
        );
    }

    [Fact]
    public void An_argument_without_a_loop_to_pass_it_in_is_no_start()
    {
        var argument = Nothing with { Argument = There };

        Assert.Equal([NoAdd, NoRemove, "Pass SQ303 plan.md:5:1 It is there."], Judge(argument));
        Assert.Equal([NothingSaid], C3Plan.Judge(SoundPlan.Evidence with { MaxFd = argument, Loop = null }).AsLines());
    }

    [Fact]
    public void A_path_that_is_there_counts_without_a_loop_too() =>
        Assert.Equal(
            ["Pass SQ301", "Pass SQ302", "Pass SQ303"],
            C3Plan.Judge(SoundPlan.Evidence with { Loop = null }).AsOutcomes()
        );

    private static string[] Judge(MaxFdFacts maxFd) =>
        C3Plan.Judge(SoundPlan.Evidence with { MaxFd = maxFd }).AsLines();
}
