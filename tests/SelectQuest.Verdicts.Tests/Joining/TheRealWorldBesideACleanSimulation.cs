using SelectQuest.Grading.Evidence;
using SelectQuest.Grading.Evidence.Kernel;
using SelectQuest.Grading.Evidence.Live;
using SelectQuest.Grading.Verdicts;
using SelectQuest.Grading.Verdicts.Code;
using SelectQuest.Verdicts.Tests.Given;

namespace SelectQuest.Verdicts.Tests.Joining;

/// <summary>Where the simulated kernel found nothing, each thing that the real world shows counts by itself.</summary>
public class TheRealWorldBesideACleanSimulation
{
    private static readonly Check Known = Check.Pass("SQ331", "The text is right.", SoundCode.Loop(24));

    [Theory]
    [InlineData("C1", "SQ133", "SQ133", "SQ135", "SQ133", "SQ132")]
    [InlineData("C2")]
    [InlineData("C3", "SQ331")]
    [InlineData("C5", "SQ533")]
    [InlineData("D3", "SQ631")]
    [InlineData("D4", "SQ632")]
    public void Each_fact_of_the_kernel_goes_to_its_subject(string subject, params string[] rules) =>
        Assert.Equal(
            rules.Select(rule => $"Pass {rule}"),
            RealWorld.Beside(subject, [], SoundRun.Evidence).AsOutcomes()
        );

    [Fact]
    public void Many_clients_are_the_business_of_real_ones_first_and_of_the_kernel_then()
    {
        var checks = RealWorld.Beside("C4", [Known], SoundRun.Evidence);

        Assert.Equal(
            [
                "Pass SQ331",
                "Pass SQ441",
                .. Enumerable.Repeat("Pass SQ442", ScenarioNames.All.Count - 1),
                "Pass SQ432",
                "Pass SQ433",
                "Pass SQ440",
                "Pass SQ440",
                "Pass SQ438",
            ],
            checks.AsOutcomes()
        );
        Assert.Equal("Pass SQ438 - The real kernel's record: descriptors held.", checks[^1].AsLine());
    }

    [Fact]
    public void A_fact_that_broke_fails_at_the_line_of_its_rule_with_its_figures_beside_it()
    {
        var code = SoundRun.Evidence with
        {
            Kernel = SoundRun.KernelWith(KernelFacts.Nfds, KernelOutcome.Broken, "nfds was too low", "3 times"),
        };

        var check = RealWorld.Beside("C3", [Known], code)[^1];

        Assert.Equal("Fail SQ331 loop.cs:24:1 The real kernel's record: nfds was too low.", check.AsLine());
        Assert.Equal("3 times", check.Measured);
    }

    [Fact]
    public void A_fact_for_review_has_its_line_and_one_that_held_needs_none()
    {
        var code = SoundRun.Evidence with
        {
            Kernel = SoundRun.KernelWith(KernelFacts.Readiness, KernelOutcome.Broken, "recv came too early"),
        };

        Assert.Equal(
            ["Review SQ632 loop.cs:10:1 The real kernel's record: recv came too early."],
            RealWorld.Beside("D4", [], code).AsLines()
        );
        Assert.Equal(
            ["Pass SQ632 - The real kernel's record: readiness held."],
            RealWorld.Beside("D4", [], SoundRun.Evidence).AsLines()
        );
    }

    [Fact]
    public void A_fact_that_did_not_come_up_is_left_out() =>
        Assert.Empty(
            RealWorld.Beside(
                "C3",
                [],
                SoundRun.Evidence with
                {
                    Kernel = SoundRun.KernelWith(KernelFacts.Nfds, KernelOutcome.NotSeen),
                }
            )
        );

    [Theory]
    [InlineData("C1", "Skipped SQ133 - No record of the real kernel: strace is not installed.")]
    [InlineData("C2")]
    [InlineData("C3", "Skipped SQ331 - No record of the real kernel: strace is not installed.")]
    [InlineData("C5", "Skipped SQ533 - No record of the real kernel: strace is not installed.")]
    [InlineData("D3", "Skipped SQ631 - No record of the real kernel: strace is not installed.")]
    [InlineData("D4", "Skipped SQ632 - No record of the real kernel: strace is not installed.")]
    public void Without_a_record_there_is_one_reason_for_each_subject(string subject, params string[] expected) =>
        Assert.Equal(
            expected,
            RealWorld
                .Beside(
                    subject,
                    [],
                    SoundRun.Evidence with
                    {
                        Kernel = KernelEvidence.NotSeen("strace is not installed"),
                    }
                )
                .AsLines()
        );

    [Fact]
    public void Where_no_real_client_came_the_reason_is_the_kernels() =>
        Assert.Equal(
            [
                "Skipped SQ442 - No real clients: there is no network.",
                "Skipped SQ432 - No record of the real kernel: there is no network.",
            ],
            RealWorld
                .Beside(
                    "C4",
                    [],
                    SoundRun.Evidence with
                    {
                        Live = null,
                        Kernel = KernelEvidence.NotSeen("there is no network"),
                    }
                )
                .AsLines()
        );

    [Fact]
    public void Where_there_is_no_real_world_nothing_is_said_of_it() =>
        Assert.Equal([Known], RealWorld.Beside("C4", [Known], SoundRun.Simulated()));

    [Fact]
    public void A_scenario_that_broke_fails_at_the_line_that_the_source_doubts()
    {
        var code = SoundRun.Evidence with
        {
            Live = SoundRun.LiveWith(
                SoundRun.Broken(ScenarioNames.SlowReader, LiveFault.Stalled, "made everyone wait for one", "after 3 s")
            ),
        };
        var doubt = Check.Review("SQ433", "It waits.", SoundCode.Loop(40));

        var check = Assert.Single(RealWorld.Beside("C4", [doubt], code), found => found.Outcome == Outcome.Fail);

        Assert.Equal(
            "Fail SQ442 loop.cs:40:1 Scenario 'slow reader' with 50 real clients: the server made everyone wait for one.",
            check.AsLine()
        );
        Assert.Equal("after 3 s", check.Measured);
    }
}
