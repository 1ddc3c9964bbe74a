using SelectQuest.Grading.Evidence.Plan;
using SelectQuest.Grading.Verdicts.Plan;
using SelectQuest.Verdicts.Tests.Given;

namespace SelectQuest.Verdicts.Tests.Plans;

public class TimeoutInThePlan
{
    private const string NoValue = "Fail SQ501 - The timeout has no concrete value with its unit.";
    private const string NoReason = "Fail SQ502 - The plan does not say why this timeout.";

    private static readonly Fact Value = Fact.Yes("500 ms.", 60);
    private static readonly Fact Reason = Fact.Yes("Shutdown is noticed in time.", 61);
    private static readonly Fact Restated = Fact.No("The reason restates the value.", 61);
    private static readonly Fact ForEver = Fact.Unsure("select waits for ever.", 62);

    [Fact]
    public void Value_and_reason_are_one_check_each() =>
        Assert.Equal(
            ["Pass SQ501 plan.md:60:1 500 ms.", "Pass SQ502 plan.md:61:1 Shutdown is noticed in time."],
            Judge(Value, Reason)
        );

    [Fact]
    public void Without_either_nothing_was_chosen() =>
        Assert.Equal(["NotStarted SQ501 - No timeout is chosen."], Judge(null, null));

    [Fact]
    public void A_value_alone_fails() =>
        Assert.Equal(["Pass SQ501 plan.md:60:1 500 ms.", NoReason], Judge(Value, null));

    [Fact]
    public void A_reason_alone_fails() =>
        Assert.Equal([NoValue, "Pass SQ502 plan.md:61:1 Shutdown is noticed in time."], Judge(null, Reason));

    [Fact]
    public void A_reason_that_restates_the_value_fails() =>
        Assert.Equal(
            ["Pass SQ501 plan.md:60:1 500 ms.", "Fail SQ502 plan.md:61:1 The reason restates the value."],
            Judge(Value, Restated)
        );

    [Fact]
    public void A_value_that_spins_fails() =>
        Assert.Equal("Fail SQ501 plan.md:60:1 0 ms spins.", Judge(Fact.No("0 ms spins.", 60), Reason)[0]);

    [Fact]
    public void Waiting_for_ever_with_a_reason_is_for_review() =>
        Assert.Equal(
            [
                "Review SQ503 plan.md:62:1 select waits for ever.",
                "Pass SQ502 plan.md:61:1 Shutdown is noticed in time.",
            ],
            Judge(ForEver, Reason)
        );

    [Fact]
    public void Waiting_for_ever_without_a_reason_that_bears_on_it_fails()
    {
        string[] fails = ["Fail SQ503 plan.md:62:1 select waits for ever."];

        Assert.Equal(fails, Judge(ForEver, null));
        Assert.Equal(fails, Judge(ForEver, Restated));
        Assert.Equal(fails, Judge(ForEver, Fact.Unsure("Perhaps a reason.", 63)));
    }

    private static string[] Judge(Fact? value, Fact? reason) =>
        C5Plan.Judge(SoundPlan.Evidence with { Timeout = new TimeoutFacts(value, reason, null) }).AsLines();
}
