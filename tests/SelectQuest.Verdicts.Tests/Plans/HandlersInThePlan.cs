using SelectQuest.Grading.Evidence.Plan;
using SelectQuest.Grading.Verdicts.Plan;
using SelectQuest.Verdicts.Tests.Given;

namespace SelectQuest.Verdicts.Tests.Plans;

public class HandlersInThePlan
{
    private static readonly HandlerFacts Nothing = new(null, null, null, null);
    private static readonly Fact There = Fact.Yes("It is there.", 5);

    [Fact]
    public void What_the_handlers_promise_is_one_check_each()
    {
        Assert.Equal(["Pass SQ601 plan.md:70:1 O_NONBLOCK at once."], NonBlocking(SoundPlan.Evidence));
        Assert.Equal(
            [
                "Pass SQ602 plan.md:71:1 EAGAIN on read is later.",
                "Pass SQ603 plan.md:72:1 EAGAIN on write is later.",
                "Pass SQ604 plan.md:73:1 The tail is kept.",
            ],
            Eagain(SoundPlan.Evidence)
        );
    }

    [Fact]
    public void In_a_plan_without_loop_and_handlers_they_are_not_started()
    {
        Assert.Equal(
            ["NotStarted SQ601 - The accept handler does not make the new connection non-blocking."],
            NonBlocking(SoundPlan.Blank)
        );
        Assert.Equal(
            [
                "NotStarted SQ602 - The read handler does not say what EAGAIN means.",
                "NotStarted SQ603 - The write handler does not say what EAGAIN means.",
                "NotStarted SQ604 - The write handler does not say what becomes of bytes the kernel did not take.",
            ],
            Eagain(SoundPlan.Blank)
        );
    }

    [Fact]
    public void Beside_a_loop_a_promise_that_is_missing_fails()
    {
        var silent = SoundPlan.Evidence with { Handlers = Nothing };

        Assert.Equal(
            ["Fail SQ601 - The accept handler does not make the new connection non-blocking."],
            NonBlocking(silent)
        );
        Assert.Equal(
            [
                "Fail SQ602 - The read handler does not say what EAGAIN means.",
                "Fail SQ603 - The write handler does not say what EAGAIN means.",
                "Fail SQ604 - The write handler does not say what becomes of bytes the kernel did not take.",
            ],
            Eagain(silent)
        );
    }

    [Fact]
    public void A_promise_without_a_loop_counts()
    {
        Assert.Equal(
            ["Pass SQ601 plan.md:5:1 It is there."],
            NonBlocking(SoundPlan.Blank with { Handlers = Nothing with { NonBlocking = There } })
        );
        Assert.Equal(["Pass SQ602", "Fail SQ603", "Fail SQ604"], Outcomes(Nothing with { EagainOnRead = There }));
        Assert.Equal(["Fail SQ602", "Pass SQ603", "Fail SQ604"], Outcomes(Nothing with { EagainOnWrite = There }));
        Assert.Equal(["Fail SQ602", "Fail SQ603", "Pass SQ604"], Outcomes(Nothing with { TailKept = There }));

        static string[] Outcomes(HandlerFacts handlers) =>
            DoneWhenPlan.Eagain(SoundPlan.Blank with { Handlers = handlers }).AsOutcomes();
    }

    private static string[] NonBlocking(PlanEvidence plan) => DoneWhenPlan.NonBlocking(plan).AsLines();

    private static string[] Eagain(PlanEvidence plan) => DoneWhenPlan.Eagain(plan).AsLines();
}
