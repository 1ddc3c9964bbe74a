using SelectQuest.Grading.Evidence;
using SelectQuest.Grading.Evidence.Plan;
using SelectQuest.Grading.Verdicts;
using SelectQuest.Grading.Verdicts.Code;
using SelectQuest.Verdicts.Tests.Given;

namespace SelectQuest.Verdicts.Tests.Joining;

/// <summary>What the plan chooses, beside what a kernel saw select being given.</summary>
public class TheTimeoutThatWasPlanned
{
    private const string Kept = "Pass SQ534 loop.cs:25:1 The plan chooses 500 ms, and `select` is given it.";

    [Theory]
    [InlineData(500)]
    [InlineData(475)]
    [InlineData(525)]
    public void The_same_within_a_twentieth_passes(double seen) => Assert.Equal([Kept], Judge(Seen(seen)));

    [Theory]
    [InlineData(474.9, "474.9 ms")]
    [InlineData(525.1, "525.1 ms")]
    [InlineData(1, "1 ms")]
    [InlineData(0.0625, "0.063 ms")]
    [InlineData(5000, "5,000 ms")]
    public void Another_value_fails_and_both_are_named(double seen, string given) =>
        Assert.Equal(
            [$"Fail SQ534 loop.cs:25:1 The plan chooses 500 ms (plan.md:60); `select` is given {given}."],
            Judge(Seen(seen))
        );

    [Fact]
    public void A_value_that_the_plan_names_beside_its_choice_is_for_review() =>
        Assert.Equal(
            [
                "Review SQ534 loop.cs:25:1 The plan chooses 500 ms (plan.md:60), and `select` is given 250 ms, which the "
                    + "plan names beside it.",
            ],
            Judge(Seen(250), SoundPlan.Timeout with { Mentioned = [60_000, 250] })
        );

    [Fact]
    public void A_value_near_one_that_is_named_beside_it_is_for_review_too() =>
        Assert.StartsWith(
            "Review SQ534",
            Assert.Single(Judge(Seen(260), SoundPlan.Timeout with { Mentioned = [250] })),
            StringComparison.Ordinal
        );

    [Fact]
    public void Of_several_values_one_that_was_planned_is_enough() => Assert.Equal([Kept], Judge(Seen(10, 500, 9000)));

    [Fact]
    public void Of_several_none_of_which_was_planned_all_are_named()
    {
        Assert.Equal(
            ["Fail SQ534 loop.cs:25:1 The plan chooses 500 ms (plan.md:60); `select` is given 10 ms, 9,000 ms."],
            Judge(Seen(10, 9000))
        );
        Assert.StartsWith(
            "Review SQ534",
            Assert.Single(Judge(Seen(10, 9000), SoundPlan.Timeout with { Mentioned = [9000] })),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Neither_zero_nor_for_ever_is_a_choice_to_compare(double milliseconds)
    {
        Assert.Empty(Judge(Seen(milliseconds)));
        Assert.Equal([Kept], Judge(Seen(milliseconds, 500)));
        Assert.DoesNotContain(", ", Assert.Single(Judge(Seen(milliseconds, 250))), StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_real_kernel_saw_counts_before_what_the_simulated_one_saw()
    {
        var code = SoundRun.Evidence with { Simulation = SoundRun.Simulation with { Timeouts = [Time(9)] } };

        Assert.Equal([Kept], Judge(code));
        Assert.Equal([Kept], Judge(Seen(500) with { Kernel = SoundRun.Kernel with { Timeouts = [] } }));
        Assert.StartsWith(
            "Fail SQ534",
            Assert.Single(Judge(Seen(500) with { Kernel = SoundRun.Kernel with { Timeouts = [Time(9)] } })),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_null_timeout_of_the_real_kernel_is_for_ever()
    {
        Assert.Empty(Judge(Seen(500) with { Kernel = SoundRun.Kernel with { Timeouts = [null] } }));
        Assert.Equal(
            [Kept],
            Judge(SoundRun.Evidence with { Kernel = SoundRun.Kernel with { Timeouts = [Time(500), null] } })
        );
    }

    [Fact]
    public void Without_a_run_nothing_is_proven() => Assert.Empty(Judge(SoundCode.Evidence));

    [Fact]
    public void Without_a_choice_in_the_plan_there_is_nothing_to_compare()
    {
        var sound = SoundPlan.Timeout;

        Assert.Empty(Judge(Seen(9), sound with { Value = null }));
        Assert.Empty(Judge(Seen(9), sound with { Value = Fact.Unsure("For ever.", 60) }));
        Assert.Empty(Judge(Seen(9), sound with { Value = Fact.No("It spins.", 60) }));
        Assert.Empty(Judge(Seen(9), sound with { Milliseconds = null }));
    }

    [Fact]
    public void A_choice_without_a_line_is_shown_at_the_top_of_the_plan() =>
        Assert.Contains(
            "(plan.md:1)",
            Assert.Single(Judge(Seen(9), SoundPlan.Timeout with { Value = new Fact(Truth.Yes, "500 ms.") })),
            StringComparison.Ordinal
        );

    [Fact]
    public void The_line_shown_is_that_of_the_call_in_an_iteration()
    {
        var elsewhere = SoundCode.Select with
        {
            InIterate = false,
            Timeout = SoundCode.Select.Timeout with { Where = SoundCode.Loop(70) },
        };
        var facts = SoundCode.Facts;
        var code = Seen(500);

        Assert.Equal([Kept], Judge(With(facts.Selects.Prepend(elsewhere))));
        Assert.Equal(["Pass SQ534 - The plan chooses 500 ms, and `select` is given it."], Judge(With([elsewhere])));

        CodeEvidence With(IEnumerable<Grading.Evidence.Source.SelectCall> selects) =>
            code with
            {
                Source = code.Source with { Facts = facts with { Selects = [.. selects] } },
            };
    }

    private static TimeSpan Time(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    // Under the simulated kernel alone.
    private static CodeEvidence Seen(params double[] milliseconds) =>
        SoundCode.Evidence with
        {
            Simulation = SoundRun.Simulation with { Timeouts = [.. milliseconds.Select(Time)] },
        };

    private static string[] Judge(CodeEvidence code, TimeoutFacts? planned = null) =>
        PlanAgainstCode
            .Judge(
                Criterion.C5,
                code with
                {
                    Plan = SoundPlan.Evidence with { Timeout = planned ?? SoundPlan.Timeout },
                }
            )
            .AsLines();
}
